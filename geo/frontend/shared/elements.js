/* DOM nodes whose words are text, never markup. */

/**
 * Make an element. Words among the children become text, so no record's markup can run.
 *
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string | number>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}

/**
 * Make a button that submits nothing.
 *
 * @param {Record<string, string | number>} attributes
 * @param {() => void} onPress
 * @param {...(Node | string)} children
 */
export function pressButton(attributes, onPress, ...children) {
  const made = element("button", { type: "button", ...attributes }, ...children);
  made.addEventListener("click", onPress);
  return made;
}
