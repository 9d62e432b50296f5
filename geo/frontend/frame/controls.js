/* What lies at the edges of the map: view buttons, layers, scale, attribution, and room for more. */

/** @import { MapSetup } from "../shared/project-index.js" */
/** @import { Words } from "../shared/words.js" */
/** @import { Floors } from "./panes.js" */
import { element, pressButton } from "../shared/elements.js";

/**
 * Put an empty box at an edge of the map. Presses and wheels in it do not reach the map.
 *
 * @param {L.Map} map
 * @param {L.ControlPosition} position
 * @param {string} className
 */
export function addBox(map, position, className) {
  const box = element("div", { class: className });
  L.DomEvent.disableClickPropagation(box);
  L.DomEvent.disableScrollPropagation(box);
  const control = new L.Control({ position });
  control.onAdd = () => box;
  control.addTo(map);
  return box;
}

/**
 * folium's scale shows miles as well, and has no switch for that.
 *
 * @param {L.Map} map
 * @param {MapSetup} setup
 */
export function addScaleAndAttribution(map, setup) {
  L.control.scale({ imperial: false }).addTo(map);
  map.attributionControl.setPrefix("Leaflet");
  map.attributionControl.addAttribution(setup.attribution);
}

/**
 * Buttons for views: Central Asia, everything, the selected project.
 *
 * @param {L.Map} map
 * @param {Words} words
 * @param {{ home: () => void, whole: () => void, chosen: () => void }} actions
 */
export function addViewButtons(map, words, actions) {
  const box = addBox(map, "topleft", "leaflet-bar atlas-views");
  const add = (/** @type {string} */ sign, /** @type {string} */ id, /** @type {() => void} */ act) => {
    const title = words.say(id);
    box.append(pressButton({ title, "aria-label": title }, act, sign));
  };
  add("⌂", "map.view.home", actions.home);
  add("⤢", "map.view.whole", actions.whole);
  add("◎", "map.view.chosen", actions.chosen);
}

/**
 * The choice of base map and layers. Online tiles come only when a reader asks for them.
 *
 * @param {L.Map} map
 * @param {Words} words
 * @param {MapSetup} setup
 * @param {Floors} floors
 * @param {{ onBase: (isOnline: boolean) => void, onFault: () => void }} callbacks
 */
export function addLayersControl(map, words, setup, { groups }, { onBase, onFault }) {
  const own = L.layerGroup();
  const tiles = setup.tiles.map(({ name, url, options }) => [
    name,
    L.tileLayer(url, { ...options, pane: "tilePane" }),
  ]);
  const bases = { [words.say("map.layer.offline")]: own, ...Object.fromEntries(tiles) };
  const overlays = {
    [words.say("map.layer.borders")]: groups.borders,
    [words.say("map.layer.water")]: groups.water,
    [words.say("map.layer.towns")]: groups.towns,
    [words.say("map.layer.names")]: groups.names,
  };
  L.control.layers(bases, overlays, { collapsed: true, position: "topright" }).addTo(map);
  own.addTo(map);
  map.on("baselayerchange", ({ layer }) => {
    const isOnline = layer instanceof L.TileLayer;
    if (isOnline) layer.once("tileerror", onFault);
    onBase(isOnline);
  });
}
