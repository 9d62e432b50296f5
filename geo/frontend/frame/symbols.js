/* The shapes of sites, one a project type, and how sites of one town are moved apart. */

/** @import { Site } from "../shared/project-index.js" */

export const SYMBOL_RADIUS = 7;
/** Pixels between the middle of a town and its symbols. */
const FAN_RADIUS = 11;

/** @typedef {CanvasRenderingContext2D} Context */

/**
 * @param {Context} c
 * @param {number} r
 * @param {number[][]} points in units of the radius
 */
function outline(c, r, points) {
  points.forEach(([x, y], i) => {
    if (i) c.lineTo(x * r, y * r);
    else c.moveTo(x * r, y * r);
  });
  c.closePath();
}

/**
 * Points around the origin, from the top, clockwise; distances are taken in turn.
 *
 * @param {number} number
 * @param {...number} distances
 */
function around(number, ...distances) {
  return Array.from({ length: number }, (_, i) => {
    const angle = (2 * Math.PI * i) / number - Math.PI / 2;
    const far = distances[i % distances.length];
    return [far * Math.cos(angle), far * Math.sin(angle)];
  });
}

const HOUSE = [
  [-0.8, 0.9],
  [-0.8, -0.1],
  [0, -1],
  [0.8, -0.1],
  [0.8, 0.9],
];
const BOLT = [
  [0.2, -1],
  [-0.7, 0.2],
  [-0.1, 0.2],
  [-0.2, 1],
  [0.7, -0.2],
  [0.1, -0.2],
];

/** @param {Context} c @param {number} r */
function drop(c, r) {
  c.moveTo(0, -r * 1.15);
  c.bezierCurveTo(r * 1.4, r * 0.4, r * 0.7, r, 0, r);
  c.bezierCurveTo(-r * 0.7, r, -r * 1.4, r * 0.4, 0, -r * 1.15);
  c.closePath();
}

/** @param {Context} c @param {number} r */
function arch(c, r) {
  c.moveTo(-r * 0.9, r * 0.8);
  c.lineTo(-r * 0.9, 0);
  c.arc(0, 0, r * 0.9, Math.PI, 0);
  c.lineTo(r * 0.9, r * 0.8);
  c.closePath();
}

/** @type {Record<string, (c: Context, r: number) => void>} */
const SHAPES = {
  circle: (c, r) => c.arc(0, 0, r * 0.9, 0, 2 * Math.PI),
  square: (c, r) => c.rect(-r * 0.8, -r * 0.8, r * 1.6, r * 1.6),
  diamond: (c, r) => outline(c, r * 1.1, around(4, 1)),
  triangle: (c, r) => outline(c, r * 1.15, around(3, 1)),
  pentagon: (c, r) => outline(c, r, around(5, 1)),
  hexagon: (c, r) => outline(c, r, around(6, 1)),
  star: (c, r) => outline(c, r * 1.2, around(10, 1, 0.45)),
  house: (c, r) => outline(c, r, HOUSE),
  bolt: (c, r) => outline(c, r * 1.15, BOLT),
  drop,
  arch,
};

/**
 * `paper` is the colour around and inside of it; a hollow one stands for a place that nobody states.
 * @typedef {{ radius: number, colour: string, paper: string, hollow?: boolean }} SymbolStyle
 */

/**
 * Draw a symbol around the origin; a shape that is not known becomes a circle.
 *
 * @param {Context} c
 * @param {string} shape
 * @param {SymbolStyle} style
 */
export function drawSymbol(c, shape, style) {
  c.beginPath();
  (Object.hasOwn(SHAPES, shape) ? SHAPES[shape] : SHAPES.circle)(c, style.radius);
  c.lineJoin = "round";
  c.lineWidth = 4.5;
  c.strokeStyle = style.paper;
  c.stroke();
  c.fillStyle = style.hollow ? style.paper : style.colour;
  c.fill();
  c.lineWidth = style.hollow ? 2.2 : 1.2;
  c.strokeStyle = style.hollow ? style.colour : style.paper;
  c.stroke();
}

/**
 * Sites in one town stand side by side, so that each can be seen and clicked.
 *
 * @param {Site[]} sites
 * @returns {{ site: Site, offset: [number, number] }[]} offsets in pixels; sites of one place in a row
 */
export function fanOut(sites) {
  /** @type {Map<string, Site[]>} */
  const byPlace = new Map();
  for (const site of sites) {
    const place = `${site[2]},${site[3]}`;
    byPlace.set(place, [...(byPlace.get(place) ?? []), site]);
  }
  return [...byPlace.values()].flatMap((here) => {
    const offsets = here.length > 1 ? around(here.length, FAN_RADIUS) : [[0, 0]];
    return here.map((site, i) => ({ site, offset: [Math.round(offsets[i][0]), Math.round(offsets[i][1])] }));
  });
}
