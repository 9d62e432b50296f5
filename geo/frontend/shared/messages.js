/* Everything that page and map say to each other: types, and guards that refuse what is malformed.
 *
 * `messages.schema.json` says the same for the server; `messages.examples.json` is run through both.
 */

/** @typedef {"light" | "dark"} Theme */

/**
 * Status and date of its report, by position of the project; both null where no source tells.
 * @typedef {Record<string, [string | null, string | null]>} Statuses
 */

/**
 * Page to map, at every run of the page's script: what to show.
 * @typedef {object} MapState
 * @property {string} visible a bit a project in the order of the index, deflated, in base 64
 * @property {string | null} selected id of the chosen project
 * @property {string | null} place code of the chosen country or region
 * @property {string} focus changes when the map should move to what is chosen
 * @property {Theme} palette
 * @property {Statuses} [statuses] where they are not those of the index
 */

/**
 * Map to server: a click. It has a project or a place; `click` is another one each time.
 * @typedef {{ click: string, project: string } | { click: string, place: string }} MapEvent
 */

/**
 * Page to map: choose this, as if it had been clicked.
 * @typedef {{ type: "corridors:choose", project: string } | { type: "corridors:choose", place: string }} Choose
 */

/**
 * Page to map: go to a place, in degrees, and stay as near as you are, or come near.
 * @typedef {{ type: "corridors:look", lon: number, lat: number }} Look
 */

/**
 * Page to map: say what you show.
 * @typedef {{ type: "corridors:ask" }} Ask
 */

/**
 * Map to page: what is shown, and which project is selected.
 * @typedef {object} ShownView
 * @property {"corridors:view"} type
 * @property {number[]} shown 0 or 1 for each project in the order of the index
 * @property {string | null} selected
 * @property {Statuses} statuses
 */

/** @typedef {(value: unknown) => boolean} Guard */

/** @type {Guard} */
const isText = (value) => typeof value === "string";

/** @type {Guard} */
const isName = (value) => typeof value === "string" && value !== "";

/** @param {Guard} guard @returns {Guard} */
const orNull = (guard) => (value) => value === null || guard(value);

/** @param {...string} allowed @returns {Guard} */
const oneOf =
  (...allowed) =>
  (value) =>
    typeof value === "string" && allowed.includes(value);

/** @type {Guard} */
const isBase64 = (value) => typeof value === "string" && /^[A-Za-z0-9+/]*={0,2}$/.test(value);

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @type {Guard} */
const isStatuses = (value) =>
  isRecord(value) &&
  Object.entries(value).every(
    ([position, pair]) =>
      /^\d+$/.test(position) && Array.isArray(pair) && pair.length === 2 && pair.every(orNull(isText)),
  );

/** @param {number} most @returns {Guard} */
const withinDegrees = (most) => (value) =>
  typeof value === "number" && Number.isFinite(value) && Math.abs(value) <= most;

/** @type {Guard} */
const isMask = (value) => Array.isArray(value) && value.every((bit) => bit === 0 || bit === 1);

/**
 * An object with these fields, all of them, and none but the optional ones beside them.
 *
 * @param {Record<string, Guard>} fields
 * @param {Record<string, Guard>} [optional]
 * @returns {Guard}
 */
const shape =
  (fields, optional = {}) =>
  (value) =>
    isRecord(value) &&
    Object.keys(fields).every((name) => Object.hasOwn(value, name)) &&
    Object.entries(value).every(([name, part]) => (fields[name] ?? optional[name])?.(part) ?? false);

/** @param {...Guard} guards @returns {Guard} */
const anyOf =
  (...guards) =>
  (value) =>
    guards.some((guard) => guard(value));

/**
 * The guards, by the name that the schema and the table of examples give to each message.
 * @type {Record<"MapState" | "MapEvent" | "Choose" | "Look" | "Ask" | "ShownView", Guard>}
 */
export const GUARDS = {
  MapState: shape(
    {
      visible: isBase64,
      selected: orNull(isName),
      place: orNull(isName),
      focus: isText,
      palette: oneOf("light", "dark"),
    },
    { statuses: isStatuses },
  ),
  MapEvent: anyOf(shape({ click: isName, project: isName }), shape({ click: isName, place: isName })),
  Choose: anyOf(
    shape({ type: oneOf("corridors:choose"), project: isName }),
    shape({ type: oneOf("corridors:choose"), place: isName }),
  ),
  Look: shape({ type: oneOf("corridors:look"), lon: withinDegrees(180), lat: withinDegrees(90) }),
  Ask: shape({ type: oneOf("corridors:ask") }),
  ShownView: shape({
    type: oneOf("corridors:view"),
    shown: isMask,
    selected: orNull(isName),
    statuses: isStatuses,
  }),
};

/**
 * Hand a message on if it is well-formed. Throws a TypeError that shows its start if it is not.
 *
 * @param {keyof typeof GUARDS} name
 * @param {unknown} value
 */
function demand(name, value) {
  if (GUARDS[name](value)) return value;
  throw new TypeError(`Not a ${name} of messages.schema.json: ${JSON.stringify(value)?.slice(0, 300)}`);
}

/** @param {unknown} value @returns {MapState} */
export const demandMapState = (value) => /** @type {MapState} */ (demand("MapState", value));

/** @param {unknown} value @returns {MapEvent} */
export const demandMapEvent = (value) => /** @type {MapEvent} */ (demand("MapEvent", value));

/** Whether a message is one of ours: the window hears those of others too. @param {unknown} value */
const isOurs = (value) =>
  isRecord(value) && typeof value.type === "string" && value.type.startsWith("corridors:");

/** What the page says, by its type. @type {Record<string, keyof typeof GUARDS>} */
const FROM_PAGE = { "corridors:ask": "Ask", "corridors:look": "Look" };

/**
 * What the page says to the map, null where it is no message of ours. Throws where one is malformed.
 *
 * @param {unknown} value
 * @returns {Ask | Choose | Look | null}
 */
export function readPageMessage(value) {
  if (!isOurs(value)) return null;
  const { type } = /** @type {{ type: string }} */ (value);
  return /** @type {Ask | Choose | Look} */ (demand(FROM_PAGE[type] ?? "Choose", value));
}

/**
 * What the map says to the page, null where it is no message of ours. Throws where one is malformed.
 *
 * @param {unknown} value
 * @returns {ShownView | null}
 */
export function readFrameMessage(value) {
  return isOurs(value) ? /** @type {ShownView} */ (demand("ShownView", value)) : null;
}
