/** Milliseconds until what could not be had is asked for again. */
const AGAIN = 5_000;

/**
 * Keeps a small set of rows as the server has it. One question at a time, and once more when
 * another was wanted meanwhile: an older answer never comes after a newer one.
 */
export class Following {
  /**
   * @param {object} options
   * @param {any} options.annotator
   * @param {string} options.url
   * @param {import("./collection.js").Collection} options.rows
   */
  constructor({ annotator, url, rows }) {
    this.annotator = annotator;
    this.url = url;
    this.rows = rows;
    this.wanted = false;
    /** @type {Promise<void>|undefined} */
    this.asking = undefined;
  }

  /** The text has a new revision. @returns {Promise<void>}  when the set is up to date */
  ask() {
    this.wanted = true;
    this.asking ??= this.#ask().finally(() => (this.asking = undefined));
    return this.asking;
  }

  async #ask() {
    const { api, changes, outbox } = this.annotator;
    while (this.wanted) {
      this.wanted = false;
      const answer = await outbox.latest(() => api.get(this.url, this.etag));
      if (answer.state === "ok") {
        this.etag = answer.etag;
        const others = this.rows.load(answer.data.items, (id) => outbox.isBusy(id));
        others.forEach((id) => changes.stack.forget(id));
      } else if (answer.state === "offline" || answer.state === "failed") {
        setTimeout(() => this.ask(), AGAIN);
      }
    }
  }
}
