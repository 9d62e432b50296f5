/* Sentences and plurals for the reader, from the table that the server serves in the index. */

/**
 * A message, or one for each plural category of the language (CLDR: one, few, many, other ...).
 * @typedef {string | Partial<Record<Intl.LDMLPluralRule, string>>} Message
 */

/**
 * @typedef {object} WordTable
 * @property {string} locale a BCP 47 language tag
 * @property {Record<string, Message>} messages by id
 */

/** @typedef {Record<string, string | number>} Parameters */

export class Words {
  /** @param {WordTable} table */
  constructor({ locale, messages }) {
    this.locale = locale;
    this.messages = messages;
    this.numbers = new Intl.NumberFormat(locale);
    this.plurals = new Intl.PluralRules(locale);
  }

  /**
   * A message with its placeholders filled. Throws for an id or a parameter that is not there.
   *
   * @param {string} id
   * @param {Parameters} [parameters]
   * @returns {string}
   */
  say(id, parameters = {}) {
    const message = this.messages[id];
    if (typeof message !== "string") throw new Error(`No message "${id}" in the table of words.`);
    return this.#fill(id, message, parameters);
  }

  /**
   * A message that depends on a number, which fills the placeholder `{number}`.
   *
   * @param {string} id
   * @param {number} number
   * @param {Parameters} [parameters]
   * @returns {string}
   */
  count(id, number, parameters = {}) {
    const forms = this.messages[id];
    const message =
      typeof forms === "object" ? (forms[this.plurals.select(number)] ?? forms.other) : undefined;
    if (message === undefined) throw new Error(`No message "${id}" with plural forms in the table of words.`);
    return this.#fill(id, message, { ...parameters, number });
  }

  /**
   * A number as the language writes it.
   *
   * @param {number} value
   */
  number(value) {
    return this.numbers.format(value);
  }

  /**
   * @param {string} id
   * @param {string} message
   * @param {Parameters} parameters
   */
  #fill(id, message, parameters) {
    return message.replace(/\{(\w+)\}/g, (_, name) => {
      const value = parameters[name];
      if (value === undefined) throw new Error(`Message "${id}" needs the parameter "${name}".`);
      return typeof value === "number" ? this.number(value) : value;
    });
  }
}
