/* The order of the list of projects, and its pages. */

/** @import { ProjectIndex } from "../shared/project-index.js" */

/** Projects on a page. */
export const PAGE_SIZE = 30;

/** @typedef {"name" | "type" | "status" | "countries" | "length"} Column */

/**
 * All positions in the order of a column: texts as the language sorts them, lengths from the longest.
 * What is alike is sorted by name.
 *
 * @param {ProjectIndex} index
 * @param {Column} column
 * @param {(n: number) => string} textAt what the column says of a project
 * @param {Intl.Collator} collator
 * @returns {number[]}
 */
export function orderBy(index, column, textAt, collator) {
  const positions = Array.from({ length: index.size }, (_, n) => n);
  const byName = (/** @type {number} */ a, /** @type {number} */ b) =>
    collator.compare(index.nameAt(a), index.nameAt(b));
  if (column === "length") {
    return positions.sort((a, b) => index.lengthAt(b) - index.lengthAt(a) || byName(a, b));
  }
  const texts = positions.map(textAt);
  return positions.sort((a, b) => collator.compare(texts[a], texts[b]) || byName(a, b));
}

/**
 * @typedef {object} Page
 * @property {number[]} rows positions in the index
 * @property {number} number from 0
 * @property {number} pages at least 1
 * @property {number} first number of its first row, from 1
 * @property {number} last
 * @property {number} total rows of all pages
 */

/**
 * One page of a list. A number that is too high means the last.
 *
 * @param {number[]} all
 * @param {number} wanted from 0
 * @returns {Page}
 */
export function takePage(all, wanted) {
  const pages = Math.max(1, Math.ceil(all.length / PAGE_SIZE));
  const number = Math.min(wanted, pages - 1);
  const start = number * PAGE_SIZE;
  const rows = all.slice(start, start + PAGE_SIZE);
  return { rows, number, pages, first: start + 1, last: start + rows.length, total: all.length };
}

/**
 * The page that a reader has asked for by its number, from 1; nonsense means the first.
 *
 * @param {string} typed
 * @param {number} pages
 * @returns {number} from 0
 */
export function readPageNumber(typed, pages) {
  return Math.min(Math.max(1, Math.trunc(Number(typed)) || 1), pages) - 1;
}
