/* The bar below the list that turns its pages. */

/** @import { Words } from "../shared/words.js" */
/** @import { Page } from "./list-order.js" */
import { element, pressButton } from "../shared/elements.js";
import { readPageNumber } from "./list-order.js";

/**
 * @param {Page} page
 * @param {Words} words
 * @param {(number: number) => void} onTurn a page from 0
 */
export function createPager({ number, pages, first, last, total }, words, onTurn) {
  const turn = (/** @type {string} */ id, /** @type {number} */ to) => {
    const button = pressButton({ "data-key": id }, () => onTurn(to), words.say(id));
    button.disabled = to < 0 || to >= pages;
    return button;
  };
  const label = words.say("list.pager.page-of", { pages });
  const field = {
    type: "number",
    min: 1,
    max: pages,
    value: number + 1,
    "aria-label": label,
    "data-key": "page",
  };
  const input = element("input", field);
  input.addEventListener("change", () => onTurn(readPageNumber(input.value, pages)));
  return element(
    "nav",
    { "aria-label": words.say("list.pager.title") },
    turn("list.pager.back", number - 1),
    element("span", {}, words.say("list.pager.range", { first, last, total })),
    input,
    element("span", {}, words.say("list.pager.of", { pages })),
    turn("list.pager.next", number + 1),
  );
}
