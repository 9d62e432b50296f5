import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { beforeEach, test } from "node:test";

class Path {
  /** @param {unknown} at @param {unknown} options */
  constructor(at, options) {
    Object.assign(this, { at, options });
  }
}
const lib = {
  Polyline: class extends Path {},
  Polygon: class extends Path {},
  CircleMarker: class extends Path {},
};
/** @type {any} */ (globalThis).L = { ...lib, version: "1.9.4" };
const { checkDrawn, checkLeaflet, PRIVATE_MEMBERS } = await import(
  "../../geo/frontend/frame/leaflet-private.js"
);
const { sendClick, themeOf } = await import("../../geo/frontend/frame/streamlit-private.js");

/** A library that has every private member. */
function createLeaflet() {
  const owners = Object.entries(PRIVATE_MEMBERS).map(([owner, members]) => {
    const made = /** @type {Record<string, () => void>} */ ({});
    for (const member of Object.keys(members)) made[member] = () => {};
    return [owner, { prototype: made }];
  });
  return { version: "1.9.4", ...Object.fromEntries(owners) };
}

test("Leaflet as it should be passes", () => checkLeaflet(createLeaflet()));

for (const [owner, members] of Object.entries(PRIVATE_MEMBERS)) {
  for (const member of Object.keys(members)) {
    test(`Leaflet without ${owner}.${member} is refused by name`, () => {
      const leaflet = createLeaflet();
      delete leaflet[owner].prototype[member];
      assert.throws(
        () => checkLeaflet(leaflet),
        new RegExp(`Leaflet 1.9.4 has no ${owner}.${member} .*upgraded`),
      );
    });
  }
}

const createDrawn = () => ({
  _pxBounds: {},
  _parts: [],
  _point: {},
  _renderer: { _ctx: {}, _drawing: false },
});

test("a drawn path without a private field is refused by name", () => {
  for (const role of /** @type {const} */ (["line", "site"])) {
    checkDrawn(/** @type {any} */ (createDrawn()), role);
    for (const field of ["_pxBounds", "_renderer", role === "site" ? "_point" : "_parts"]) {
      const drawn = /** @type {any} */ (createDrawn());
      delete drawn[field];
      assert.throws(
        () => checkDrawn(drawn, role),
        new RegExp(`A drawn ${role} of Leaflet 1.9.4 has no ${field}`),
      );
    }
  }
});

const frontend = new URL("../../geo/frontend/", import.meta.url);
const files = readdirSync(frontend, { recursive: true, encoding: "utf8" }).filter((name) =>
  name.endsWith(".js"),
);

test("private members are used in their one home only", () => {
  assert.ok(files.length > 25);
  for (const name of files.filter((each) => !each.endsWith("-private.js"))) {
    const text = readFileSync(new URL(name, frontend), "utf8");
    assert.doesNotMatch(text, /(?<!this)\._[a-z]/, name);
    assert.doesNotMatch(text, /window\.Streamlit|streamlit:/, name);
  }
});

test("every private member that is used is in Leaflet's list of guards or fields", () => {
  const text = readFileSync(new URL("frame/leaflet-private.js", frontend), "utf8");
  const used = new Set([...text.matchAll(/\._([a-zA-Z]+)/g)].map(([, name]) => `_${name}`));
  const guarded = Object.values(PRIVATE_MEMBERS).flatMap((members) => Object.keys(members));
  const fields = ["_parts", "_pxBounds", "_point", "_renderer", "_ctx", "_drawing", "_redrawBounds"];
  assert.deepEqual(
    [...used].filter((name) => ![...guarded, ...fields].includes(name)),
    [],
  );
});

/** @type {any[]} */
let sent = [];
beforeEach(() => {
  sent = [];
  const Streamlit = { setComponentValue: (/** @type {unknown} */ value) => sent.push(value) };
  /** @type {any} */ (globalThis).window = { Streamlit };
});

test("the same click twice is two events", () => {
  sendClick({ project: "cku-railway" });
  sendClick({ project: "cku-railway" });
  assert.equal(sent.length, 2);
  assert.equal(sent[0].project, "cku-railway");
  assert.notEqual(sent[0].click, sent[1].click);
});

test("a frame without streamlit-folium's library says so", () => {
  /** @type {any} */ (globalThis).window = {};
  assert.throws(() => sendClick({ place: "KG" }), /no longer publishes window.Streamlit/);
});

test("the theme is read from Streamlit's message alone", () => {
  assert.equal(themeOf({ type: "streamlit:render", theme: { base: "dark" } }), "dark");
  for (const other of [
    null,
    "dark",
    { type: "streamlit:render" },
    { type: "streamlit:render", theme: null },
    { type: "streamlit:render", theme: { base: "sepia" } },
    { type: "corridors:ask", theme: { base: "dark" } },
  ]) {
    assert.equal(themeOf(other), null);
  }
});
