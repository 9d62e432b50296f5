/* What is fetched for which zoom: lines and ground in a low and a high band. */

/** @import { PackedLines } from "./decode.js" */
/** @import { MapFiles } from "./files.js" */
/** @import { Band, Base } from "./ground.js" */
import { GROUND_HIGH_ZOOM } from "./ground.js";

/** From this zoom on the full curated lines are drawn. */
const LINES_HIGH_ZOOM = 7;

export class Bands {
  /** Files of the high bands that are asked for or here. @type {Set<string>} */
  #asked = new Set();
  #isLoaded = false;

  /**
   * @param {MapFiles} files
   * @param {{ onGround: (band: Band, base: Base) => void, onLines: (finer: PackedLines) => void }} callbacks
   */
  constructor(files, { onGround, onLines }) {
    this.files = files;
    this.onGround = onGround;
    this.onLines = onLines;
  }

  /** The lines of the low band. @returns {Promise<PackedLines>} */
  async loadLines() {
    const lines = await this.files.get("lines-low");
    this.#isLoaded = true;
    return lines;
  }

  /** The ground of the low band; without it the map still shows its lines. @returns {Promise<boolean>} */
  async loadGround() {
    try {
      this.onGround("low", await this.files.get("base-low"));
      return true;
    } catch {
      return false;
    }
  }

  /** Fetch the high bands that a zoom needs, each once. What fails is asked for at the next zoom. */
  askFor(/** @type {number} */ zoom) {
    if (!this.#isLoaded) return;
    if (zoom >= GROUND_HIGH_ZOOM) this.#ask("base-high", (base) => this.onGround("high", base));
    if (zoom >= LINES_HIGH_ZOOM) this.#ask("lines-high", this.onLines);
  }

  /**
   * @param {string} name
   * @param {(content: any) => void} take
   */
  async #ask(name, take) {
    if (this.#asked.has(name)) return;
    this.#asked.add(name);
    const file = await this.files.get(name).catch(() => null);
    if (file === null) this.#asked.delete(name);
    else take(file);
  }
}
