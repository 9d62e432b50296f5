/* What lies under the mouse, in words beside it. */

/** @import { ProjectIndex } from "../shared/project-index.js" */
/** @import { Words } from "../shared/words.js" */
/** @import { CoursePlaces } from "./course-places.js" */
/** @import { Point } from "./hit-test.js" */
/** @import { Pointing } from "./pointing.js" */
import { element } from "../shared/elements.js";

const MOST_NAMES = 6;

export class Tooltip {
  /** The frame at which it will say something, 0 if none. */
  #waiting = 0;

  /**
   * @param {L.Map} map
   * @param {ProjectIndex} index
   * @param {Words} words
   * @param {Pointing} pointing
   * @param {CoursePlaces} courses
   */
  constructor(map, index, words, pointing, courses) {
    this.map = map;
    this.index = index;
    this.words = words;
    this.pointing = pointing;
    this.courses = courses;
    this.box = map.getContainer().appendChild(element("div", { class: "atlas-tip" }));
  }

  hide() {
    cancelAnimationFrame(this.#waiting);
    this.#waiting = 0;
    this.box.style.display = "none";
  }

  /** Say at the next frame what lies here, unless the map has moved by then. @param {L.LeafletMouseEvent} event */
  follow(event) {
    if (this.#waiting) return;
    const view = this.#view();
    this.#waiting = requestAnimationFrame(() => {
      this.#waiting = 0;
      if (view === this.#view()) this.#show(event.layerPoint, event.containerPoint);
      else this.hide();
    });
  }

  #view() {
    return `${this.map.getZoom()} ${this.map.getCenter()}`;
  }

  /**
   * @param {Point} point of the map's layer
   * @param {Point} at in pixels of the map's element
   */
  #show(point, at) {
    const projects = this.pointing.projectsAt(point);
    const frame = this.map.getContainer();
    frame.style.cursor = projects.length ? "pointer" : "";
    if (!projects.length) {
      this.hide();
      return;
    }
    const more = this.courses.describe(point, projects).map((line) => element("div", {}, line));
    this.box.replaceChildren(...this.#lines(projects), ...more);
    this.box.style.display = "block";
    this.box.style.left = `${Math.min(at.x + 14, frame.clientWidth - this.box.offsetWidth - 6)}px`;
    this.box.style.top = `${Math.max(4, at.y - this.box.offsetHeight - 12)}px`;
  }

  /** @param {number[]} projects */
  #lines(projects) {
    const [project] = projects;
    if (projects.length > 1) {
      return projects.slice(0, MOST_NAMES).map((n) => element("div", {}, this.index.nameAt(n)));
    }
    const known = this.index.statusWordsAt(project);
    const status = known ? this.words.say("map.tip.status", known) : this.words.say("map.tip.no-status");
    const type = this.index.typeAt(project).label;
    return [
      element("strong", {}, this.index.nameAt(project)),
      element("div", {}, this.words.say("map.tip.about", { type, status })),
    ];
  }
}
