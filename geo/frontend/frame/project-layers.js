/* The projects' lines, areas and sites on the map: built once, switched on and off, refined. */

/** @import { Palette, ProjectIndex } from "../shared/project-index.js" */
/** @import { PackedLines } from "./decode.js" */
/** @import { Measures, Shape } from "./hit-test.js" */
/** @import { Floors } from "./panes.js" */
import { decodeRow } from "./decode.js";
import { distanceToLines } from "./hit-test.js";
import {
  boxOf,
  checkDrawn,
  covers,
  middleOf,
  piecesOf,
  reachOf,
  repaint,
  SiteSymbol,
  SwitchedArea,
  SwitchedLine,
} from "./leaflet-private.js";
import { coreOptions, lineOptions } from "./style.js";
import { drawSymbol, fanOut, SYMBOL_RADIUS } from "./symbols.js";

/** How the shapes on the map are measured, in pixels of its layer. @type {Measures} */
export const MEASURES = {
  boxOf,
  reachOf: (shape) => (shape.role === "site" ? SYMBOL_RADIUS + 2 : reachOf(shape)),
  distanceTo(shape, point) {
    if (shape.role === "site") return middleOf(shape.path).distanceTo(L.point(point.x, point.y));
    if (shape.role === "area") return covers(shape, point) ? 0 : Infinity;
    return distanceToLines(point, piecesOf(shape.path));
  },
};

/** @typedef {SwitchedLine | SwitchedArea | SiteSymbol} Switched */

export class ProjectLayers {
  /** By project, in the order of the index. @type {Shape[][]} */
  #shapes = [];
  /** @type {PackedLines} */
  #lines = { decimals: 0, lines: [] };
  #isChecked = false;
  /** Positions of the projects that are shown. @type {Set<number>} */
  shown = new Set();
  /** Their shapes. @type {Shape[]} */
  shownShapes = [];

  /**
   * @param {ProjectIndex} index
   * @param {Floors} floors
   */
  constructor(index, floors) {
    this.index = index;
    this.floors = floors;
  }

  /** Take over the lines of the low band; `build` draws them. @param {PackedLines} lines */
  take(lines) {
    this.#lines = lines;
  }

  get lines() {
    return this.#lines;
  }

  /** @param {number} project @returns {Shape[]} */
  shapesOf(project) {
    return this.#shapes[project];
  }

  /** Build everything again, switched off. @param {Palette} palette */
  build(palette) {
    const group = this.floors.groups.corridors;
    group.clearLayers();
    this.#shapes = this.index.served.ids.map(() => []);
    this.#lines.lines.forEach((_, line) => {
      this.#buildLine(line, palette);
    });
    for (const { site, offset } of fanOut(this.index.sites)) this.#buildSite(site[0], site, offset, palette);
    this.shown = new Set();
    this.shownShapes = [];
    for (const shape of this.#shapes.flat()) {
      switchPath(shape, false);
      group.addLayer(shape.path);
    }
  }

  /** @param {Shape} shape */
  #keep(shape) {
    this.#shapes[shape.project].push(shape);
  }

  /**
   * @param {number} line
   * @param {Palette} palette
   */
  #buildLine(line, palette) {
    const row = this.#lines.lines[line];
    const [project, accuracy, form] = row;
    const [status] = this.index.statusAt(project);
    const points = decodeRow(row, this.#lines.decimals);
    const options = {
      ...this.floors.on.corridors,
      ...lineOptions(this.index.typeAt(project), status, accuracy),
    };
    if (form === "A") {
      this.#keep({ project, line, role: "area", path: new SwitchedArea(points, { ...options, fill: true }) });
      return;
    }
    this.#keep({ project, line, role: "line", path: new SwitchedLine(points, { ...options, fill: false }) });
    if (status === "construction") {
      const core = new SwitchedLine(points, { ...this.floors.on.corridors, ...coreOptions(palette) });
      this.#keep({ project, line, role: "core", path: core });
    }
  }

  /**
   * @param {number} project
   * @param {import("../shared/project-index.js").Site} site
   * @param {[number, number]} offset
   * @param {Palette} palette
   */
  #buildSite(project, [, precision, lon, lat], offset, palette) {
    const { symbol, colour } = this.index.typeAt(project);
    const style = { colour, paper: palette.paper, hollow: precision === "country" };
    const path = new SiteSymbol([lat, lon], {
      ...this.floors.on.corridors,
      interactive: false,
      radius: SYMBOL_RADIUS,
      weight: 2,
      offset,
      draw: (context, radius) => drawSymbol(context, symbol, { ...style, radius }),
    });
    this.#keep({ project, line: -1, role: "site", path });
  }

  /**
   * Show some projects and no others. Costs one painting, however many there are.
   *
   * @param {(project: number) => boolean} isShown
   */
  show(isShown) {
    this.shown = new Set();
    this.#shapes.forEach((shapes, project) => {
      const isOn = isShown(project);
      if (isOn) this.shown.add(project);
      for (const shape of shapes) switchPath(shape, isOn);
    });
    this.shownShapes = [...this.shown].flatMap((project) => this.#shapes[project]);
    repaint(this.floors.on.corridors.renderer);
    this.#check();
  }

  /** Once, when something has been painted: does Leaflet still keep what we read of it? */
  #check() {
    if (this.#isChecked) return;
    for (const shape of new Map(this.shownShapes.map((shape) => [shape.role, shape])).values()) {
      checkDrawn(shape.path, shape.role);
      this.#isChecked = true;
    }
  }

  /** Draw the same lines with more points. @param {PackedLines} finer */
  refine(finer) {
    this.#lines = finer;
    const points = finer.lines.map((row) => decodeRow(row, finer.decimals));
    for (const { path, line } of this.#shapes.flat()) {
      if (line >= 0) /** @type {L.Polyline} */ (/** @type {unknown} */ (path)).setLatLngs(points[line]);
    }
  }
}

/**
 * @param {Shape} shape
 * @param {boolean} isOn
 */
function switchPath(shape, isOn) {
  /** @type {Switched} */ (shape.path).isOff = !isOn;
}
