/* Which projects lie at a point, and where a point is that is one project's alone. */

/** A point in pixels. @typedef {{ x: number, y: number }} Point */

/** @typedef {{ min: Point, max: Point }} Box */

/**
 * What is drawn of a project: a site, a line, the core of a line under construction, or an area.
 * `line` counts the rows of the file of lines, -1 for a site.
 * @typedef {{ project: number, role: "site" | "line" | "core" | "area", line: number, path: L.Path }} Shape
 */

/**
 * How a drawn shape is measured. `boxOf` is undefined where the shape is not in view.
 * @typedef {object} Measures
 * @property {(shape: Shape) => Box | undefined} boxOf
 * @property {(shape: Shape) => number} reachOf pixels within which a press meets it
 * @property {(shape: Shape, point: Point) => number} distanceTo pixels
 */

/** What goes before what where several lie within reach. @type {("site" | "line" | "area")[]} */
const ORDER = ["site", "line", "area"];

/**
 * @param {Box} box
 * @param {Point} point
 * @param {number} reach
 */
function isNear({ min, max }, { x, y }, reach) {
  return x >= min.x - reach && x <= max.x + reach && y >= min.y - reach && y <= max.y + reach;
}

/**
 * Projects under a point: a site goes before a line, a line before an area. Of several, those that
 * are as near as the nearest: lines that only pass close by do not count.
 *
 * @param {Iterable<Shape>} shapes
 * @param {Point} point
 * @param {Measures} measures
 * @param {number} samePlace pixels within which two lines lie on each other
 * @returns {number[]} positions in the index
 */
export function projectsAt(shapes, point, measures, samePlace) {
  /** @type {Record<"site" | "line" | "area", [project: number, far: number][]>} */
  const near = { site: [], line: [], area: [] };
  for (const shape of shapes) {
    if (shape.role === "core") continue;
    const box = measures.boxOf(shape);
    if (!box) continue;
    const reach = measures.reachOf(shape);
    if (!isNear(box, point, reach)) continue;
    const far = measures.distanceTo(shape, point);
    if (far <= reach) near[shape.role].push([shape.project, far]);
  }
  const found = near[ORDER.find((role) => near[role].length > 0) ?? "area"];
  const best = Math.min(...found.map(([, far]) => far));
  return [...new Set(found.filter(([, far]) => far <= best + samePlace).map(([project]) => project))];
}

/**
 * The shapes that may be hit within a box.
 *
 * @param {Iterable<Shape>} shapes
 * @param {Box} box
 * @param {Measures} measures
 * @returns {Shape[]}
 */
export function shapesWithin(shapes, box, measures) {
  const kept = [];
  for (const shape of shapes) {
    const own = measures.boxOf(shape);
    if (!own) continue;
    const reach = measures.reachOf(shape);
    const isApart =
      own.max.x + reach < box.min.x ||
      own.min.x - reach > box.max.x ||
      own.max.y + reach < box.min.y ||
      own.min.y - reach > box.max.y;
    if (!isApart) kept.push(shape);
  }
  return kept;
}

/**
 * Distance of a point from a stretch between two others.
 *
 * @param {Point} point
 * @param {Point} from
 * @param {Point} to
 */
export function distanceToStretch(point, from, to) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const square = dx * dx + dy * dy;
  const along = square > 0 ? ((point.x - from.x) * dx + (point.y - from.y) * dy) / square : 0;
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(point.x - from.x - t * dx, point.y - from.y - t * dy);
}

/**
 * Distance of a point from the nearest stretch of some lines, infinite where there is none.
 *
 * @param {Point} point
 * @param {Point[][]} lines
 */
export function distanceToLines(point, lines) {
  let best = Infinity;
  for (const line of lines) {
    for (let i = 1; i < line.length; i++)
      best = Math.min(best, distanceToStretch(point, line[i - 1], line[i]));
  }
  return best;
}
