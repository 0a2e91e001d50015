/**
 * One row that has an id and a version, as the server answers it.
 *
 * @typedef {any} Row
 */

/**
 * A small set of rows as a store of changes: relations, or regions. No DOM, no network.
 *
 * It is a Store of marks.js.
 */
export class Collection {
  /**
   * @param {object} options
   * @param {string} options.noun
   * @param {Object<string, string>} options.labels
   * @param {(body: any) => object} options.make   a row from the body of its put
   * @param {(row: any) => void} [options.again]   make the same as a new one
   * @param {() => void} [options.onChange]
   */
  constructor({ noun, labels, make, again, onChange = () => {} }) {
    this.noun = noun;
    this.labels = labels;
    this.make = make;
    this.again = again;
    this.onChange = onChange;
    /** @type {Map<string, Row>} */
    this.byId = new Map();
    /** @type {Map<string, Row>} what was taken away, so that it can come back */
    this.gone = new Map();
  }

  /**
   * Take the whole set as the server has it; what is on its way stays as it is shown.
   *
   * @param {Row[]} items
   * @param {(id: string) => boolean} [busy]
   * @returns {string[]}  ids of rows that somebody else changed
   */
  load(items, busy = () => false) {
    const before = this.byId;
    const changed = items.filter(({ id, version }) => {
      const known = before.get(id) ?? this.gone.get(id);
      return known?.version && !busy(id) && known.version < version;
    });
    const standing = items.filter(({ id }) => !busy(id)).map((row) => [row.id, row]);
    this.byId = new Map(/** @type {[string, Row][]} */ (standing));
    for (const [id, row] of before) {
      if (busy(id)) {
        this.byId.set(id, row);
      } else if (!this.byId.has(id)) {
        this.gone.set(id, row);
      }
    }
    this.byId.forEach((_row, id) => this.gone.delete(id));
    this.onChange();
    return changed.map(({ id }) => id);
  }

  /** @param {string} id */
  get(id) {
    return this.byId.get(id);
  }

  /** @returns {Row[]} */
  get all() {
    return [...this.byId.values()];
  }

  version(id) {
    return this.#known(id)?.version ?? null;
  }

  show({ kind, id, body }) {
    const row = this.#known(id);
    if (kind === "put") {
      this.#put({ ...this.make(body), id, version: null, pending: true });
    } else if (kind === "delete") {
      this.#take(id);
    } else if (row) {
      this.#put({ ...row, ...body, pending: true });
    }
  }

  acknowledge(entry, found, busy) {
    const row = this.#known(entry.id);
    if (entry.kind === "delete" || busy) {
      // what was done since stays as it is shown
      if (row) {
        row.version = found.version;
      }
    } else {
      this.#put({ ...row, ...found, id: entry.id, pending: false });
    }
  }

  replace(id, current) {
    if (current) {
      this.#put({ ...current, id, pending: false });
    } else {
      this.#take(id);
    }
  }

  #known(id) {
    return this.byId.get(id) ?? this.gone.get(id);
  }

  #put(row) {
    this.gone.delete(row.id);
    this.byId.set(row.id, row);
    this.onChange();
  }

  #take(id) {
    const row = this.byId.get(id);
    if (row) {
      this.byId.delete(id);
      this.gone.set(id, row);
    }
    this.onChange();
  }
}
