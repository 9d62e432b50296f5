/* Small pictures of project types and strokes, for the legend and the chooser. */

/** @import { Palette, ProjectType } from "../shared/project-index.js" */
/** @import { Stroke } from "./style.js" */
import { element } from "../shared/elements.js";
import { CORE_WEIGHT, PALE_OPACITY } from "./style.js";
import { drawSymbol } from "./symbols.js";

/** Canvas pixels for a pixel of the page: sharp on a fine screen. */
const FINENESS = 2;
const HEIGHT = 18;
const RADIUS = 6;

/**
 * @param {number} width pixels
 * @returns {[HTMLCanvasElement, CanvasRenderingContext2D]}
 */
function createPicture(width) {
  const canvas = element("canvas", {
    class: "atlas-swatch",
    width: width * FINENESS,
    height: HEIGHT * FINENESS,
    "aria-hidden": "true",
  });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.scale(FINENESS, FINENESS);
  return [canvas, context];
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} from
 * @param {number} to
 */
function drawStroke(context, from, to) {
  context.beginPath();
  context.moveTo(from, HEIGHT / 2);
  context.lineTo(to, HEIGHT / 2);
  context.stroke();
}

/** A line in the colour of a project type. @param {ProjectType} type */
export function lineSwatch(type) {
  const [canvas, context] = createPicture(22);
  context.strokeStyle = type.colour;
  context.lineWidth = 3.5;
  drawStroke(context, 1, 21);
  return canvas;
}

/**
 * The symbol of a project type.
 *
 * @param {ProjectType} type
 * @param {Palette} palette
 */
export function symbolSwatch(type, palette) {
  const [canvas, context] = createPicture(22);
  context.translate(11, HEIGHT / 2);
  drawSymbol(context, type.symbol, { radius: RADIUS, colour: type.colour, paper: palette.paper });
  return canvas;
}

/** The symbol of a place that nobody states. @param {Palette} palette */
export function hollowSwatch({ ink, paper }) {
  const [canvas, context] = createPicture(34);
  context.translate(17, HEIGHT / 2);
  drawSymbol(context, "circle", { radius: RADIUS, colour: ink, paper, hollow: true });
  return canvas;
}

/**
 * A stroke as the map draws it.
 *
 * @param {Stroke} stroke
 * @param {Palette} palette
 */
export function strokeSwatch({ weight, dash, isPale, hasCore }, palette) {
  const [canvas, context] = createPicture(34);
  context.lineCap = "round";
  context.strokeStyle = palette.ink;
  context.lineWidth = weight;
  if (isPale) context.globalAlpha = PALE_OPACITY;
  context.setLineDash(dash ? dash.split(" ").map(Number) : []);
  drawStroke(context, 2, 32);
  if (hasCore) {
    context.strokeStyle = palette.land;
    context.lineWidth = CORE_WEIGHT;
    drawStroke(context, 2, 32);
  }
  return canvas;
}
