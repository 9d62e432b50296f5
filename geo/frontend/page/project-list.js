/* The list of the projects that the map shows. It mirrors the map, and lives in the browser alone:
 * so no choice from it loads the page again, and a list of 10,000 costs the server nothing.
 */

/** @import { ShownView } from "../shared/messages.js" */
/** @import { ProjectIndex } from "../shared/project-index.js" */
/** @import { Words } from "../shared/words.js" */
/** @import { Column } from "./list-order.js" */
import { element } from "../shared/elements.js";
import { choose } from "./frames.js";
import { orderBy, takePage } from "./list-order.js";
import { createTable, markSelected, textAt } from "./list-table.js";
import { createPager } from "./pager.js";

export class ProjectList {
  /** @type {number[]} */
  #shown = [];
  /** @type {string | null} */
  #selected = null;
  /** @type {{ column: Column, isReversed: boolean }} */
  #sorting = { column: "name", isReversed: false };
  #page = 0;
  /** Each order is worked out once. @type {Map<Column, number[]>} */
  #orders = new Map();
  #statusesKey = "{}";
  /** What is drawn, so that only what changes is drawn again. @type {string | null} */
  #drawn = null;

  /**
   * @param {HTMLElement} box
   * @param {ProjectIndex} index
   * @param {Words} words
   */
  constructor(box, index, words) {
    this.box = box;
    this.index = index;
    this.words = words;
    this.collator = new Intl.Collator(words.locale, { sensitivity: "base", numeric: true });
  }

  /** Show what the map shows. @param {ShownView} view */
  take({ shown, selected, statuses }) {
    const statusesKey = JSON.stringify(statuses);
    if (statusesKey !== this.#statusesKey) {
      this.#statusesKey = statusesKey;
      this.index.takeStatuses(statuses);
      this.#orders.clear();
    }
    const isMarked = selected === this.#selected;
    this.#selected = selected;
    const wanted = shown.join("") + statusesKey;
    if (wanted !== this.#drawn) {
      this.#drawn = wanted;
      this.#shown = shown;
      this.#page = 0;
      this.#draw();
    } else if (!isMarked) {
      markSelected(this.box, selected);
    }
  }

  #draw() {
    const { column, isReversed } = this.#sorting;
    const all = this.#order(column).filter((n) => this.#shown[n]);
    if (isReversed) all.reverse();
    const page = takePage(all, this.#page);
    this.#page = page.number;
    const focused = this.#focusedKey();
    this.box.replaceChildren(
      all.length ? this.#table(page.rows) : element("p", {}, this.words.say("list.empty")),
    );
    if (page.pages > 1) this.box.append(createPager(page, this.words, (number) => this.#turn(number)));
    markSelected(this.box, this.#selected);
    this.#focus(focused);
  }

  /** @param {Column} column */
  #order(column) {
    const text = (/** @type {number} */ n) => textAt(this.index, this.words, column, n);
    const order = this.#orders.get(column) ?? orderBy(this.index, column, text, this.collator);
    this.#orders.set(column, order);
    return order;
  }

  /** @param {number[]} rows */
  #table(rows) {
    return createTable(this.index, this.words, rows, this.#sorting, {
      onSort: (column) => this.#sort(column),
      onChoose: (project) => choose({ project }),
    });
  }

  /** Sort by a column; by the one that it is sorted by already, the other way round. @param {Column} column */
  #sort(column) {
    const isReversed = column === this.#sorting.column && !this.#sorting.isReversed;
    this.#sorting = { column, isReversed };
    this.#turn(0);
  }

  /** @param {number} number */
  #turn(number) {
    this.#page = number;
    this.#draw();
  }

  /** What has the focus in the list, by a name that the next drawing has too. */
  #focusedKey() {
    const focused = document.activeElement;
    return focused && this.box.contains(focused) ? focused.getAttribute("data-key") : null;
  }

  /** @param {string | null} key */
  #focus(key) {
    if (key === null) return;
    const found = this.box.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (found instanceof HTMLElement) found.focus({ preventScroll: true });
  }
}
