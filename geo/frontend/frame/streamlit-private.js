/* What the frame uses of Streamlit and streamlit-folium that neither documents, here and nowhere else.
 *
 * streamlit-folium sends clicks by itself, but after 250 ms and as coordinates. So a click is sent
 * with the component library that it publishes as `window.Streamlit`. And the frame is told of the
 * page's theme only in the message `streamlit:render`, which the component library hears too.
 */

/** @import { Theme } from "../shared/messages.js" */
import { demandMapEvent } from "../shared/messages.js";

/** Throw if streamlit-folium no longer publishes the component library in its frame. */
export function checkStreamlit() {
  if (typeof window.Streamlit?.setComponentValue !== "function") {
    throw new Error(
      "streamlit-folium no longer publishes window.Streamlit.setComponentValue in its frame, so no click can " +
        "reach the server. It was upgraded: see frame/streamlit-private.js.",
    );
  }
}

let clicks = 0;

/**
 * Tell the server of a click. Each counts once, even if the same thing is clicked again: streamlit
 * sends no value that equals the one before.
 *
 * @param {{ project: string } | { place: string }} chosen
 */
export function sendClick(chosen) {
  checkStreamlit();
  clicks += 1;
  const event = demandMapEvent({ ...chosen, click: `${performance.timeOrigin}-${clicks}` });
  window.Streamlit?.setComponentValue(event);
}

/**
 * The page's theme, where a message of Streamlit's tells it; null in all others.
 *
 * @param {unknown} message
 * @returns {Theme | null}
 */
export function themeOf(message) {
  if (typeof message !== "object" || message === null) return null;
  const { type, theme } = /** @type {{ type?: unknown, theme?: { base?: unknown } | null }} */ (message);
  const base = type === "streamlit:render" ? theme?.base : null;
  return base === "light" || base === "dark" ? base : null;
}
