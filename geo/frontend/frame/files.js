/* The files of the map, each fetched at most once. */

/** @param {string} address @returns {Promise<any>} */
async function fetchJson(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} for ${address}`);
  return answer.json();
}

export class MapFiles {
  /** @type {Map<string, Promise<any>>} */
  #asked = new Map();
  /** @type {Map<string, string>} */
  #addresses = new Map();

  /** @param {string} prefix what comes before hash and name in every address */
  constructor(prefix) {
    this.prefix = prefix;
  }

  /** Say where a file lies: its hash, a slash, its name. @param {string} hashed */
  know(hashed) {
    this.#addresses.set(hashed.slice(hashed.indexOf("/") + 1), `${this.prefix}${hashed}.json`);
  }

  /**
   * A file by its name. One that failed is asked for again the next time.
   *
   * @param {string} name
   * @returns {Promise<any>}
   */
  get(name) {
    const asked = this.#asked.get(name);
    if (asked) return asked;
    const address = this.#addresses.get(name);
    if (!address) return Promise.reject(new Error(`No file "${name}" in the index.`));
    const file = fetchJson(address);
    this.#asked.set(name, file);
    file.catch(() => this.#asked.delete(name));
    return file;
  }

  /**
   * A picture, decoded beside the main thread.
   *
   * @param {string} hashed its hash, a slash, its name
   */
  async getPicture(hashed) {
    const answer = await fetch(this.prefix + hashed);
    if (!answer.ok) throw new Error(`${answer.status} for ${hashed}`);
    return createImageBitmap(await answer.blob());
  }
}
