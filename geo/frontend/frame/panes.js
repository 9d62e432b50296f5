/* The floors of the map, from land to names: a pane and a group of layers for each, and mostly a canvas.
 *
 * folium could write the panes into its shell, but the shell's script travels with every click.
 */

/** From low to high: Leaflet's tiles lie at 200, its controls above all. */
const HEIGHTS = {
  land: 210,
  relief: 212,
  water: 215,
  borders: 220,
  halo: 395,
  corridors: 400,
  chosen: 410,
  names: 620,
};

/** @typedef {"land" | "water" | "borders" | "halo" | "corridors" | "chosen"} DrawnFloor */
/** @typedef {DrawnFloor | "relief" | "names" | "towns"} Floor */

/** @type {DrawnFloor[]} */
const DRAWN = ["land", "water", "borders", "halo", "corridors", "chosen"];
/** In the order in which they are put onto the map. @type {Floor[]} */
const GROUPS = ["land", "relief", "water", "borders", "names", "towns", "halo", "corridors", "chosen"];

/**
 * @typedef {object} Floors
 * @property {Record<DrawnFloor, { renderer: L.Canvas, pane: string }>} on options of what is drawn there
 * @property {Record<Floor, L.LayerGroup>} groups
 */

/**
 * @param {L.Map} map
 * @param {number} tolerance pixels beside a line at which a press still meets it
 * @returns {Floors}
 */
export function createFloors(map, tolerance) {
  for (const [name, height] of Object.entries(HEIGHTS)) {
    const pane = map.createPane(name);
    pane.style.zIndex = String(height);
    if (name !== "names") pane.style.pointerEvents = "none";
  }
  const canvas = (/** @type {string} */ pane) => L.canvas({ pane, padding: 0.3, tolerance });
  const on = DRAWN.map((pane) => [pane, { renderer: canvas(pane), pane }]);
  const groups = GROUPS.map((name) => [name, L.layerGroup().addTo(map)]);
  return { on: Object.fromEntries(on), groups: Object.fromEntries(groups) };
}
