/* The base map: land, water and borders, in the finer of two bands once it is near. */

/** @import { Palette } from "../shared/project-index.js" */
/** @import { Floors } from "./panes.js" */

/** From this zoom on the finer land and water are drawn. */
export const GROUND_HIGH_ZOOM = 6;

/** @typedef {"low" | "high"} Band */
/** @typedef {GeoJSON.FeatureCollection<GeoJSON.Point>} Points */
/** @typedef {Record<"land" | "water" | "borders", GeoJSON.GeoJsonObject> & { places: Points, towns: Points }} Base */

/**
 * Leaflet's options for each layer of the ground. Over online tiles only borders are drawn.
 *
 * @param {Palette} palette
 * @param {boolean} isOnline
 * @returns {Record<"land" | "water" | "borders", L.PathOptions | L.StyleFunction>}
 */
export function groundStyles(palette, isOnline) {
  const filled = (/** @type {string} */ colour) => ({
    stroke: false,
    fill: !isOnline,
    fillColor: colour,
    fillOpacity: 1,
  });
  const river = { color: palette.water, weight: 1, fill: false, stroke: !isOnline };
  return {
    land: filled(palette.land),
    water: (feature) => (feature?.properties.kind === "lake" ? filled(palette.water) : river),
    borders: { color: palette.border, weight: 1.1, fill: false },
  };
}

export class Ground {
  /** @type {Partial<Record<Band, Base>>} */
  #bases = {};
  #drawn = "";
  /** Whether online tiles lie below. */
  isOnline = false;

  /**
   * @param {L.Map} map
   * @param {Floors} floors
   */
  constructor(map, floors) {
    this.map = map;
    this.floors = floors;
  }

  /** The base of the low band, which has the names; undefined until it is here. */
  get base() {
    return this.#bases.low;
  }

  /**
   * @param {Band} band
   * @param {Base} base
   */
  take(band, base) {
    this.#bases[band] = base;
  }

  /** Draw what zoom, palette and tiles ask for, if it is not drawn yet. @param {Palette} palette */
  draw(palette) {
    const { high, low } = this.#bases;
    const isHigh = this.map.getZoom() >= GROUND_HIGH_ZOOM && high !== undefined;
    const base = isHigh ? high : low;
    const wanted = `${isHigh} ${palette.name} ${this.isOnline}`;
    if (!base || this.#drawn === wanted) return;
    this.#drawn = wanted;
    const styles = groundStyles(palette, this.isOnline);
    for (const name of /** @type {const} */ (["land", "water", "borders"])) {
      const options = { ...this.floors.on[name], interactive: false, style: styles[name], smoothFactor: 0.6 };
      this.floors.groups[name].clearLayers();
      this.floors.groups[name].addLayer(L.geoJSON(base[name], options));
    }
    this.map.getContainer().style.background = palette.water;
  }
}
