/* The start of the page's part: the list of projects, and links that choose. */

/** @import { ServedIndex } from "../shared/project-index.js" */
import { element } from "../shared/elements.js";
import { ProjectIndex } from "../shared/project-index.js";
import { Words } from "../shared/words.js";
import { selectByLinks } from "./card-links.js";
import { lookByPlaces } from "./course-places.js";
import { hearMap } from "./frames.js";
import { ProjectList } from "./project-list.js";

/**
 * Start the list in an element of the page.
 *
 * @param {HTMLElement} box `data-failed` is what the reader is told if the index does not come
 * @param {string} address of the map's index
 */
export async function mount(box, address) {
  selectByLinks();
  try {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${answer.status} for ${address}`);
    /** @type {ServedIndex} */
    const served = await answer.json();
    lookByPlaces(new URL(`../${served.later["course-places"]}.json`, new URL(address, location.href)));
    const words = new Words(served.words);
    const list = new ProjectList(box, new ProjectIndex(served, words), words);
    hearMap(box, (view) => list.take(view));
  } catch (error) {
    box.replaceChildren(element("p", {}, box.dataset.failed ?? ""));
    console.error(error);
  }
}
