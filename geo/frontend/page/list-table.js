/* The table of the projects on one page of the list. */

/** @import { ProjectIndex } from "../shared/project-index.js" */
/** @import { Words } from "../shared/words.js" */
/** @import { Column } from "./list-order.js" */
import { element, pressButton } from "../shared/elements.js";

/** @type {Column[]} */
const COLUMNS = ["name", "type", "status", "countries", "length"];

/**
 * What a column says of a project.
 *
 * @param {ProjectIndex} index
 * @param {Words} words
 * @param {Column} column
 * @param {number} n position of the project
 * @returns {string}
 */
export function textAt(index, words, column, n) {
  if (column === "name") return index.nameAt(n);
  if (column === "type") return index.typeAt(n).label;
  if (column === "countries") return index.countriesAt(n).join(", ");
  if (column === "length") {
    return index.lengthAt(n) ? words.say("list.length", { km: index.lengthAt(n) }) : "";
  }
  const known = index.statusWordsAt(n);
  return known ? words.say("list.status", known) : words.say("list.no-status");
}

/** @typedef {{ column: Column, isReversed: boolean }} Sorting */

/**
 * @param {ProjectIndex} index
 * @param {Words} words
 * @param {number[]} rows positions of the projects
 * @param {Sorting} sorting
 * @param {{ onSort: (column: Column) => void, onChoose: (id: string) => void }} callbacks
 */
export function createTable(index, words, rows, sorting, { onSort, onChoose }) {
  const heads = COLUMNS.map((column) => createHead(words, column, sorting, onSort));
  const body = rows.map((n) => {
    const id = index.idAt(n);
    const cells = COLUMNS.map((column) => {
      const text = textAt(index, words, column, n);
      const key = { "data-project": id, "data-key": `project-${id}` };
      const content = column === "name" ? pressButton(key, () => onChoose(id), text) : text;
      return element("td", { class: `column-${column}` }, content);
    });
    return element("tr", {}, ...cells);
  });
  return element(
    "table",
    {},
    element("caption", {}, words.say("list.caption")),
    element("thead", {}, element("tr", {}, ...heads)),
    element("tbody", {}, ...body),
  );
}

/**
 * @param {Words} words
 * @param {Column} column
 * @param {Sorting} sorting
 * @param {(column: Column) => void} onSort
 */
function createHead(words, column, sorting, onSort) {
  const title = words.say(`list.sort.${column}`);
  const head = element("th", { scope: "col", class: `column-${column}` });
  const press = () => onSort(column);
  const button = pressButton(
    { "data-key": `sort-${column}`, title },
    press,
    words.say(`list.column.${column}`),
  );
  if (column === sorting.column) {
    head.setAttribute("aria-sort", sorting.isReversed ? "descending" : "ascending");
    button.append(element("span", { "aria-hidden": "true" }, sorting.isReversed ? " ↓" : " ↑"));
  }
  head.append(button);
  return head;
}

/**
 * Mark the button of the selected project.
 *
 * @param {Element} root
 * @param {string | null} selected
 */
export function markSelected(root, selected) {
  for (const button of root.querySelectorAll("button[data-project]")) {
    if (button.getAttribute("data-project") === selected) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
}
