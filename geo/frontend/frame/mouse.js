/* What the mouse does on the map: a click chooses, or asks which; a move says what lies there. */

/** @import { Chooser, Entry } from "./chooser.js" */
/** @import { Pointing } from "./pointing.js" */
/** @import { Tooltip } from "./tooltip.js" */

/**
 * @param {L.Map} map
 * @param {Pointing} pointing
 * @param {Tooltip} tooltip
 * @param {Chooser} chooser
 * @param {{ onChoose: (project: number) => void, describe: (project: number) => Entry }} callbacks
 */
export function listenToMouse(map, pointing, tooltip, chooser, { onChoose, describe }) {
  map.on("click", (event) => {
    chooser.close();
    const found = pointing.projectsAt(event.layerPoint);
    if (found.length === 1) onChoose(found[0]);
    if (found.length < 2) {
      if (isFinger(event)) tooltip.follow(event);
      return;
    }
    tooltip.hide();
    chooser.open(found.map(describe), event.containerPoint);
  });
  map.on("mousemove", (event) => {
    if (!chooser.isOpen) tooltip.follow(event);
  });
  map.on("mouseout", () => tooltip.hide());
  map.on("movestart", () => {
    chooser.close();
    tooltip.hide();
  });
}

/** Whether a finger clicked: it has not moved over the map before. @param {L.LeafletMouseEvent} event */
function isFinger({ originalEvent }) {
  return originalEvent instanceof PointerEvent && originalEvent.pointerType === "touch";
}
