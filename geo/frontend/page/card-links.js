/* Links of the card to another project or a country: a click selects it without loading the page. */

import { choose, hasMap } from "./frames.js";

/**
 * What the address in a link chooses, null if nothing.
 *
 * @param {string} query from its question mark on
 * @returns {{ project: string } | { place: string } | null}
 */
export function readChoice(query) {
  const asked = new URLSearchParams(query);
  const [project, place] = [asked.get("project"), asked.get("place")];
  if (project) return { project };
  return place ? { place } : null;
}

/** Whether a click is meant for this page: opened in a new tab a link is an address. @param {MouseEvent} event */
function isPlain(event) {
  const hasKey = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  return !event.defaultPrevented && event.button === 0 && !hasKey;
}

/** @param {MouseEvent} event */
function onClick(event) {
  if (!isPlain(event) || !(event.target instanceof Element)) return;
  const link = event.target.closest(".st-key-card a[href^='?']");
  const choice = link && hasMap() ? readChoice(link.getAttribute("href") ?? "") : null;
  if (!choice) return;
  event.preventDefault();
  choose(choice);
}

/** Listen to the page's links. Listening twice changes nothing: the module is loaded once. */
export function selectByLinks() {
  document.addEventListener("click", onClick);
}
