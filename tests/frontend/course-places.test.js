/** @import { Course, CoursePlace } from "../../geo/frontend/shared/courses.js" */
import assert from "node:assert/strict";
import { test } from "node:test";
import { orderPlaces, shareAlong, shorten } from "../../geo/frontend/frame/line-places.js";
import { readPosition } from "../../geo/frontend/page/course-places.js";
import { Courses } from "../../geo/frontend/shared/courses.js";

/** @param {string} name @param {string} role @param {number} km @returns {CoursePlace} */
const place = (name, role, km) => [name, role, km, 70 + km / 100, 40, "geonames:1:2", 0];

/** @type {Course} */
const course = {
  label: "By the north",
  length: 570.6,
  ends: ["Bishkek", "Osh"],
  places: [
    place("Bishkek", "town", 0),
    place("Kara-Balta", "station", 58),
    place("Sosnovka", "town", 80),
    place("Too-Ashuu", "pass", 113),
    place("bend", "shape-point", 200),
    place("Osh", "station", 570),
  ],
  rows: [],
};

const courses = new Courses({
  courses: { road: [course] },
  references: { geonames: "GeoNames" },
  words: {
    locale: "en",
    messages: {
      "course-places.along": "km {km} of {length} from {first}, {rest} km from {last}",
      "course-places.along-nameless": "km {km} of {length}",
      "course-places.of-course": "{what} · {course}",
      "course-places.place": "{name}: {role}",
      "course-places.place-beside": "{name}: {role}, {off} km beside the line",
      "course-places.reference": "place from {title}: {entry}",
      "course-places.row": "{km} {name}",
      "course-places.row-of-role": "{km} {name}, {role}",
      "line-role.pass": "pass",
      "line-role.station": "station",
    },
  },
});

test("ends are always named, passes early, stations late, points of shape never", () => {
  const namesAt = (/** @type {number} */ zoom) => orderPlaces([course], zoom).map(([name]) => name);
  assert.deepEqual(namesAt(4), ["Bishkek", "Osh", "Too-Ashuu"]);
  assert.deepEqual(namesAt(6), ["Bishkek", "Osh", "Too-Ashuu", "Sosnovka"]);
  assert.deepEqual(namesAt(8), ["Bishkek", "Osh", "Too-Ashuu", "Sosnovka", "Kara-Balta"]);
});

test("the place at which a reader looks is named before all others", () => {
  const named = orderPlaces([course], 4, { lon: 70.58, lat: 40 }).map(([name]) => name);
  assert.deepEqual(named, ["Kara-Balta", "Bishkek", "Osh", "Too-Ashuu"]);
});

test("a place of two candidate courses is drawn once", () => {
  assert.equal(orderPlaces([course, { ...course, label: "other" }], 8).length, 5);
  assert.deepEqual(orderPlaces([], 8), []);
  assert.deepEqual(orderPlaces([{ ...course, places: [] }], 8), []);
});

test("a point lies at a share of its line's length, also where degrees are narrow", () => {
  /** @type {[number, number][]} */
  const line = [
    [0, 70],
    [0, 71],
    [1, 71],
  ];
  assert.ok(Math.abs(shareAlong(line, [0.1, 70.5]) - 0.25) < 0.001);
  assert.ok(Math.abs(shareAlong(line, [0.5, 71.2]) - 0.75) < 0.001);
  assert.equal(shareAlong(line, [-1, 69]), 0);
  assert.ok(Math.abs(shareAlong(line, [3, 71]) - 1) < 0.001);
  /** @type {[number, number][]} */
  const north = [
    [60, 70],
    [60, 72],
    [61, 72],
  ];
  assert.ok(Math.abs(shareAlong(north, [60, 72]) - 0.5) < 0.005);
  assert.equal(shareAlong([[5, 5]], [5, 5]), 0);
});

test("names are short on the map", () => {
  assert.equal(shorten(place("Too-Ashuu pass (tunnel)", "pass", 0)), "Too-Ashuu pass");
  assert.equal(shorten(place("Kashgar railway station", "station", 0)), "Kashgar");
  assert.equal(shorten(place("(nameless)", "town", 0)), "(nameless)");
});

test("a place and a point of the line are told in words", () => {
  const [bishkek, station, , pass] = course.places;
  assert.equal(courses.sayAlong(course, 412.4), "km 412 of 571 from Bishkek, 159 km from Osh · By the north");
  assert.equal(courses.sayAlong({ ...course, label: "", ends: null }, 3), "km 3 of 571");
  const units = ["Line A", "Line B"];
  assert.equal(
    courses.sayAlong({ ...course, units }, 3),
    "km 3 of 571 from Bishkek, 568 km from Osh · By the north · Line A, Line B",
  );
  assert.equal(
    courses.sayAlong({ ...course, label: "", ends: null, units }, 3),
    "km 3 of 571 · Line A, Line B",
  );
  assert.equal(courses.sayPlace(pass), "Too-Ashuu: pass");
  assert.equal(
    courses.sayPlace(/** @type {CoursePlace} */ ([...pass.slice(0, 6), 2.5])),
    "Too-Ashuu: pass, 2.5 km beside the line",
  );
  assert.equal(courses.sayReference(pass), "place from GeoNames: 1:2");
  assert.equal(courses.sayRow(pass), "113 Too-Ashuu, pass");
  assert.equal(courses.sayRow(station), "58 Kara-Balta");
  assert.equal(courses.sayRow(bishkek), "0 Bishkek");
  assert.deepEqual(courses.of("road"), [course]);
  assert.deepEqual(courses.of("other"), []);
});

test("a position is two numbers, longitude first", () => {
  assert.deepEqual(readPosition("75.4,40.55"), { lon: 75.4, lat: 40.55 });
  for (const wrong of [undefined, "", "75.4", "75.4,", ",", "a,b", "1,2,3"])
    assert.equal(readPosition(wrong), null);
});
