/* The list of projects where several lie under one click. */

/** @import { Words } from "../shared/words.js" */
/** @import { Point } from "./hit-test.js" */
import { element, pressButton } from "../shared/elements.js";

/** With more entries than this the list can be filtered. */
const MOST_UNFILTERED = 12;
/** More are counted, not listed. */
const MOST_LISTED = 500;
const CHOOSER_EDGE = 8;

/** @typedef {{ id: string, name: string, swatch: () => Node }} Entry */

/**
 * A text without case and accents, for comparing.
 *
 * @param {string} text
 */
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/**
 * Which names hold all of the words that were typed.
 *
 * @param {string[]} names
 * @param {string} typed
 * @returns {boolean[]}
 */
export function matchNames(names, typed) {
  const wanted = fold(typed).split(/\s+/).filter(Boolean);
  return names.map((name) => {
    const folded = fold(name);
    return wanted.every((word) => folded.includes(word));
  });
}

/**
 * Where a key takes the focus in a list; null where it leaves it alone.
 *
 * @param {string} key
 * @param {number} at the entry that has the focus, -1 for none
 * @param {number} length
 * @returns {number | null} an entry, -1 for what lies above the list
 */
export function moveFocus(key, at, length) {
  if (key === "ArrowDown") return Math.min(at + 1, length - 1);
  if (key === "ArrowUp") return Math.max(at - 1, -1);
  if (at < 0) return null;
  if (key === "Home") return 0;
  return key === "End" ? length - 1 : null;
}

export class Chooser {
  /** @type {HTMLElement | null} */
  #box = null;

  /**
   * @param {HTMLElement} frame the map's element
   * @param {Words} words
   * @param {(id: string) => void} onChoose
   */
  constructor(frame, words, onChoose) {
    this.frame = frame;
    this.words = words;
    this.onChoose = onChoose;
  }

  get isOpen() {
    return this.#box !== null;
  }

  close() {
    this.#box?.remove();
    this.#box = null;
  }

  /**
   * @param {Entry[]} entries
   * @param {Point} at the click, in pixels of the map's element
   */
  open(entries, at) {
    this.close();
    const buttons = entries.slice(0, MOST_LISTED).map((entry) => this.#entry(entry));
    const title = this.words.say("map.chooser.title");
    const box = element("div", { class: "atlas-chooser", role: "dialog", "aria-label": title });
    box.append(element("p", {}, this.words.count("map.chooser.count", entries.length)));
    const list = element("div", { class: "atlas-chooser-list" }, ...buttons);
    const filter = buttons.length > MOST_UNFILTERED ? this.#filter(entries, buttons) : null;
    if (filter) box.append(filter);
    box.append(list);
    if (entries.length > MOST_LISTED) {
      box.append(element("p", {}, this.words.count("map.chooser.more", entries.length - MOST_LISTED)));
    }
    box.addEventListener("keydown", (event) => this.#onKey(event, buttons, filter));
    L.DomEvent.disableClickPropagation(box);
    L.DomEvent.disableScrollPropagation(box);
    this.frame.append(box);
    box.style.left = `${this.#fit(at.x, this.frame.clientWidth - box.offsetWidth)}px`;
    box.style.top = `${this.#fit(at.y, this.frame.clientHeight - box.offsetHeight)}px`;
    box.style.width = `${box.offsetWidth}px`; // it stays as wide while the list gets shorter
    this.#box = box;
    (filter ?? buttons[0]).focus({ preventScroll: true });
  }

  /**
   * @param {number} at
   * @param {number} room
   */
  #fit(at, room) {
    return Math.max(CHOOSER_EDGE / 2, Math.min(at, room - CHOOSER_EDGE));
  }

  /** @param {Entry} entry */
  #entry({ id, name, swatch }) {
    const choose = () => {
      this.close();
      this.onChoose(id);
    };
    return pressButton({}, choose, swatch(), name);
  }

  /**
   * @param {Entry[]} entries
   * @param {HTMLButtonElement[]} buttons
   */
  #filter(entries, buttons) {
    const label = this.words.say("map.chooser.filter");
    const input = element("input", { type: "search", "aria-label": label, placeholder: label });
    const names = entries.map(({ name }) => name);
    input.addEventListener("input", () => {
      const isKept = matchNames(names, input.value);
      buttons.forEach((button, n) => {
        button.hidden = !isKept[n];
      });
    });
    return input;
  }

  /**
   * @param {KeyboardEvent} event
   * @param {HTMLButtonElement[]} buttons
   * @param {HTMLInputElement | null} filter
   */
  #onKey(event, buttons, filter) {
    event.stopPropagation();
    if (event.key === "Escape") {
      this.close();
      this.frame.focus({ preventScroll: true });
      return;
    }
    const listed = buttons.filter((button) => !button.hidden);
    const at = listed.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    if (event.key === "Enter" && at < 0) {
      listed[0]?.click();
      return;
    }
    const to = moveFocus(event.key, at, listed.length);
    if (to === null) return;
    event.preventDefault();
    const target = to < 0 ? (filter ?? listed[0]) : listed[to];
    target?.focus();
  }
}
