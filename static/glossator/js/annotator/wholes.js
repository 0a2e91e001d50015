import { SELDOM } from "./annotation.js";
import { isWhole } from "./label.js";
import { same } from "./queue.js";
import { fromAnswer } from "./rows.js";

/** Whole rows: with the fields that the list of a document's annotations leaves out. */
export class Wholes {
  /** @param {any} annotator  who gets the method `whole` */
  constructor(annotator) {
    this.annotator = annotator;
    /** @type {Map<string, {version: number, row: object}>} */
    this.known = new Map();
    /** @type {Map<string, Promise<object|null>>} by id and version */
    this.asked = new Map();
    annotator.whole = (id) => this.whole(id);
  }

  /** As a feature: what is gone is forgotten. */
  revised() {
    for (const id of this.known.keys()) {
      if (!this.annotator.model.get(id)) {
        this.known.delete(id);
      }
    }
  }

  /**
   * One annotation with all its fields; asked for once a version.
   *
   * @param {string} id
   * @returns {Promise<object|null>}  as it is painted; null when it is gone, or cannot be
   *   had now
   */
  async whole(id) {
    const row = this.annotator.model.get(id);
    if (!row || isWhole(row)) {
      return row ?? null;
    }
    const known = this.known.get(id);
    if (known?.version === row.version) {
      return completed(row, known.row);
    }
    // an answer of before a change would bring back what it said
    const asked = `${id} ${row.version}`;
    if (!this.asked.has(asked)) {
      this.asked.set(asked, this.#ask(row).finally(() => this.asked.delete(asked)));
    }
    return this.asked.get(asked);
  }

  async #ask({ id, version }) {
    const { api, model } = this.annotator;
    const answer = await api.get(api.annotationUrl + id);
    const row = model.get(id);
    if (answer.state !== "ok" || !row) {
      return null;
    }
    if (!row.pending && row.version === answer.data.version) {
      this.known.set(id, { version: row.version, row: fromAnswer(answer.data) });
      model.fill(id, answer.data);
      return model.get(id);
    }
    if (!row.pending && row.version !== version && row.version > answer.data.version) {
      return this.whole(id);
    }
    // changed here meanwhile: what is painted counts for the fields it has
    return isWhole(row) ? row : completed(row, fromAnswer(answer.data));
  }
}

/** A row as it is painted, with what it does not say. */
function completed(row, whole) {
  const missing = SELDOM.filter((name) => same(row[name], ""));
  return { ...row, ...Object.fromEntries(missing.map((name) => [name, whole[name]])) };
}
