/* What the browser knows of each project: name, type, status, countries, place. */

/** @import { Statuses, Theme } from "./messages.js" */
/** @import { Words, WordTable } from "./words.js" */

/**
 * A project type: its label, its colour, and the shape of its sites.
 * @typedef {{ id: string, label: string, colour: string, symbol: string }} ProjectType
 */

/**
 * Colours of one theme.
 * @typedef {Record<"name" | "paper" | "ink" | "land" | "water" | "border" | "halo", string>} Palette
 */

/**
 * What does not depend on the projects: colours, first views, attribution, online layers. Corners are
 * latitude and longitude, south-west first.
 * @typedef {object} MapSetup
 * @property {Record<Theme, Palette>} palettes
 * @property {[[number, number], [number, number]]} home
 * @property {[[number, number], [number, number]]} whole
 * @property {string} attribution
 * @property {{ name: string, url: string, options: L.TileLayerOptions }[]} tiles online layers
 */

/**
 * Position of the project, accuracy of its place, longitude, latitude.
 * @typedef {[number, string, number, number]} Site
 */

/**
 * The index as it is served. Lists are in one order, that of the projects; `type` counts into
 * `types`; bounds are west, south, east, north; `length` is in km, 0 for sites.
 * @typedef {object} ServedIndex
 * @property {string[]} ids
 * @property {string[]} names
 * @property {number[]} type
 * @property {ProjectType[]} types
 * @property {(string | null)[]} status
 * @property {(string | null)[]} status_when
 * @property {Record<string, string>} status_words
 * @property {[number, number, number, number][]} bounds
 * @property {string[][]} countries
 * @property {Record<string, string>} country_names
 * @property {number[]} length
 * @property {Site[]} sites
 * @property {string[]} cards codes of the countries and regions that have a card
 * @property {Record<string, string>} later where the files lie that are fetched later, by name
 * @property {MapSetup} setup
 * @property {WordTable} words
 */

/** The projects, by position in the index. */
export class ProjectIndex {
  /** @type {Statuses} */
  #statuses = {};

  /**
   * @param {ServedIndex} served
   * @param {Words} words
   */
  constructor(served, words) {
    this.served = served;
    this.words = words;
    this.positions = new Map(served.ids.map((id, n) => [id, n]));
    this.cards = new Set(served.cards);
  }

  get size() {
    return this.served.ids.length;
  }

  get types() {
    return this.served.types;
  }

  get sites() {
    return this.served.sites;
  }

  /** @param {string | null} id @returns {number | undefined} */
  positionOf(id) {
    return id === null ? undefined : this.positions.get(id);
  }

  /** @param {string} code */
  hasCard(code) {
    return this.cards.has(code);
  }

  /** @param {number} n */
  idAt(n) {
    return this.served.ids[n];
  }

  /** @param {number} n */
  nameAt(n) {
    return this.served.names[n];
  }

  /** Which of `types` a project is of. @param {number} n */
  typeNumberAt(n) {
    return this.served.type[n];
  }

  /** @param {number} n */
  typeAt(n) {
    return this.served.types[this.served.type[n]];
  }

  /** @param {number} n */
  boundsAt(n) {
    return this.served.bounds[n];
  }

  /** Drawn length in km, 0 for sites. @param {number} n */
  lengthAt(n) {
    return this.served.length[n];
  }

  /** Names of the countries of a project. @param {number} n */
  countriesAt(n) {
    return this.served.countries[n].map((code) => this.served.country_names[code] ?? code);
  }

  /** Take over the statuses of another day, where they are not today's. @param {Statuses} statuses */
  takeStatuses(statuses) {
    this.#statuses = statuses;
  }

  /**
   * Status and date of its report; both null where no source tells.
   *
   * @param {number} n
   * @returns {[string | null, string | null]}
   */
  statusAt(n) {
    return this.#statuses[n] ?? [this.served.status[n], this.served.status_when[n]];
  }

  /**
   * Status and date in words, null where no source tells.
   *
   * @param {number} n
   * @returns {{ status: string, when: string } | null}
   */
  statusWordsAt(n) {
    const [status, when] = this.statusAt(n);
    return status === null ? null : { status: this.served.status_words[status], when: when ?? "" };
  }
}
