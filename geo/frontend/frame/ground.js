/* The base map: land, water and borders, in the finer of two bands once it is near, and the relief. */

/** @import { Palette, ServedPicture } from "../shared/project-index.js" */
/** @import { MapFiles } from "./files.js" */
/** @import { Floors } from "./panes.js" */
import { Relief } from "./relief.js";

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
  #isLit = false;
  /** Whether online tiles lie below. */
  isOnline = false;

  /**
   * @param {L.Map} map
   * @param {Floors} floors
   * @param {MapFiles} files
   * @param {ServedPicture[]} pictures
   */
  constructor(map, floors, files, pictures) {
    this.map = map;
    this.floors = floors;
    this.pictures = pictures.map((picture) => new Relief(map, floors, files, picture));
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

  /** Draw the pictures too from now on: they come after what is read. @param {Palette} palette */
  light(palette) {
    this.#isLit = true;
    this.draw(palette);
  }

  /** Draw what zoom, palette and tiles ask for, if it is not drawn yet. @param {Palette} palette */
  draw(palette) {
    if (this.#isLit) for (const picture of this.pictures) picture.draw(palette.name, this.isOnline);
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
