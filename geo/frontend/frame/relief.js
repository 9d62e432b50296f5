/* Light and shade on the ground, from a grey picture, at the zooms that the picture is fine enough for. */

/** @import { ServedPicture } from "../shared/project-index.js" */
/** @import { MapFiles } from "./files.js" */
/** @import { Floors } from "./panes.js" */

/** Red, green, blue, alpha; all from 0 to 255. @typedef {[number, number, number, number]} Colour */

/** The grey of flat ground. */
const FLAT = 128;
/** So near to flat the picture's compression alone makes it uneven. */
const UNEVEN = 3;
/** From so far off flat on it gets no darker or lighter: names stay readable over the steepest slopes. */
const STEEP = 84;
/** The deepest shade and the brightest sun. @type {Colour} */
const SHADE = [34, 40, 56, 150];
/** @type {Colour} */
const SUN = [255, 255, 255, 110];

/** How strong the picture is in each theme, from 0 to 1. @type {Record<string, number>} */
export const STRENGTH = { light: 0.52, dark: 0.5 };

/** Rows that are painted before other work gets its turn. */
const ROWS_AT_ONCE = 64;

/**
 * What a grey of the picture puts over the land: flat ground stays as it is, in either theme.
 *
 * @param {number} grey from 0 to 255
 * @returns {Colour}
 */
export function shadeOf(grey) {
  const [red, green, blue, strongest] = grey < FLAT ? SHADE : SUN;
  const share = Math.max(0, Math.abs(grey - FLAT) - UNEVEN) / (STEEP - UNEVEN);
  return [red, green, blue, Math.round(strongest * Math.min(1, share))];
}

/**
 * How much is left of a picture at a zoom, from 0 to 1.
 *
 * @param {number} zoom
 * @param {{ full_zoom: number, gone_zoom: number }} picture
 */
export function shareAtZoom(zoom, { full_zoom, gone_zoom }) {
  return Math.min(1, Math.max(0, (gone_zoom - zoom) / (gone_zoom - full_zoom)));
}

/**
 * A canvas with a picture's light and shade. Other work gets its turn between some rows and the next.
 *
 * @param {ImageBitmap} picture in greys
 */
async function paintShade(picture) {
  const { width, height } = picture;
  const table = new Uint32Array(new Uint8ClampedArray([...Array(256).keys()].flatMap(shadeOf)).buffer);
  const canvas = createCanvas(width, height);
  const strip = createCanvas(width, ROWS_AT_ONCE);
  const target = contextOf(canvas);
  const source = contextOf(strip, { willReadFrequently: true });
  for (let top = 0; top < height; top += ROWS_AT_ONCE) {
    source.drawImage(picture, 0, -top);
    const rows = source.getImageData(0, 0, width, Math.min(ROWS_AT_ONCE, height - top));
    const pixels = new Uint32Array(rows.data.buffer);
    for (let i = 0; i < pixels.length; i++) pixels[i] = table[rows.data[4 * i]];
    target.putImageData(rows, 0, top);
    await new Promise((resolve) => setTimeout(resolve));
  }
  picture.close();
  return canvas;
}

/**
 * @param {number} width
 * @param {number} height
 */
function createCanvas(width, height) {
  return Object.assign(document.createElement("canvas"), { width, height });
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {CanvasRenderingContext2DSettings} [settings]
 */
function contextOf(canvas, settings) {
  const context = canvas.getContext("2d", settings);
  if (!context) throw new Error("This browser cannot paint on a canvas.");
  return context;
}

export class Relief {
  /** @type {L.SVGOverlay | null} */
  #overlay = null;
  #isAsked = false;
  /** What it was told last; it is drawn once it has been told. */
  #told = { theme: "", isOnline: false };

  /**
   * @param {L.Map} map
   * @param {Floors} floors
   * @param {MapFiles} files
   * @param {ServedPicture} picture
   */
  constructor(map, floors, files, picture) {
    this.map = map;
    this.group = floors.groups[picture.name];
    this.files = files;
    this.picture = picture;
    this.group.on("add", () => this.#redraw());
    map.on("moveend", () => this.#redraw());
  }

  /**
   * Draw it if it can be seen, and fetch it for that if it is not here. Online tiles have their own.
   *
   * @param {string} theme
   * @param {boolean} isOnline
   */
  draw(theme, isOnline) {
    this.#told = { theme, isOnline };
    this.#redraw();
  }

  #redraw() {
    const { theme, isOnline } = this.#told;
    const { bounds, name } = this.picture;
    const share = isOnline ? 0 : shareAtZoom(this.map.getZoom(), this.picture);
    if (!theme || !this.map.hasLayer(this.group)) return;
    if (share === 0 || !this.map.getBounds().intersects(bounds)) {
      this.group.clearLayers();
    } else if (this.#overlay) {
      this.#overlay.setOpacity(share * STRENGTH[theme]);
      this.group.addLayer(this.#overlay);
    } else {
      this.#ask(name);
    }
  }

  /** The map does without what does not come; it is asked for again at the next move. @param {string} pane */
  async #ask(pane) {
    if (this.#isAsked) return;
    this.#isAsked = true;
    const { file, bounds, attribution } = this.picture;
    try {
      const canvas = await paintShade(await this.files.getPicture(file));
      // Leaflet puts any element where an SVG goes; its types do not know that.
      const element = /** @type {SVGElement} */ (/** @type {unknown} */ (canvas));
      this.#overlay = L.svgOverlay(element, bounds, { pane, attribution });
      this.#redraw();
    } catch (error) {
      this.#isAsked = false;
      console.warn(error);
    }
  }
}
