/* The legend: project types that can be switched off, and what strokes and symbols mean. */

/** @import { Palette, ProjectIndex, ProjectType } from "../shared/project-index.js" */
/** @import { Words } from "../shared/words.js" */
/** @import { Row } from "./decode.js" */
import { element } from "../shared/elements.js";
import { DASHES, STROKES } from "./style.js";
import { hollowSwatch, lineSwatch, strokeSwatch, symbolSwatch } from "./swatches.js";

/** Project types that the legend lists. */
const MOST_TYPES = 40;
/** Narrower maps begin with the legend closed. */
const WIDE = 860;

/**
 * What there is to explain: numbers of the types that are drawn as lines and as sites, and how well
 * places are known.
 * @typedef {{ lines: Set<number>, sites: Set<number>, accuracies: Set<string> }} Present
 */

/**
 * @param {ProjectIndex} index
 * @param {Row[]} rows
 * @returns {Present}
 */
export function findPresent(index, rows) {
  return {
    lines: new Set(rows.map(([project]) => index.typeNumberAt(project))),
    sites: new Set(index.sites.map(([project]) => index.typeNumberAt(project))),
    accuracies: new Set([
      ...rows.map(([, accuracy]) => accuracy),
      ...index.sites.map(([, precision]) => precision),
    ]),
  };
}

export class Legend {
  /** Numbers of the types that are switched off. @type {Set<number>} */
  hidden = new Set();

  /**
   * @param {HTMLElement} box
   * @param {ProjectIndex} index
   * @param {Words} words
   * @param {() => void} onToggle other types are to be shown
   */
  constructor(box, index, words, onToggle) {
    this.box = box;
    this.index = index;
    this.words = words;
    this.onToggle = onToggle;
  }

  /**
   * @param {Present} present
   * @param {Palette} palette
   * @param {number} width of the map in pixels
   */
  build(present, palette, width) {
    const old = this.box.firstElementChild;
    const body = element(
      "div",
      { class: "atlas-legend-body" },
      ...this.#types(present, palette),
      ...this.#key("map.legend.accuracy", this.#accuracies(present.accuracies, palette)),
      ...this.#key("map.legend.status", this.#statuses(palette)),
      element("p", {}, this.words.say("map.legend.side-by-side")),
    );
    const details = element("details", {}, element("summary", {}, this.words.say("map.legend.title")), body);
    details.open = old instanceof HTMLDetailsElement ? old.open : width > WIDE;
    this.box.replaceChildren(details);
  }

  /**
   * @param {Present} present
   * @param {Palette} palette
   */
  #types(present, palette) {
    const { types } = this.index;
    const rows = types.slice(0, MOST_TYPES).map((type, n) => this.#typeRow(type, n, present, palette));
    const heading = element("h4", {}, this.words.say("map.legend.types"));
    if (types.length <= MOST_TYPES) return [heading, ...rows];
    const part = { shown: MOST_TYPES, all: types.length };
    return [heading, element("p", {}, this.words.say("map.legend.more-types", part)), ...rows];
  }

  /**
   * @param {ProjectType} type
   * @param {number} n
   * @param {Present} present
   * @param {Palette} palette
   */
  #typeRow(type, n, present, palette) {
    const tick = element("input", { type: "checkbox" });
    tick.checked = !this.hidden.has(n);
    tick.addEventListener("change", () => {
      if (tick.checked) this.hidden.delete(n);
      else this.hidden.add(n);
      this.onToggle();
    });
    const row = element("label", {}, tick);
    if (present.lines.has(n)) row.append(lineSwatch(type));
    else if (present.sites.has(n)) row.append(symbolSwatch(type, palette));
    row.append(element("span", {}, type.label));
    return row;
  }

  /**
   * @param {Set<string>} present
   * @param {Palette} palette
   * @returns {[HTMLCanvasElement, string][]}
   */
  #accuracies(present, palette) {
    const known = Object.keys(DASHES).filter((accuracy) => present.has(accuracy));
    /** @type {[HTMLCanvasElement, string][]} */
    const rows = known.map((accuracy) => {
      const stroke = { weight: STROKES.usual.weight, dash: DASHES[accuracy] ?? undefined };
      return [strokeSwatch(stroke, palette), `map.accuracy.${accuracy}`];
    });
    if (present.has("country")) rows.push([hollowSwatch(palette), "map.accuracy.country"]);
    return rows;
  }

  /**
   * @param {Palette} palette
   * @returns {[HTMLCanvasElement, string][]}
   */
  #statuses(palette) {
    return Object.entries(STROKES).map(([name, stroke]) => [
      strokeSwatch(stroke, palette),
      `map.stroke.${name}`,
    ]);
  }

  /**
   * @param {string} title id of its message
   * @param {[HTMLCanvasElement, string][]} rows a picture, and the id of what it means
   */
  #key(title, rows) {
    const lines = rows.map(([picture, id]) =>
      element("div", { class: "atlas-key" }, picture, element("span", {}, this.words.say(id))),
    );
    return [element("h4", {}, this.words.say(title)), ...lines];
  }
}
