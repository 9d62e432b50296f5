/* Every member of Leaflet that its documentation does not name, used here and nowhere else.
 *
 * Leaflet redraws path by path. Ten thousand lines that a filter switches on or off would each be
 * taken off the map and put back; here each line skips its own drawing and the canvas is painted
 * once. For that, for shapes other than circles and for hits without Leaflet's events, these members
 * are needed. `checkLeaflet` and `checkDrawn` throw at the start of the map when one of them is gone.
 */

/** @import { Point, Shape } from "./hit-test.js" */
/** @import { DrawnPath, PathWithMethods, PrivateCanvas } from "./leaflet-private.types.js" */

/** What each member is needed for, by the class that has it. A check of this list is a check of Leaflet. */
export const PRIVATE_MEMBERS = {
  Polyline: { _updatePath: "a line that is switched off is not drawn", _clickTolerance: "reach of a press" },
  Polygon: { _updatePath: "an area that is switched off is not drawn", _containsPoint: "hits inside areas" },
  CircleMarker: {
    _updatePath: "sites have shapes of their own",
    _project: "sites of one town stand side by side",
    _updateBounds: "hits on sites that were moved aside",
    _empty: "sites outside of the view are not drawn",
  },
  Canvas: { _redraw: "a filter paints the canvas once" },
};

const REMEDY = "Leaflet was upgraded: see frame/leaflet-private.js, which says what it is needed for";

/**
 * Throw if Leaflet's classes have lost a private member that the map is built on.
 *
 * @param {Record<string, any>} leaflet the library
 */
export function checkLeaflet(leaflet) {
  for (const [owner, members] of Object.entries(PRIVATE_MEMBERS)) {
    for (const [member, reason] of Object.entries(members)) {
      if (typeof leaflet[owner]?.prototype?.[member] !== "function") {
        throw new Error(`Leaflet ${leaflet.version} has no ${owner}.${member} (${reason}). ${REMEDY}.`);
      }
    }
  }
}

/**
 * Throw if a path that has been painted on the map has lost a private field.
 *
 * @param {L.Path} path
 * @param {"line" | "area" | "core" | "site"} role
 */
export function checkDrawn(path, role) {
  const drawn = /** @type {DrawnPath} */ (path);
  const fields = {
    _pxBounds: drawn._pxBounds !== undefined,
    _renderer: drawn._renderer?._ctx !== undefined,
    "_renderer._drawing": drawn._renderer?._drawing === false,
    ...(role === "site" ? { _point: drawn._point !== undefined } : { _parts: Array.isArray(drawn._parts) }),
  };
  for (const [field, isThere] of Object.entries(fields)) {
    if (!isThere) throw new Error(`A drawn ${role} of Leaflet ${L.version} has no ${field}. ${REMEDY}.`);
  }
}

/**
 * A class of Leaflet's with the members that its types leave out, as methods.
 * @template Options
 * @typedef {new (at: any, options: Options) => PathWithMethods} PathClass
 */
/** @type {PathClass<L.PolylineOptions>} */
const Polyline = /** @type {any} */ (L.Polyline);
/** @type {PathClass<L.PolylineOptions>} */
const Polygon = /** @type {any} */ (L.Polygon);
/** @type {PathClass<SymbolOptions>} */
const CircleMarker = /** @type {any} */ (L.CircleMarker);

/** A line that can be switched off without being taken off the map. */
export class SwitchedLine extends Polyline {
  isOff = false;

  _updatePath() {
    if (!this.isOff) super._updatePath();
  }
}

/** An area that can be switched off without being taken off the map. */
export class SwitchedArea extends Polygon {
  isOff = false;

  _updatePath() {
    if (!this.isOff) super._updatePath();
  }
}

/**
 * How a site is drawn: `draw` paints its shape around the origin, `offset` moves it in pixels.
 * @typedef {L.CircleMarkerOptions & { offset: [number, number], radius: number, draw: Draw }} SymbolOptions
 */
/** @typedef {(context: CanvasRenderingContext2D, radius: number) => void} Draw */

/** A site, drawn as a shape of its own beside its point. */
export class SiteSymbol extends CircleMarker {
  isOff = false;

  _project() {
    super._project();
    this._point = middleOf(this).add(/** @type {SymbolOptions} */ (this.options).offset);
    this._updateBounds();
  }

  _updatePath() {
    if (this.isOff || !this._renderer._drawing || this._empty()) return;
    const context = this._renderer._ctx;
    if (!context) return;
    context.save();
    context.translate(this._point.x, this._point.y);
    context.setLineDash([]);
    const { draw, radius } = /** @type {SymbolOptions} */ (this.options);
    draw(context, radius);
    context.restore();
  }
}

/**
 * Paint all of a canvas once, now. One that nothing was added to yet has nothing to paint.
 *
 * @param {L.Canvas} renderer
 */
export function repaint(renderer) {
  const canvas = /** @type {L.Canvas & PrivateCanvas} */ (/** @type {unknown} */ (renderer));
  canvas._redrawBounds = null;
  if (canvas._ctx) canvas._redraw();
}

/**
 * The middle of a drawn site, in pixels of the layer.
 *
 * @param {L.Path} site
 */
export function middleOf(site) {
  return /** @type {DrawnPath} */ (site)._point;
}

/**
 * The pieces of a drawn line that lie in view, in pixels of the layer.
 *
 * @param {L.Path} line
 */
export function piecesOf(line) {
  return /** @type {DrawnPath} */ (line)._parts ?? [];
}

/**
 * The box of a drawn path in pixels of the layer, undefined where it is not in view.
 *
 * @param {Shape} shape
 */
export function boxOf(shape) {
  return /** @type {DrawnPath} */ (shape.path)._pxBounds;
}

/**
 * How far from a line or area a press still meets it, in pixels.
 *
 * @param {Shape} shape
 */
export function reachOf(shape) {
  return /** @type {DrawnPath} */ (shape.path)._clickTolerance();
}

/**
 * Whether a drawn area covers a point.
 *
 * @param {Shape} shape
 * @param {Point} point
 */
export function covers(shape, point) {
  return /** @type {DrawnPath} */ (shape.path)._containsPoint(L.point(point.x, point.y));
}
