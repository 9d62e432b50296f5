/* The benchmark's clock sees every card: projects that share their first quotation are two answers. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

const clock = readFileSync(new URL("../../scripts/bench/clock.js", import.meta.url), "utf8");

/** @param {Record<string, string>} card text by selector @returns {string} */
function textOf(card) {
  const found = (/** @type {string} */ selector) =>
    selector in card ? { textContent: card[selector] } : null;
  const window = /** @type {any} */ ({});
  runInNewContext(clock, { window, document: { querySelector: found }, addEventListener: () => {} });
  return window.bench.text("atlas");
}

const quotation = "construction officially commenced on three critical tunnels";

test("two cards with one quotation are told apart", () => {
  const [one, other] = ["Koshtet tunnel", "Naryn No.1 tunnel"].map((title) =>
    textOf({ ".st-key-card h2": title, ".st-key-card blockquote": quotation }),
  );
  assert.notEqual(one, other);
  assert.ok(one.includes(quotation));
});

test("a card without its quotation is no answer yet", () => {
  assert.equal(textOf({ ".st-key-card h2": "Koshtet tunnel" }), "");
  assert.equal(textOf({}), "");
});
