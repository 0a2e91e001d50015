/** How a doctrine was used so far: fetched when somebody looks at it, kept for the page. */
export class Examples {
  /** @param {{api: import("./api.js").Api, url: string}} options  of the doctrines */
  constructor({ api, url }) {
    this.api = api;
    this.url = url;
    /** @type {Map<string, Promise<Example[]>>} */
    this.known = new Map();
  }

  /**
   * @typedef {object} Example
   * @property {string} id
   * @property {string} quote
   * @property {string} stance
   * @property {string} title
   * @property {string[]} authors
   * @property {string} html_url
   */

  /** @param {string} slug @returns {Promise<Example[]>}  none when they cannot be had now */
  of(slug) {
    if (!this.known.has(slug)) {
      this.known.set(slug, this.#ask(slug));
    }
    return this.known.get(slug);
  }

  async #ask(slug) {
    const answer = await this.api.get(`${this.url}/${encodeURIComponent(slug)}/examples?limit=2`);
    if (answer.state !== "ok") {
      this.known.delete(slug);
      return [];
    }
    return answer.data.items;
  }
}
