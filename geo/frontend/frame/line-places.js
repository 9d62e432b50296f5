/* Which places of a line are drawn at which zoom, and how far along it a point lies. */

/** @import { Course, CoursePlace } from "../shared/courses.js" */
/** @import { LatLng } from "./decode.js" */

/**
 * The zoom from which places of a role are drawn, in the order in which they take room.
 * @type {Record<string, number>}
 */
const FROM_ZOOM = {
  "border-crossing": 0,
  pass: 0,
  tunnel: 6,
  port: 6,
  town: 6,
  "compressor-station": 6,
  station: 8,
  junction: 8,
  river: 8,
};
const RANKS = new Map(Object.keys(FROM_ZOOM).map((role, rank) => [role, rank]));

/** Degrees within which a place is that at which a reader looks: the card rounds to two decimals. */
const SAME_PLACE_DEGREES = 0.008;

/**
 * Places of some courses that are drawn at a zoom, each once: that at which a reader looks, then the
 * ends, then the others by role.
 *
 * @param {Course[]} courses
 * @param {number} zoom
 * @param {{ lon: number, lat: number } | null} [preferred]
 * @returns {CoursePlace[]}
 */
export function orderPlaces(courses, zoom, preferred = null) {
  const ends = new Set(courses.flatMap(({ places }) => [places[0], places.at(-1)]).map(keyOf));
  const rankOf = (/** @type {CoursePlace} */ place) => {
    if (isAt(place, preferred)) return -2;
    return ends.has(keyOf(place)) ? -1 : (RANKS.get(place[1]) ?? Infinity);
  };
  const all = new Map(courses.flatMap(({ places }) => places).map((place) => [keyOf(place), place]));
  return [...all.values()]
    .filter((place) => rankOf(place) < 0 || zoom >= (FROM_ZOOM[place[1]] ?? Infinity))
    .sort((a, b) => rankOf(a) - rankOf(b));
}

/**
 * @param {CoursePlace} place
 * @param {{ lon: number, lat: number } | null} position
 */
function isAt([, , , lon, lat], position) {
  if (!position) return false;
  return Math.max(Math.abs(lon - position.lon), Math.abs(lat - position.lat)) < SAME_PLACE_DEGREES;
}

/** What tells one place from another. @param {CoursePlace | undefined} place */
export function keyOf(place) {
  return place ? `${place[0]} ${place[3]} ${place[4]}` : "";
}

/** A name without what explains it: the tip has the whole of it. @param {CoursePlace} place */
export function shorten([name, role]) {
  const short = name.split(/[(,]/)[0].trim();
  return (role === "station" ? short.replace(/( railway)? station$/, "") : short) || name;
}

/**
 * At which share of a line's length its point nearest to a position lies. The plane is that of degrees,
 * narrowed by latitude, which is exact enough within one stroke.
 *
 * @param {LatLng[]} line
 * @param {LatLng} position
 */
export function shareAlong(line, [lat, lon]) {
  const narrow = Math.cos((lat * Math.PI) / 180);
  const flat = line.map(([y, x]) => [(x - lon) * narrow, y - lat]);
  let [whole, found, best] = [0, 0, Infinity];
  for (let i = 1; i < line.length; i++) {
    const [[x, y], [toX, toY]] = [flat[i - 1], flat[i]];
    const [dx, dy] = [toX - x, toY - y];
    const own = Math.cos((((line[i - 1][0] + line[i][0]) / 2) * Math.PI) / 180) / narrow;
    const length = Math.hypot(dx * own, dy);
    const square = dx * dx + dy * dy;
    const t = square > 0 ? Math.min(1, Math.max(0, -(x * dx + y * dy) / square)) : 0;
    const far = Math.hypot(x + t * dx, y + t * dy);
    if (far < best) [best, found] = [far, whole + t * length];
    whole += length;
  }
  return whole > 0 ? found / whole : 0;
}
