/* Where one click selects a project: what the contract's `pointOf` answers. */

/** @import { Point } from "./hit-test.js" */

/** Corners and middle of a pixel: a press anywhere in it must hit the same. */
const PIXEL = [
  [0.5, 0.5],
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
];
/** One pixel around it: room for a press that lands beside. */
const AROUND = [
  [2, 0],
  [-1, 0],
  [0, 2],
  [0, -1],
  [2, 2],
  [-1, -1],
];

/**
 * Pixels along some lines, from their middle outwards, each once; then those beside them.
 *
 * @param {Point[][]} lines
 * @param {number} beside how many pixels to the side of a line are tried
 * @returns {Point[]} whole pixels
 */
export function pixelsAlong(lines, beside) {
  const along = lines.flatMap((line) => line.slice(1).flatMap((end, i) => pixelsBetween(line[i], end)));
  const middle = along.length >> 1;
  const outwards = along
    .map((_, i) => along[i % 2 ? middle + ((i + 1) >> 1) : middle - (i >> 1)])
    .filter(Boolean);
  const found = new Map();
  const offsets = Array.from({ length: 2 * beside + 1 }, (_, i) => i - beside);
  const shifts = offsets.flatMap((dx) => offsets.map((dy) => ({ dx, dy })));
  shifts.sort((a, b) => Math.hypot(a.dx, a.dy) - Math.hypot(b.dx, b.dy));
  for (const { dx, dy } of shifts) {
    for (const { x, y } of outwards) found.set(`${x + dx} ${y + dy}`, { x: x + dx, y: y + dy });
  }
  return [...found.values()];
}

/**
 * Whole pixels on the way from one point to another, about one a pixel, at most 400.
 *
 * @param {Point} from
 * @param {Point} to
 * @returns {Point[]}
 */
function pixelsBetween(from, to) {
  const steps = Math.max(1, Math.min(400, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y))));
  return Array.from({ length: steps }, (_, k) => {
    const t = (k + 0.5) / steps;
    return { x: Math.floor(from.x + (to.x - from.x) * t), y: Math.floor(from.y + (to.y - from.y) * t) };
  });
}

/**
 * The first pixel in which a press selects one project alone; with room around it if there is one.
 *
 * @param {Iterable<Point>} pixels
 * @param {(pixel: Point) => boolean} isFree whether a press there reaches the map
 * @param {(point: Point) => boolean} isAlone whether nothing else is hit there
 * @returns {Point | null} the middle of the pixel: a fraction that is lost on the way stays inside
 */
export function findClickable(pixels, isFree, isAlone) {
  /** @type {Point | null} */
  let tight = null;
  for (const pixel of pixels) {
    const isAloneAt = (/** @type {number[]} */ [dx, dy]) => isAlone({ x: pixel.x + dx, y: pixel.y + dy });
    if (!PIXEL.every(isAloneAt) || !isFree(pixel)) continue;
    const middle = { x: pixel.x + 0.5, y: pixel.y + 0.5 };
    if (AROUND.every(isAloneAt)) return middle;
    tight ??= middle;
  }
  return tight;
}
