/* Members of Leaflet's classes that neither its documentation nor @types/leaflet names. */
import type * as L from "leaflet";

/** A path as Leaflet keeps it. Pixels are those of the map's layer. */
export declare class PathWithMethods extends L.Path {
  /** The points of a line in pixels, cut to the view. */
  _parts: L.Point[][] | undefined;
  /** The box of a path in pixels, missing until it is projected. */
  _pxBounds: (L.Bounds & { min: L.Point; max: L.Point }) | undefined;
  /** The middle of a circle marker in pixels. */
  _point: L.Point;
  _renderer: PrivateCanvas;
  /** Draws the path on its canvas. */
  _updatePath(): void;
  /** Works out `_point` or `_parts` for the view. */
  _project(): void;
  /** Works out `_pxBounds` of a circle marker. */
  _updateBounds(): void;
  /** Whether a circle marker lies outside of the view. */
  _empty(): boolean;
  /** How far from a path a press still meets it, in pixels. */
  _clickTolerance(): number;
  /** Whether an area, drawn, covers a point. */
  _containsPoint(point: L.Point): boolean;
}

export type DrawnPath = PathWithMethods;

export interface PrivateCanvas {
  /** Missing until something is added to the canvas. */
  _ctx: CanvasRenderingContext2D | undefined;
  /** True while the canvas is being painted. */
  _drawing: boolean | undefined;
  /** What is to be painted again, null for all. */
  _redrawBounds: L.Bounds | null;
  /** Paints at once. */
  _redraw(): void;
}
