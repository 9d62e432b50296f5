import assert from "node:assert/strict";
import { test } from "node:test";
import { readChoice } from "../../geo/frontend/page/card-links.js";
import { orderBy, readPageNumber, takePage } from "../../geo/frontend/page/list-order.js";
import { textAt } from "../../geo/frontend/page/list-table.js";
import { ProjectIndex } from "../../geo/frontend/shared/project-index.js";
import { Words } from "../../geo/frontend/shared/words.js";

const words = new Words({
  locale: "en",
  messages: { "list.length": "{km} km", "list.status": "{status}, {when}", "list.no-status": "not stated" },
});
const collator = new Intl.Collator("en", { sensitivity: "base", numeric: true });

const createIndex = () =>
  new ProjectIndex(
    /** @type {any} */ ({
      ids: ["r10", "r2", "e", "k"],
      names: ["Route 10", "route 2", "Émile", "Khorgos"],
      type: [1, 0, 1, 0],
      types: [{ label: "Railway" }, { label: "Road" }],
      status: ["construction", null, "proposed", null],
      status_when: ["29 April 2025", null, "2024", null],
      status_words: { construction: "under construction", proposed: "proposed" },
      countries: [["KG", "XX"], [], ["CN"], ["KG"]],
      country_names: { KG: "Kyrgyzstan", CN: "China" },
      length: [1200, 0, 1200, 5],
      cards: ["KG"],
      sites: [],
    }),
    words,
  );

/** @param {import("../../geo/frontend/page/list-order.js").Column} column */
const order = (column, index = createIndex()) =>
  orderBy(index, column, (n) => textAt(index, words, column, n), collator);

test("names are sorted as a reader would, numbers in them as numbers", () => {
  assert.deepEqual(order("name"), [2, 3, 1, 0]);
});

test("what is alike in a column is sorted by name, lengths from the longest", () => {
  assert.deepEqual(order("type"), [3, 1, 2, 0]);
  assert.deepEqual(order("length"), [2, 0, 3, 1]);
  assert.deepEqual(order("status"), [3, 1, 2, 0]);
});

test("columns say what the index knows, and what it does not", () => {
  const index = createIndex();
  assert.equal(textAt(index, words, "countries", 0), "Kyrgyzstan, XX");
  assert.equal(textAt(index, words, "length", 0), "1,200 km");
  assert.equal(textAt(index, words, "length", 1), "");
  assert.equal(textAt(index, words, "status", 0), "under construction, 29 April 2025");
  assert.equal(textAt(index, words, "status", 1), "not stated");
});

test("statuses of another day go before those of the index, and leave with it", () => {
  const index = createIndex();
  index.takeStatuses({ 0: ["proposed", "24 January 2024"], 2: [null, null] });
  assert.equal(textAt(index, words, "status", 0), "proposed, 24 January 2024");
  assert.equal(textAt(index, words, "status", 2), "not stated");
  index.takeStatuses({});
  assert.equal(textAt(index, words, "status", 2), "proposed, 2024");
});

test("a list is cut into pages", () => {
  const all = Array.from({ length: 65 }, (_, n) => n);
  const { rows, ...page } = takePage(all, 2);
  assert.deepEqual(rows, [60, 61, 62, 63, 64]);
  assert.deepEqual(page, { number: 2, pages: 3, first: 61, last: 65, total: 65 });
  assert.equal(takePage(all, 9).number, 2);
  assert.equal(takePage([], 3).pages, 1);
  assert.equal(takePage(all.slice(0, 30), 0).pages, 1);
  assert.equal(takePage(all.slice(0, 31), 0).pages, 2);
});

test("a typed page number stays within the pages", () => {
  const read = ["1", "3", "0", "-4", "99", "2.7", "", "x"].map((typed) => readPageNumber(typed, 3));
  assert.deepEqual(read, [0, 2, 0, 0, 2, 1, 0, 0]);
});

test("a link chooses a project before a place, and nothing where it names neither", () => {
  assert.deepEqual(readChoice("?project=cku-railway&fact=a&place=KG"), { project: "cku-railway" });
  assert.deepEqual(readChoice("?place=KG"), { place: "KG" });
  assert.equal(readChoice("?country=KG"), null);
  assert.equal(readChoice("?project="), null);
});
