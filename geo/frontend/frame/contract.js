/* `window.atlasMap`: what checks and the benchmark rely on. The README documents it; keep it stable. */

/** @typedef {[x: number, y: number]} FramePoint pixels of the frame */

/**
 * @typedef {object} AtlasMapContract
 * @property {boolean} ready true once drawn, false while redrawing
 * @property {() => string[]} drawn ids on the map, also those off the screen
 * @property {() => string | null} selected
 * @property {(id: string) => FramePoint | null} pointOf where a click selects it, null if nowhere in view
 */

/** @typedef {Omit<AtlasMapContract, "ready">} ContractSource */

/** Publish the contract with nothing on the map. @returns {AtlasMapContract} */
export function publishContract() {
  window.atlasMap = { ready: false, drawn: () => [], selected: () => null, pointOf: () => null };
  return window.atlasMap;
}

/** Answer from what is on the map from now on. @param {ContractSource} source */
export function fulfilContract(source) {
  Object.assign(window.atlasMap, source);
}

/** @param {boolean} isReady */
export function setReady(isReady) {
  window.atlasMap.ready = isReady;
}

/** Say that the map is drawn once the canvas is painted, with the next frame. @param {() => void} [then] */
export function readyWhenPainted(then) {
  requestAnimationFrame(() => {
    setReady(true);
    then?.();
  });
}
