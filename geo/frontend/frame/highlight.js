/* The chosen project, drawn once more above the others with a halo behind it. */

/** @import { Palette } from "../shared/project-index.js" */
/** @import { Shape } from "./hit-test.js" */
/** @import { Draw, SymbolOptions } from "./leaflet-private.js" */
/** @import { Floors } from "./panes.js" */
import { SiteSymbol } from "./leaflet-private.js";
import { haloOptions } from "./style.js";
import { drawSymbol, SYMBOL_RADIUS } from "./symbols.js";

export class Highlight {
  /** @param {Floors} floors */
  constructor({ on, groups }) {
    this.on = on;
    this.groups = groups;
  }

  /**
   * Mark these shapes and no others.
   *
   * @param {Shape[]} shapes
   * @param {Palette} palette
   */
  mark(shapes, palette) {
    this.groups.halo.clearLayers();
    this.groups.chosen.clearLayers();
    for (const shape of shapes) {
      if (shape.role === "site") this.#markSite(shape, palette);
      else this.#markLine(shape, palette);
    }
  }

  /**
   * @param {Shape} shape
   * @param {Palette} palette
   */
  #markSite(shape, palette) {
    const options = /** @type {SymbolOptions} */ (shape.path.options);
    const at = /** @type {L.CircleMarker} */ (/** @type {unknown} */ (shape.path)).getLatLng();
    /** @type {Draw} */
    const draw = (context, radius) =>
      drawSymbol(context, "circle", { radius, colour: palette.halo, paper: palette.paper });
    const halo = { ...options, ...this.on.halo, radius: SYMBOL_RADIUS * 2, draw };
    this.groups.halo.addLayer(new SiteSymbol(at, halo));
    const above = { ...options, ...this.on.chosen, radius: SYMBOL_RADIUS + 1.5 };
    this.groups.chosen.addLayer(new SiteSymbol(at, above));
  }

  /**
   * @param {Shape} shape
   * @param {Palette} palette
   */
  #markLine({ role, path }, palette) {
    const points = /** @type {any} */ (path).getLatLngs();
    const make = (/** @type {L.PolylineOptions} */ options) =>
      role === "area" ? L.polygon(points, options) : L.polyline(points, options);
    if (role !== "core") {
      this.groups.halo.addLayer(make({ ...this.on.halo, ...haloOptions(palette) }));
    }
    this.groups.chosen.addLayer(make({ ...path.options, ...this.on.chosen, opacity: 1 }));
  }
}
