/* Names of countries and towns; each claims the room that it needs. */

/** @import { Words } from "../shared/words.js" */
/** @import { Base } from "./ground.js" */
/** @import { Floors } from "./panes.js" */
import { element, pressButton } from "../shared/elements.js";

/** Width of a letter in pixels. */
const COUNTRY_LETTER = 9.5;
const TOWN_LETTER = 7;

/** Left, top, right, bottom in pixels. @typedef {[number, number, number, number]} Room */

/**
 * The room that a name needs.
 *
 * @param {{ x: number, y: number }} at
 * @param {string} name
 * @param {number} letter pixels that a letter takes
 * @param {boolean} isCentred whether the name stands around its point, or to the right of it
 * @returns {Room}
 */
export function roomOf({ x, y }, name, letter, isCentred) {
  const width = name.length * letter + 8;
  const left = isCentred ? x - width / 2 : x - 4;
  return [left, y - 8, left + width, y + 8];
}

/**
 * Claim room, if no other name has any of it.
 *
 * @param {Room[]} taken
 * @param {Room} room
 * @returns {boolean} whether it was free
 */
export function claimRoom(taken, room) {
  const [left, top, right, bottom] = room;
  const isFree = taken.every(([l, t, r, b]) => left >= r || right <= l || top >= b || bottom <= t);
  if (isFree) taken.push(room);
  return isFree;
}

/** @typedef {GeoJSON.Feature<GeoJSON.Point, any>} Place */

/**
 * Towns that are named at a zoom: capitals first, then those that are named early, then large ones.
 *
 * @param {Place[]} towns
 * @param {number} zoom
 */
export function orderTowns(towns, zoom) {
  const named = towns.filter(({ properties }) => zoom >= properties.from_zoom);
  return named.sort(
    ({ properties: a }, { properties: b }) =>
      b.capital - a.capital || a.from_zoom - b.from_zoom || b.population - a.population,
  );
}

/**
 * Countries that are named at a zoom: those with a card first.
 *
 * @param {Place[]} places
 * @param {number} zoom
 * @param {(code: string) => boolean} hasCard
 */
export function orderCountries(places, zoom, hasCard) {
  const named = places.filter(({ properties }) => zoom >= properties.from_zoom);
  return named.sort((a, b) => Number(hasCard(b.properties.id)) - Number(hasCard(a.properties.id)));
}

export class PlaceNames {
  #drawn = "";

  /**
   * @param {L.Map} map
   * @param {Floors} floors
   * @param {Words} words
   * @param {(code: string) => boolean} hasCard
   * @param {(code: string) => void} onChoose a country's name was pressed
   */
  constructor(map, floors, words, hasCard, onChoose) {
    this.map = map;
    this.groups = floors.groups;
    this.words = words;
    this.hasCard = hasCard;
    this.onChoose = onChoose;
  }

  /**
   * Draw the names for this zoom, if they are not drawn yet.
   *
   * @param {Base} base
   * @param {string} theme
   * @param {string | null} chosen code of the chosen country
   */
  draw(base, theme, chosen) {
    const zoom = this.map.getZoom();
    const wanted = `${zoom} ${theme} ${chosen}`;
    if (this.#drawn === wanted) return;
    this.#drawn = wanted;
    this.groups.names.clearLayers();
    this.groups.towns.clearLayers();
    /** @type {Room[]} */
    const taken = [];
    for (const place of orderCountries(base.places.features, zoom, this.hasCard)) {
      const isFree = this.#claim(taken, place, COUNTRY_LETTER, true);
      if (isFree || this.hasCard(place.properties.id))
        this.groups.names.addLayer(this.#country(place, chosen));
    }
    for (const town of orderTowns(base.towns.features, zoom)) {
      if (this.#claim(taken, town, TOWN_LETTER, false)) this.groups.towns.addLayer(this.#town(town));
    }
  }

  /**
   * @param {Room[]} taken
   * @param {Place} place
   * @param {number} letter
   * @param {boolean} isCentred
   */
  #claim(taken, place, letter, isCentred) {
    const [lon, lat] = place.geometry.coordinates;
    const at = this.map.project([lat, lon], this.map.getZoom());
    return claimRoom(taken, roomOf(at, place.properties.name, letter, isCentred));
  }

  /**
   * @param {Place} place
   * @param {string | null} chosen
   */
  #country(place, chosen) {
    const { id, name } = place.properties;
    if (!this.hasCard(id)) return label(place, "atlas-country", element("span", {}, name));
    const className = `atlas-country atlas-card${chosen === id ? " atlas-chosen" : ""}`;
    const button = pressButton(
      { title: this.words.say("map.place.title", { place: name }) },
      () => {
        this.onChoose(id);
      },
      name,
    );
    L.DomEvent.disableClickPropagation(button);
    return label(place, className, button);
  }

  /** @param {Place} town */
  #town(town) {
    const { name, capital } = town.properties;
    return label(town, `atlas-town${capital ? " atlas-capital" : ""}`, element("span", {}, name));
  }
}

/**
 * @param {Place} place
 * @param {string} className
 * @param {HTMLElement} inner
 */
function label(place, className, inner) {
  const [lon, lat] = place.geometry.coordinates;
  const html = element("div", {}, inner);
  const icon = L.divIcon({ className: `atlas-label ${className}`, html, iconSize: undefined });
  return L.marker([lat, lon], { pane: "names", keyboard: false, interactive: false, icon });
}
