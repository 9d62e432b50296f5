/* How lines look: their strokes by status and by how well the place is known. */

/** @import { Palette, ProjectType } from "../shared/project-index.js" */

/**
 * A stroke as the map draws it and the legend shows it. `core` is a thin line along its middle.
 * @typedef {{ weight: number, dash?: string, isPale?: boolean, hasCore?: boolean }} Stroke
 */

/** Dashes by accuracy; null is a line without gaps. @type {Record<string, string | null>} */
export const DASHES = { given: null, traced: null, approximate: "9 6", schematic: "1 7" };

export const PALE_OPACITY = 0.45;
export const CORE_WEIGHT = 1.5;

/** @type {Record<"usual" | "construction" | "proposed" | "gone", Stroke>} */
export const STROKES = {
  usual: { weight: 3 },
  construction: { weight: 4.2, hasCore: true },
  proposed: { weight: 2.2 },
  gone: { weight: 3, isPale: true },
};

const GONE = ["cancelled", "shelved", "retired", "mothballed"];

/**
 * The stroke of a status, null where no source tells it.
 *
 * @param {string | null} status
 * @returns {Stroke}
 */
export function strokeOf(status) {
  if (status === "construction") return STROKES.construction;
  if (status === "proposed") return STROKES.proposed;
  return status !== null && GONE.includes(status) ? STROKES.gone : STROKES.usual;
}

/**
 * Leaflet's options of a line or an area.
 *
 * @param {ProjectType} type
 * @param {string | null} status
 * @param {string} accuracy
 * @returns {L.PolylineOptions}
 */
export function lineOptions(type, status, accuracy) {
  const stroke = strokeOf(status);
  return {
    interactive: false,
    color: type.colour,
    weight: stroke.weight,
    opacity: stroke.isPale ? PALE_OPACITY : 0.95,
    dashArray: DASHES[accuracy] ?? undefined,
    lineCap: "round",
    smoothFactor: 1,
    fillColor: type.colour,
    fillOpacity: 0.25,
  };
}

/**
 * Leaflet's options of the core of a line under construction.
 *
 * @param {Palette} palette
 * @returns {L.PolylineOptions}
 */
export function coreOptions(palette) {
  return { interactive: false, color: palette.land, weight: CORE_WEIGHT, smoothFactor: 1 };
}

/**
 * Leaflet's options of the halo behind the chosen project.
 *
 * @param {Palette} palette
 * @returns {L.PolylineOptions}
 */
export function haloOptions(palette) {
  return {
    interactive: false,
    color: palette.halo,
    weight: 12,
    opacity: 0.85,
    fill: false,
    lineCap: "round",
  };
}
