/* The named places of the chosen line, and how far along it a point lies. */

/** @import { Course, CoursePlace } from "../shared/courses.js" */
/** @import { Palette } from "../shared/project-index.js" */
/** @import { LatLng } from "./decode.js" */
/** @import { MapFiles } from "./files.js" */
/** @import { Point, Shape } from "./hit-test.js" */
/** @import { Floors } from "./panes.js" */
/** @import { Room } from "./place-names.js" */
/** @import { ProjectLayers } from "./project-layers.js" */
import { Courses } from "../shared/courses.js";
import { element } from "../shared/elements.js";
import { distanceToLines } from "./hit-test.js";
import { piecesOf } from "./leaflet-private.js";
import { keyOf, orderPlaces, shareAlong, shorten } from "./line-places.js";
import { claimRoom, roomOf } from "./place-names.js";

const LETTER = 7.4;
const DOT = 4.5;
/** Pixels around a dot within which the mouse is on it. */
const NEAR_DOT = 8;
export class CoursePlaces {
  /** @type {Courses | null} */
  #served = null;
  /** Position of the chosen project. @type {number | null} */
  #chosen = null;
  /** @type {Palette | null} */
  #palette = null;
  /**
   * Where a reader looks: the place there is named before all others.
   * @type {{ lon: number, lat: number } | null}
   */
  #preferred = null;
  #drawn = "";
  /** What is drawn now. @type {CoursePlace[]} */
  #dots = [];
  /** Room that the names have taken, in pixels of the whole world at this zoom. @type {Room[]} */
  rooms = [];

  /**
   * @param {L.Map} map
   * @param {Floors} floors
   * @param {MapFiles} files
   * @param {ProjectLayers} layers
   * @param {() => void} onDrawn other names may have to make room
   */
  constructor(map, floors, files, layers, onDrawn) {
    this.map = map;
    this.canvas = floors.on.chosen;
    this.files = files;
    this.layers = layers;
    this.onDrawn = onDrawn;
    this.group = L.layerGroup().addTo(map);
  }

  /**
   * Show the places of a project and of no other. The first time its file is fetched.
   *
   * @param {number | null} project its position in the index
   * @param {Palette} palette
   */
  show(project, palette) {
    if (project !== this.#chosen) this.#preferred = null;
    this.#chosen = project;
    this.#palette = palette;
    this.#drawn = ""; // the line has just been drawn anew, above what was there
    if (this.#served || project === null) this.draw();
    else this.#fetch();
  }

  /** Name the place at a position before all others. @param {{ lon: number, lat: number }} position */
  prefer({ lon, lat }) {
    this.#preferred = { lon, lat };
    this.draw();
    this.onDrawn();
  }

  async #fetch() {
    const served = await this.files.get("course-places").catch(() => null); // the next choice asks again
    if (served === null) return;
    this.#served = new Courses(served);
    this.draw();
    this.onDrawn();
  }

  /** @returns {Course[]} */
  get #courses() {
    if (this.#chosen === null || !this.#served) return [];
    return this.#served.of(this.layers.index.idAt(this.#chosen));
  }

  /** Draw the places for this zoom, if they are not drawn yet. */
  draw() {
    const zoom = this.map.getZoom();
    const wanted = JSON.stringify([this.#chosen, zoom, this.#courses.length, this.#preferred]);
    if (this.#drawn === wanted) return;
    this.#drawn = wanted;
    this.group.clearLayers();
    this.rooms = [];
    this.#dots = [];
    for (const place of orderPlaces(this.#courses, zoom, this.#preferred)) this.#drawPlace(place);
  }

  /** @param {CoursePlace} place */
  #drawPlace(place) {
    const [, , , lon, lat] = place;
    const at = this.map.project([lat, lon], this.map.getZoom());
    /** @type {Room} */
    const own = [at.x - DOT, at.y - DOT, at.x + DOT, at.y + DOT];
    const short = shorten(place);
    const isNamed = claimRoom(this.rooms, roomOf({ x: at.x, y: at.y }, short, LETTER, false));
    if (!isNamed && !claimRoom(this.rooms, own)) return;
    this.#dots.push(place);
    const { ink, paper } = /** @type {Palette} */ (this.#palette);
    const look = { color: ink, weight: 2, fillColor: paper, fillOpacity: 1, radius: DOT, interactive: false };
    this.group.addLayer(L.circleMarker([lat, lon], { ...this.canvas, ...look }));
    if (!isNamed) return;
    const html = element("div", {}, element("span", {}, short));
    const icon = L.divIcon({ className: "atlas-label atlas-course-place", html, iconSize: undefined });
    this.group.addLayer(L.marker([lat, lon], { pane: "names", keyboard: false, interactive: false, icon }));
  }

  /**
   * What is known of a point on the chosen line: the place there, and how far along the line it is.
   *
   * @param {Point} point of the map's layer
   * @param {number[]} projects that lie there
   * @returns {string[]}
   */
  describe(point, projects) {
    const served = this.#served;
    if (!served || this.#chosen === null || !projects.includes(this.#chosen)) return [];
    const place = this.#dots.find(([, , , lon, lat]) => {
      const dot = this.map.latLngToLayerPoint([lat, lon]);
      return Math.hypot(dot.x - point.x, dot.y - point.y) <= NEAR_DOT;
    });
    const along = place
      ? this.#findPlace(place)
      : this.#findKilometre(point, this.layers.shapesOf(this.#chosen));
    const said = place ? [served.sayPlace(place), served.sayReference(place)] : [];
    return along ? [...said, served.sayAlong(...along)] : said;
  }

  /** @param {CoursePlace} place @returns {[Course, number] | null} */
  #findPlace(place) {
    for (const course of this.#courses) {
      const found = course.places.find((other) => keyOf(other) === keyOf(place));
      if (found) return [course, found[2]];
    }
    return null;
  }

  /**
   * @param {Point} point
   * @param {Shape[]} shapes
   * @returns {[Course, number] | null}
   */
  #findKilometre(point, shapes) {
    const near = nearestLine(point, shapes);
    if (!near) return null;
    for (const course of this.#courses) {
      const row = course.rows.find(([line]) => line === near.line);
      if (!row) continue;
      const { lat, lng } = this.map.layerPointToLatLng([point.x, point.y]);
      const vertices = /** @type {L.LatLng[]} */ (/** @type {any} */ (near.path).getLatLngs());
      const line = vertices.map((each) => /** @type {LatLng} */ ([each.lat, each.lng]));
      return [course, row[1] + shareAlong(line, [lat, lng]) * (row[2] - row[1])];
    }
    return null;
  }
}

/**
 * @param {Point} point
 * @param {Shape[]} shapes
 * @returns {Shape | null}
 */
function nearestLine(point, shapes) {
  let [best, far] = [/** @type {Shape | null} */ (null), Infinity];
  for (const shape of shapes) {
    if (shape.role !== "line") continue;
    const own = distanceToLines(point, piecesOf(shape.path));
    if (own < far) [best, far] = [shape, own];
  }
  return best;
}
