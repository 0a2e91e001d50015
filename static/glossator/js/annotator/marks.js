import { fromAnswer, merged } from "./rows.js";

/**
 * What the changes of one kind are applied to, before and after the server has them.
 *
 * @typedef {object} Store
 * @property {string} noun    what a change is about, for people
 * @property {Object<string, string>} labels  field of a body -> its name for people
 * @property {(id: string) => object|undefined} get  the row as it is shown
 * @property {(id: string) => number|null} version  of a row, shown or taken away
 * @property {(change: import("./undo.js").Change) => void} show  at once, not yet sent
 * @property {(entry: import("./queue.js").Entry, found: object, busy: boolean) => void} acknowledge
 *   the server's row; busy: later changes of it are on their way
 * @property {(id: string, current: object|null) => void} replace  the server's row stands
 * @property {(row: object) => void} [again]  make the same as a new one
 */

/** The annotations as a store of changes: the model, painted. @implements {Store} */
export class Marks {
  /**
   * @param {object} options
   * @param {import("./model.js").Model} options.model
   * @param {{coder: string, by: number}} options.self  name and id of the coder
   * @param {(touched: Set<number>) => void} options.paint
   * @param {(row: object) => void} options.again
   */
  constructor({ model, self, paint, again }) {
    this.model = model;
    this.self = self;
    this.paint = paint;
    this.again = again;
    this.noun = "annotation";
    this.labels = {
      doctrine: "Doctrine", stance: "Stance", voice: "Voice", attitude: "Attitude",
      situation: "Situation", tags: "Tags", note: "Note", quote: "Passage", ground: "Ground",
      role: "Role", explicitness: "Explicitness", confidence: "Confidence",
      authority: "Authority", comparators: "Comparators",
    };
  }

  get(id) {
    return this.model.get(id);
  }

  version(id) {
    return this.#known(id)?.version ?? null;
  }

  show({ kind, id, body }) {
    const row = this.#known(id);
    if (kind === "put") {
      this.#upsert({ ...fromAnswer(body), ...this.self, pending: true });
    } else if (kind === "delete") {
      this.paint(this.model.remove(id));
    } else if (row) {
      this.#upsert({ ...merged(row, body ?? {}), pending: true });
    }
  }

  acknowledge(entry, found, busy) {
    if (entry.kind === "delete" || busy) {
      // what was done since stays as it is painted
      const row = this.#known(entry.id);
      if (row) {
        row.version = found.version;
      }
    } else {
      this.#upsert({ ...this.model.get(entry.id), ...fromAnswer(found), pending: false });
    }
  }

  replace(id, current) {
    if (current) {
      // the answer names the coder, but not by id
      this.#upsert({ ...fromAnswer(current), by: this.#known(id)?.by ?? null });
    } else {
      this.paint(this.model.remove(id));
    }
  }

  #known(id) {
    return this.model.get(id) ?? this.model.tombstones.get(id);
  }

  #upsert(row) {
    this.paint(this.model.upsert(row));
  }
}
