import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  demandMapEvent,
  demandMapState,
  GUARDS,
  readFrameMessage,
  readPageMessage,
} from "../../geo/frontend/shared/messages.js";

const shared = new URL("../../geo/frontend/shared/", import.meta.url);
/** @type {Record<keyof typeof GUARDS, { right: unknown[], wrong: unknown[] }>} */
const examples = JSON.parse(readFileSync(new URL("messages.examples.json", shared), "utf8"));
const schema = JSON.parse(readFileSync(new URL("messages.schema.json", shared), "utf8"));

test("guards, examples and schema name the same messages", () => {
  assert.deepEqual(Object.keys(examples).sort(), Object.keys(GUARDS).sort());
  for (const name of Object.keys(GUARDS)) assert.ok(schema.$defs[name], name);
});

for (const [name, { right, wrong }] of Object.entries(examples)) {
  const guard = GUARDS[/** @type {keyof typeof GUARDS} */ (name)];
  for (const value of right) {
    test(`${name}: ${JSON.stringify(value)} is taken`, () => assert.equal(guard(value), true));
  }
  for (const value of wrong) {
    test(`${name}: ${JSON.stringify(value)} is refused`, () => assert.equal(guard(value), false));
  }
}

test("a malformed message is refused with its start", () => {
  assert.throws(() => demandMapState({ visible: 1 }), /Not a MapState.*visible/);
  assert.throws(() => demandMapEvent({ click: "1", project: "a", place: "KG" }), TypeError);
  assert.throws(() => readPageMessage({ type: "corridors:choose" }), TypeError);
  assert.throws(() => readPageMessage({ type: "corridors:other" }), TypeError);
  assert.throws(() => readFrameMessage({ type: "corridors:view" }), TypeError);
});

test("messages of others are none of ours", () => {
  for (const value of [null, undefined, "corridors:ask", 3, {}, { type: 1 }, { type: "streamlit:render" }]) {
    assert.equal(readPageMessage(value), null);
    assert.equal(readFrameMessage(value), null);
  }
});
