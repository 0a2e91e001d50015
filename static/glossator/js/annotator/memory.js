/** What the page remembers of a person from visit to visit, in this browser only. */
export class Memory {
  /** @param {{user: string, storage?: Storage}} options */
  constructor({ user, storage }) {
    this.user = user;
    this.storage = storage;
  }

  /**
   * @template T
   * @param {string} name
   * @param {T} otherwise  when nothing is remembered, or nothing that can be read
   * @returns {T}
   */
  get(name, otherwise) {
    try {
      return JSON.parse(this.storage?.getItem(this.#key(name)) ?? "null") ?? otherwise;
    } catch {
      return otherwise;
    }
  }

  /** @param {string} name @param {any} value */
  set(name, value) {
    try {
      this.storage?.setItem(this.#key(name), JSON.stringify(value));
    } catch {
      // a full or forbidden storage costs the convenience only
    }
  }

  #key(name) {
    return `glossator-${name}-${this.user}`;
  }
}
