/* Where the map looks. */

/** @import { ProjectIndex } from "../shared/project-index.js" */

/** Room around a project that is zoomed to, in pixels. */
const AROUND_PROJECT = 40;
/** Room that a project keeps from the edge after a click, in pixels. */
const EDGE = 30;
const NEAREST_ZOOM = 8;
const PLACE_ZOOM = 5;

/**
 * How far the map must move along one axis so that a stretch keeps clear of the edges.
 *
 * @param {number} low pixels
 * @param {number} high pixels
 * @param {number} room width or height of the map in pixels
 */
export function shiftIntoView(low, high, room) {
  if (low < EDGE) return low - EDGE;
  return high > room - EDGE ? high - room + EDGE : 0;
}

export class Views {
  /**
   * @param {L.Map} map
   * @param {ProjectIndex} index
   */
  constructor(map, index) {
    this.map = map;
    this.index = index;
  }

  /** The first view. */
  showHome() {
    this.map.fitBounds(this.index.served.setup.home, { animate: false });
  }

  /** All of the corridors. */
  showWhole() {
    this.map.fitBounds(this.index.served.setup.whole, { animate: false });
  }

  /** @param {number} project */
  zoomTo(project) {
    const padding = L.point(AROUND_PROJECT, AROUND_PROJECT);
    this.map.fitBounds(this.#boundsOf(project), { padding, maxZoom: NEAREST_ZOOM, animate: false });
  }

  /** @param {GeoJSON.Feature<GeoJSON.Point, any>} place */
  lookAt({ geometry, properties }) {
    const [lon, lat] = geometry.coordinates;
    this.map.setView([lat, lon], Math.max(PLACE_ZOOM, properties.from_zoom), { animate: false });
  }

  /** After a click on the map: move no more than is needed to see the whole project. @param {number} project */
  bringIntoView(project) {
    const { map } = this;
    const bounds = this.#boundsOf(project);
    if (map.getBounds().contains(bounds)) return;
    if (map.getBoundsZoom(bounds, false, L.point(2 * EDGE, 2 * EDGE)) < map.getZoom()) {
      this.zoomTo(project);
      return;
    }
    const size = map.getSize();
    const upper = map.latLngToContainerPoint(bounds.getNorthWest());
    const lower = map.latLngToContainerPoint(bounds.getSouthEast());
    const shift = [shiftIntoView(upper.x, lower.x, size.x), shiftIntoView(upper.y, lower.y, size.y)];
    map.panBy(L.point(shift[0], shift[1]), { animate: false });
  }

  /** @param {number} project */
  #boundsOf(project) {
    const [west, south, east, north] = this.index.boundsAt(project);
    return L.latLngBounds([south, west], [north, east]);
  }
}
