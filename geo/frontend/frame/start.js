/* The start of the map's part: fetch, wire, publish. The shell's script calls `mount`. */

import { element } from "../shared/elements.js";
import { demandMapState, readPageMessage } from "../shared/messages.js";
import { ProjectIndex } from "../shared/project-index.js";
import { Words } from "../shared/words.js";
import { fulfilContract, publishContract } from "./contract.js";
import { Controller } from "./controller.js";
import { MapFiles } from "./files.js";
import { checkLeaflet } from "./leaflet-private.js";
import { checkStreamlit, themeOf } from "./streamlit-private.js";

/** A map that is narrower than this, in pixels, has not got its place on the page yet. */
const LEAST_WIDTH = 50;

/**
 * Start the map as soon as its index is here; a state that comes before waits.
 *
 * @param {L.Map} map
 * @param {string} prefix what comes before hash and name in the address of a file
 * @param {string[]} names hash and name of what is fetched at once, the index among them
 * @param {string} failed what the reader is told if the index does not come: its words are in it
 */
export async function mount(map, prefix, names, failed) {
  /** @type {import("../shared/messages.js").MapState | null} */
  let waiting = null;
  publishContract();
  window.atlasController = {
    apply(state) {
      waiting = demandMapState(state);
    },
  };
  try {
    const controller = await startController(map, prefix, names);
    window.atlasController = { apply: (state) => controller.apply(demandMapState(state)) };
    if (waiting) controller.apply(waiting);
    await controller.load();
  } catch (error) {
    map.getContainer().append(element("p", { class: "atlas-note" }, failed));
    throw error;
  }
}

/**
 * @param {L.Map} map
 * @param {string} prefix
 * @param {string[]} names
 */
async function startController(map, prefix, names) {
  const files = new MapFiles(prefix);
  for (const hashed of names) {
    files.know(hashed);
    files.get(hashed.slice(hashed.indexOf("/") + 1)).catch(() => {}); // reported where it is awaited
  }
  checkLeaflet(L);
  checkStreamlit();
  /** @type {import("../shared/project-index.js").ServedIndex} */
  const served = await files.get("index");
  for (const hashed of Object.values(served.later)) files.know(hashed);
  const words = new Words(served.words);
  const controller = new Controller(map, new ProjectIndex(served, words), words, files, (view) => {
    window.parent.postMessage(view, window.location.origin);
  });
  fulfilContract({
    drawn: () => controller.drawn(),
    selected: () => controller.selected(),
    pointOf: (id) => controller.pointOf(id),
  });
  window.addEventListener("message", (event) => {
    if (event.source === window.parent) hear(controller, event.data);
  });
  keepSize(map, controller);
  return controller;
}

/**
 * Take what the page around the frame says.
 *
 * @param {Controller} controller
 * @param {unknown} message
 */
function hear(controller, message) {
  const theme = themeOf(message);
  if (theme) controller.setTheme(theme);
  const asked = readPageMessage(message);
  if (asked?.type === "corridors:ask") controller.tell();
  if (asked?.type === "corridors:choose") controller.chooseFromPage(asked);
}

/**
 * Follow the size of the frame. The first time that there is one, show the first view.
 *
 * @param {L.Map} map
 * @param {Controller} controller
 */
function keepSize(map, controller) {
  let isSized = false;
  const observer = new ResizeObserver(() => {
    map.invalidateSize({ animate: false });
    if (isSized || map.getSize().x <= LEAST_WIDTH) return;
    isSized = true;
    if (!controller.isLooking) controller.views.showHome();
  });
  observer.observe(map.getContainer());
}

window.CorridorMap = { mount };
