/* Talk between the page and the map's frame. */

/** @import { Ask, Choose, Look, ShownView } from "../shared/messages.js" */
import { readFrameMessage } from "../shared/messages.js";

/** The map's frames: one, or none while the page is being built. @returns {HTMLIFrameElement[]} */
function findFrames() {
  return [...document.querySelectorAll(/** @type {"iframe"} */ (".st-key-map iframe"))];
}

/** Whether there is a map to talk to. */
export function hasMap() {
  return findFrames().length > 0;
}

/** @param {Ask | Choose | Look} message */
export function tellMap(message) {
  for (const frame of findFrames()) frame.contentWindow?.postMessage(message, window.location.origin);
}

/**
 * Have the map choose something, and show the beginning of the card.
 *
 * @param {{ project: string } | { place: string }} what
 */
export function choose(what) {
  tellMap({ type: "corridors:choose", ...what });
  const card = document.querySelector(".st-key-card");
  if (!card) return;
  card.scrollTop = 0;
  card.scrollIntoView({ block: "nearest" });
}

/**
 * Hear what the map shows, for as long as an element is on the page.
 *
 * @param {Element} box
 * @param {(view: ShownView) => void} onView
 */
export function hearMap(box, onView) {
  const hear = (/** @type {MessageEvent} */ { origin, data }) => {
    if (!box.isConnected) {
      window.removeEventListener("message", hear);
      return;
    }
    const view = origin === window.location.origin ? readFrameMessage(data) : null;
    if (view) onView(view);
  };
  window.addEventListener("message", hear);
  tellMap({ type: "corridors:ask" });
}
