/* Which projects lie under a point of the map, and where only one does. `mouse.js` hears the clicks. */

/** @import { FramePoint } from "./contract.js" */
/** @import { Point } from "./hit-test.js" */
/** @import { ProjectLayers } from "./project-layers.js" */
import { findClickable, pixelsAlong } from "./clickable-point.js";
import { projectsAt, shapesWithin } from "./hit-test.js";
import { middleOf, piecesOf } from "./leaflet-private.js";
import { MEASURES } from "./project-layers.js";

/** Whether a finger points. */
const IS_COARSE = typeof matchMedia === "function" && matchMedia("(pointer: coarse)").matches;
/** Pixels beside a line at which a press still meets it. */
export const TOLERANCE = IS_COARSE ? 12 : 6;
/** Pixels within which two lines lie on each other. */
const SAME_PLACE = IS_COARSE ? 5 : 1;
/** Pixels beside a line that are tried for a point that is its own. */
const BESIDE = 3;
/** Pixels that such a point keeps from the edge of the map, and from what lies above it. */
const FREE_EDGE = 4;

export class Pointing {
  /**
   * @param {L.Map} map
   * @param {ProjectLayers} projectLayers
   */
  constructor(map, projectLayers) {
    this.map = map;
    this.projectLayers = projectLayers;
  }

  /** Projects at a point of the map's layer. @param {Point} point @returns {number[]} */
  projectsAt(point) {
    return projectsAt(this.projectLayers.shownShapes, point, MEASURES, SAME_PLACE);
  }

  /**
   * A point in pixels of the frame where a click selects just this project, null if there is none in view.
   *
   * @param {number} project
   * @returns {FramePoint | null}
   */
  pointOf(project) {
    if (!this.projectLayers.shown.has(project)) return null;
    const pixels = this.#pixelsOf(project);
    if (!pixels.length) return null;
    const toLayer = (/** @type {Point} */ { x, y }) => this.map.containerPointToLayerPoint([x, y]);
    const [xs, ys] = [pixels.map(({ x }) => x), pixels.map(({ y }) => y)];
    const box = {
      min: toLayer({ x: Math.min(...xs) - 1, y: Math.min(...ys) - 1 }),
      max: toLayer({ x: Math.max(...xs) + 2, y: Math.max(...ys) + 2 }),
    };
    const near = shapesWithin(this.projectLayers.shownShapes, box, MEASURES);
    const isAlone = (/** @type {Point} */ point) => {
      const found = projectsAt(near, toLayer(point), MEASURES, SAME_PLACE);
      return found.length === 1 && found[0] === project;
    };
    const frame = this.map.getContainer().getBoundingClientRect();
    const isFree = (/** @type {Point} */ { x, y }) => isOpen(frame.left + x, frame.top + y);
    const found = findClickable(pixels, isFree, isAlone);
    return found && [frame.left + found.x, frame.top + found.y];
  }

  /** Pixels of the map's element on and beside a project, the best first. @param {number} project */
  #pixelsOf(project) {
    const shapes = this.projectLayers.shapesOf(project).filter(({ role }) => role !== "core");
    const sites = shapes.filter(({ role }) => role === "site").map(({ path }) => middleOf(path));
    const toPixels = (/** @type {L.Point} */ point) => this.map.layerPointToContainerPoint(point);
    const lines = shapes.filter(({ role }) => role !== "site").flatMap(({ path }) => piecesOf(path));
    const stubs = sites.filter(Boolean).map((middle) => [middle, middle]);
    const size = this.map.getSize();
    return pixelsAlong(
      [...stubs, ...lines].map((line) => line.map(toPixels)),
      BESIDE,
    ).filter(
      ({ x, y }) => x >= FREE_EDGE && y >= FREE_EDGE && x <= size.x - FREE_EDGE && y <= size.y - FREE_EDGE,
    );
  }
}

/** Whether a point of the frame, with some room around it, is the map itself and no control or name.
 * @param {number} x
 * @param {number} y
 */
function isOpen(x, y) {
  const corners = [
    [0, 0],
    [FREE_EDGE, FREE_EDGE],
    [-FREE_EDGE, FREE_EDGE],
    [FREE_EDGE, -FREE_EDGE],
    [-FREE_EDGE, -FREE_EDGE],
  ];
  return corners.every(([dx, dy]) => {
    const under = document.elementFromPoint(x + dx, y + dy);
    return under !== null && !under.closest(".leaflet-control, .atlas-chooser, button");
  });
}
