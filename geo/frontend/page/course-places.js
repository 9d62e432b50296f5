/* Places of the card's strip: a click moves the map there. Their list is fetched when it is opened. */

/** @import { Course } from "../shared/courses.js" */
import { Courses } from "../shared/courses.js";
import { element } from "../shared/elements.js";
import { tellMap } from "./frames.js";

/** Where the courses lie; the page knows it from the index. @type {URL | null} */
let address = null;
/** The courses that were fetched, and from where. @type {{ from: string, courses: Promise<Courses> } | null} */
let fetched = null;

/**
 * A position as the strip writes it, null if it is none.
 *
 * @param {string | undefined} written longitude and latitude with a comma between them
 * @returns {{ lon: number, lat: number } | null}
 */
export function readPosition(written) {
  const numbers = (written ?? "").split(",").map((part) => (part.trim() ? Number(part) : Number.NaN));
  if (numbers.length !== 2 || !numbers.every(Number.isFinite)) return null;
  return { lon: numbers[0], lat: numbers[1] };
}

/** @param {MouseEvent} event */
function onPlaceClick({ target }) {
  const place = target instanceof Element ? target.closest(".st-key-card button[data-at]") : null;
  const position = place instanceof HTMLElement ? readPosition(place.dataset.at) : null;
  if (!position) return;
  tellMap({ type: "corridors:look", ...position });
  document.querySelector(".st-key-map")?.scrollIntoView({ block: "nearest" });
}

/** @returns {Promise<Courses>} */
async function fetchCourses() {
  if (!address) throw new Error("The page does not know where the courses lie.");
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} for ${address}`);
  return new Courses(await answer.json());
}

/** Fetch the courses, or take those that are here. @returns {Promise<Courses>} */
function getCourses() {
  const from = String(address);
  if (fetched?.from !== from) fetched = { from, courses: fetchCourses() };
  fetched.courses.catch(() => {
    fetched = null;
  });
  return fetched.courses;
}

/**
 * The list of all places of a course, each a button that moves the map there.
 *
 * @param {Courses} courses
 * @param {Course} course
 */
function listPlaces(courses, { places }) {
  const rows = places.map((place) => {
    const at = `${place[3]},${place[4]}`;
    const title = courses.sayReference(place);
    return element(
      "li",
      {},
      element("button", { type: "button", "data-at": at, title }, courses.sayRow(place)),
    );
  });
  return element("ol", {}, ...rows);
}

/** A list was opened: fill it, once. @param {Event} event */
async function onListToggle({ target }) {
  if (!(target instanceof HTMLDetailsElement) || !target.open || target.querySelector("ol")) return;
  const { project, course } = target.dataset;
  if (!project || !target.closest(".st-key-card")) return;
  const courses = await getCourses();
  const found = courses.of(project)[Number(course)];
  if (found && !target.querySelector("ol")) target.append(listPlaces(courses, found));
}

/** Listen to the card's strips. Listening twice changes nothing. @param {URL} courses where they lie */
export function lookByPlaces(courses) {
  address = courses;
  document.addEventListener("click", onPlaceClick);
  document.addEventListener("toggle", onListToggle, true);
}
