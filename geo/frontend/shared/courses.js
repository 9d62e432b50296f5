/* The courses of lines as the server packs them: named places, and which lines they follow. */

/** @import { WordTable } from "./words.js" */
import { Words } from "./words.js";

/**
 * Name, role, kilometre, longitude, latitude, reference, kilometres beside the line.
 * @typedef {[string, string, number, number, number, string, number]} CoursePlace
 */

/**
 * One candidate course; `rows` are rows of the file of lines with the kilometres of their ends.
 * @typedef {object} Course
 * @property {string} label empty where there is only one
 * @property {number} length km
 * @property {[string, string] | null} ends names, null where either has none
 * @property {CoursePlace[]} places
 * @property {[row: number, from: number, to: number][]} rows
 * @property {string[]} [units] names of lines that run side by side on it
 * @property {[project: string, name: string][]} [unplaced] parts of which nobody says where on it they lie
 */

/**
 * @typedef {object} ServedCourses
 * @property {Record<string, Course[]>} courses by project
 * @property {Record<string, string>} references titles by prefix
 * @property {WordTable} words
 */

/** Roles that go without saying in a list. */
const PLAIN = ["town", "station"];

/** Courses, and what is said of them. */
export class Courses {
  /** @param {ServedCourses} served */
  constructor(served) {
    this.served = served;
    this.words = new Words(served.words);
  }

  /** The candidate courses of a project. @param {string} project @returns {Course[]} */
  of(project) {
    return this.served.courses[project] ?? [];
  }

  /** How far from either end of a course a kilometre is. @param {Course} course @param {number} km */
  sayAlong({ ends, length, label, units = [] }, km) {
    const [at, whole] = [Math.round(km), Math.round(length)];
    const numbers = { km: at, length: whole, rest: whole - at };
    const what = ends
      ? this.words.say("course-places.along", { ...numbers, first: ends[0], last: ends[1] })
      : this.words.say("course-places.along-nameless", numbers);
    return [label, units.join(", ")]
      .filter(Boolean)
      .reduce((said, course) => this.words.say("course-places.of-course", { what: said, course }), what);
  }

  /** What a place is. @param {CoursePlace} place */
  sayPlace([name, role, , , , , off]) {
    const said = { name, role: this.#sayRole(role) };
    if (!off) return this.words.say("course-places.place", said);
    return this.words.say("course-places.place-beside", { ...said, off });
  }

  /** From where a place's coordinate is. @param {CoursePlace} place */
  sayReference([, , , , , reference]) {
    const [prefix, ...entry] = reference.split(":");
    const title = this.served.references[prefix] ?? prefix;
    return this.words.say("course-places.reference", { title, entry: entry.join(":") });
  }

  /** A place in a list, with its kilometre. @param {CoursePlace} place */
  sayRow([name, role, km]) {
    const said = { name, km: Math.round(km) };
    if (PLAIN.includes(role)) return this.words.say("course-places.row", said);
    return this.words.say("course-places.row-of-role", { ...said, role: this.#sayRole(role) });
  }

  /** @param {string} role */
  #sayRole(role) {
    return this.words.say(`line-role.${role}`);
  }
}
