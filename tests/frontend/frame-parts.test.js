/** @import { Site } from "../../geo/frontend/shared/project-index.js" */
import assert from "node:assert/strict";
import { test } from "node:test";
import { matchNames, moveFocus } from "../../geo/frontend/frame/chooser.js";
import { claimRoom, orderCountries, orderTowns, roomOf } from "../../geo/frontend/frame/place-names.js";
import { lineOptions, strokeOf } from "../../geo/frontend/frame/style.js";
import { fanOut } from "../../geo/frontend/frame/symbols.js";
import { shiftIntoView } from "../../geo/frontend/frame/views.js";

test("names match by all words, without case and accents", () => {
  const names = ["Ürümqi–Khorgos", "Khorgos Gateway", "Хоргос", "Line C"];
  assert.deepEqual(matchNames(names, "KHORGOS"), [true, true, false, false]);
  assert.deepEqual(matchNames(names, "gate khor"), [false, true, false, false]);
  assert.deepEqual(matchNames(names, "urumqi"), [true, false, false, false]);
  assert.deepEqual(matchNames(names, "хорг"), [false, false, true, false]);
  assert.deepEqual(matchNames(names, " "), [true, true, true, true]);
  assert.deepEqual(matchNames(names, ".*"), [false, false, false, false]);
});

test("keys move the focus within a list and up to what lies above it", () => {
  assert.equal(moveFocus("ArrowDown", -1, 3), 0);
  assert.equal(moveFocus("ArrowDown", 2, 3), 2);
  assert.equal(moveFocus("ArrowUp", 0, 3), -1);
  assert.equal(moveFocus("ArrowUp", -1, 3), -1);
  assert.equal(moveFocus("Home", 2, 3), 0);
  assert.equal(moveFocus("End", 0, 3), 2);
  assert.equal(moveFocus("Home", -1, 3), null);
  assert.equal(moveFocus("a", 1, 3), null);
  assert.equal(moveFocus("ArrowDown", -1, 0), -1);
});

test("a site alone stays where it is; sites of one town stand apart", () => {
  /** @type {Site[]} */
  const sites = [
    [0, "town", 71, 42],
    [1, "town", 69, 41],
    [2, "town", 71, 42],
    [3, "town", 71, 42],
  ];
  const placed = fanOut(sites);
  assert.deepEqual(
    placed.map(({ site }) => site[0]),
    [0, 2, 3, 1],
  );
  assert.deepEqual(placed[3].offset, [0, 0]);
  for (const [one, other] of [
    [0, 1],
    [1, 2],
    [0, 2],
  ]) {
    const [a, b] = [placed[one].offset, placed[other].offset];
    assert.ok(Math.hypot(a[0] - b[0], a[1] - b[1]) > 14, "symbols of radius 7 do not cover each other");
  }
});

test("a name takes its room, and the next one finds it taken", () => {
  /** @type {[number, number, number, number][]} */
  const taken = [];
  const room = roomOf({ x: 100, y: 50 }, "Osh", 7, false);
  assert.deepEqual(room, [96, 42, 125, 58]);
  assert.deepEqual(roomOf({ x: 100, y: 50 }, "Osh", 7, true), [85.5, 42, 114.5, 58]);
  assert.equal(claimRoom(taken, room), true);
  assert.equal(claimRoom(taken, room), false);
  assert.equal(claimRoom(taken, [120, 57, 130, 70]), false);
  assert.equal(claimRoom(taken, [125, 42, 130, 58]), true);
  assert.equal(taken.length, 2);
});

/** @param {Record<string, unknown>} properties @returns {any} */
const feature = (properties) => ({ properties });

test("capitals are named first, then early ones, then large ones; none before its zoom", () => {
  const towns = [
    feature({ name: "small", capital: 0, from_zoom: 5, population: 1 }),
    feature({ name: "large", capital: 0, from_zoom: 5, population: 9 }),
    feature({ name: "early", capital: 0, from_zoom: 4, population: 1 }),
    feature({ name: "capital", capital: 1, from_zoom: 5, population: 1 }),
    feature({ name: "late", capital: 1, from_zoom: 7, population: 99 }),
  ];
  const named = orderTowns(towns, 5).map(({ properties }) => properties.name);
  assert.deepEqual(named, ["capital", "early", "large", "small"]);
});

test("countries with a card are named first", () => {
  const places = ["AF", "KG", "IR", "UZ"].map((id) => feature({ id, from_zoom: id === "IR" ? 9 : 3 }));
  const named = orderCountries(places, 4, (code) => ["KG", "UZ"].includes(code));
  assert.deepEqual(
    named.map(({ properties }) => properties.id),
    ["KG", "UZ", "AF"],
  );
});

test("strokes tell status and accuracy", () => {
  const type = { id: "road", label: "Road", colour: "#123456", symbol: "circle" };
  assert.equal(strokeOf("construction").hasCore, true);
  assert.ok(strokeOf("proposed").weight < strokeOf("operating").weight);
  assert.deepEqual(strokeOf(null), strokeOf("operating"));
  for (const status of ["cancelled", "shelved", "retired", "mothballed"]) assert.ok(strokeOf(status).isPale);
  assert.equal(lineOptions(type, null, "traced").dashArray, undefined);
  assert.equal(lineOptions(type, "shelved", "schematic").opacity, 0.45);
  assert.notEqual(
    lineOptions(type, null, "schematic").dashArray,
    lineOptions(type, null, "approximate").dashArray,
  );
});

test("the map moves no more than is needed", () => {
  assert.equal(shiftIntoView(100, 200, 600), 0);
  assert.equal(shiftIntoView(10, 100, 600), -20);
  assert.equal(shiftIntoView(400, 590, 600), 20);
});
