/** @import { Measures, Point, Shape } from "../../geo/frontend/frame/hit-test.js" */
import assert from "node:assert/strict";
import { test } from "node:test";
import { findClickable, pixelsAlong } from "../../geo/frontend/frame/clickable-point.js";
import { distanceToLines, projectsAt, shapesWithin } from "../../geo/frontend/frame/hit-test.js";

/** A shape whose path is its points, for tests.
 * @param {number} project @param {Shape["role"]} role @param {Point[]} points @returns {Shape} */
const shape = (project, role, points) => /** @type {any} */ ({ project, role, line: project, path: points });

/** @param {Shape} made @returns {Point[]} */
const pointsOf = (made) => /** @type {any} */ (made.path);

/** @type {Measures} */
const measures = {
  boxOf(made) {
    const [xs, ys] = [pointsOf(made).map(({ x }) => x), pointsOf(made).map(({ y }) => y)];
    if (!xs.length) return undefined;
    return {
      min: { x: Math.min(...xs), y: Math.min(...ys) },
      max: { x: Math.max(...xs), y: Math.max(...ys) },
    };
  },
  reachOf: () => 6,
  distanceTo: (made, point) =>
    made.role === "area" ? 0 : distanceToLines(point, [[pointsOf(made)[0], ...pointsOf(made)]]),
};

/** @param {number} x @param {number} y */
const at = (x, y) => ({ x, y });
/** @param {number} y */
const across = (y) => [at(0, y), at(100, y)];

test("the nearest line within reach is hit, at its ends too", () => {
  const lines = [shape(1, "line", across(0)), shape(2, "line", across(10))];
  assert.deepEqual(projectsAt(lines, at(50, 4), measures, 1), [1]);
  assert.deepEqual(projectsAt(lines, at(50, 7), measures, 1), [2]);
  assert.deepEqual(projectsAt(lines, at(106, 0), measures, 1), [1]);
  assert.deepEqual(projectsAt(lines, at(107, 0), measures, 1), []);
  assert.deepEqual(projectsAt(lines, at(50, 17), measures, 1), []);
});

test("lines as near as the nearest are all asked about, each project once", () => {
  const lines = [2, 1, 2, 3].map((project, n) => shape(project, "line", across(n === 3 ? 1.5 : 0)));
  assert.deepEqual(projectsAt(lines, at(50, 0), measures, 1), [2, 1]);
  assert.deepEqual(projectsAt(lines, at(50, 1), measures, 1), [2, 1, 3]);
});

test("a site goes before a line, a line before an area; a core and what is out of view are not hit", () => {
  const area = shape(1, "area", [at(0, 0), at(100, 100)]);
  const line = shape(2, "line", across(52));
  const site = shape(3, "site", [at(50, 55)]);
  const rest = [shape(4, "core", across(50)), shape(5, "line", [])];
  assert.deepEqual(projectsAt([area, ...rest], at(50, 50), measures, 1), [1]);
  assert.deepEqual(projectsAt([area, line, ...rest], at(50, 50), measures, 1), [2]);
  assert.deepEqual(projectsAt([area, line, site, ...rest], at(50, 50), measures, 1), [3]);
});

test("only shapes that reach into a box are kept", () => {
  const lines = [0, 20, 40].map((y, n) => shape(n, "line", across(y)));
  const box = { min: at(10, 24), max: at(20, 30) };
  assert.deepEqual(
    shapesWithin(lines, box, measures).map(({ project }) => project),
    [1],
  );
});

test("pixels along a line come from its middle outwards, each once, then those beside it", () => {
  const pixels = pixelsAlong([across(5).map(({ x, y }) => at(x / 10, y))], 1);
  assert.deepEqual(pixels[0], at(5, 5));
  assert.equal(new Set(pixels.map(({ x, y }) => `${x} ${y}`)).size, pixels.length);
  assert.deepEqual(
    pixels
      .slice(0, 10)
      .map(({ y }) => y)
      .filter((y) => y !== 5),
    [],
  );
  assert.deepEqual(new Set(pixels.map(({ y }) => y)), new Set([4, 5, 6]));
  assert.deepEqual(pixelsAlong([[at(3.4, 3.6), at(3.4, 3.6)]], 0), [at(3, 3)]);
  assert.deepEqual(pixelsAlong([], 2), []);
});

test("a pixel with room around it goes before one without; covered ones and shared ones are passed over", () => {
  const pixels = [at(0, 0), at(10, 0), at(20, 0), at(30, 0)];
  const isIn =
    (/** @type {number} */ left, /** @type {number} */ right) =>
    (/** @type {Point} */ { x }) =>
      x >= left && x <= right;
  const everywhere = () => true;
  assert.deepEqual(findClickable(pixels, everywhere, isIn(10, 11)), at(10.5, 0.5));
  const tightThenWide = (/** @type {Point} */ p) => isIn(10, 11)(p) || isIn(28, 33)(p);
  assert.deepEqual(findClickable(pixels, everywhere, tightThenWide), at(30.5, 0.5));
  assert.deepEqual(findClickable(pixels, isIn(10, 40), everywhere), at(10.5, 0.5));
  assert.equal(findClickable(pixels, everywhere, isIn(10, 10.5)), null);
  assert.equal(findClickable([], everywhere, everywhere), null);
});
