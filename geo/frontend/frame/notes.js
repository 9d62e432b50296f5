/* What the map says of itself: that it loads, that something could not be fetched. */

export class Notes {
  #stays = false;

  /** @param {HTMLElement} box */
  constructor(box) {
    this.box = box;
    box.setAttribute("role", "status");
  }

  /** Say something until the next time. @param {string} text */
  say(text) {
    this.#write(text, false);
  }

  /** Say something that only a fault's end takes away. @param {string} text */
  sayFault(text) {
    this.#write(text, true);
  }

  /** Say nothing more, unless it is a fault. */
  clear() {
    if (!this.#stays) this.#write("", false);
  }

  /** The fault is over. */
  clearFault() {
    this.#write("", false);
  }

  /**
   * @param {string} text
   * @param {boolean} stays
   */
  #write(text, stays) {
    this.#stays = stays;
    this.box.textContent = text;
    this.box.hidden = text === "";
  }
}
