import { bodyOf, difference, fromAnswer, merged } from "./rows.js";
import { UndoStack } from "./undo.js";

/** What a coder does to annotations: painted at once, sent by the outbox, undoable. */
export class Changes {
  /**
   * @param {object} options
   * @param {string} options.document  its id
   * @param {{coder: string, by: number}} options.self  name and id of the coder
   * @param {import("./model.js").Model} options.model
   * @param {import("./outbox.js").Outbox} options.outbox
   * @param {(touched: Set<number>) => void} options.paint
   */
  constructor({ document, self, model, outbox, paint }) {
    this.document = document;
    this.self = self;
    this.model = model;
    this.outbox = outbox;
    this.paint = paint;
    this.stack = new UndoStack();
    /** @type {import("./undo.js").Change[]|null} the changes of one gesture, while it is made */
    this.gathered = null;
  }

  /**
   * Make several changes with one gesture: one undo takes all of them back.
   *
   * @template T
   * @param {string} label  what was done: "Split in two"
   * @param {() => T} make  makes them, without waiting for anything
   * @returns {T}
   */
  together(label, make) {
    this.gathered = [];
    try {
      return make();
    } finally {
      const changes = this.gathered;
      this.gathered = null;
      if (changes.length) {
        this.stack.push(label, changes);
      }
    }
  }

  /** @param {object} fields  of the new row, with start and end @returns {string} its id */
  create(fields) {
    const row = { ...fields, id: newId(), version: null, status: "proposed", ...this.self };
    const body = bodyOf(row, this.document, this.model.paragraphs);
    this.#do({ kind: "put", id: row.id, body }, "Annotated");
    return row.id;
  }

  /** @param {string} id @param {object} fields  the new values @returns {boolean} */
  edit(id, fields) {
    const row = this.model.get(id);
    const change = difference(row, { ...row, ...fields }, this.model.paragraphs);
    if (change) {
      this.#do({ kind: "patch", id, ...change }, `${fieldsOf(change.body)} changed`);
    }
    return change !== null;
  }

  /** @param {string} id */
  remove(id) {
    this.#do({ kind: "delete", id }, "Deleted");
  }

  /** @returns {{said: string, id: string}|null}  null when there is nothing to take back */
  undo() {
    return this.#again(this.stack.undo(), "Undone");
  }

  /** @returns {{said: string, id: string}|null} */
  redo() {
    return this.#again(this.stack.redo(), "Done again");
  }

  /** Paint what was on its way when the page was left. */
  resume() {
    for (const entry of this.outbox.queue) {
      if (entry.document === this.document) {
        this.#show(entry);
      }
    }
  }

  /** The server has it. */
  acknowledge(entry, answer) {
    const found = answer.data ?? answer.current;
    if (entry.document !== this.document || !found?.id) {
      return;
    }
    const known = this.model.get(entry.id);
    if (entry.kind === "delete" || this.outbox.isBusy(entry.id)) {
      // what was done since stays as it is painted
      const row = known ?? this.model.tombstones.get(entry.id);
      if (row) {
        row.version = found.version;
      }
    } else {
      this.#upsert({ ...known, ...fromAnswer(found), pending: false });
    }
  }

  /** Somebody else's row stands: forget what was done to it here. @param {object|null} current */
  async yield(id, current) {
    await this.outbox.drop(id);
    this.stack.forget(id);
    if (current && !current.deleted) {
      this.#upsert(fromAnswer(current));
    } else {
      this.paint(this.model.remove(id));
    }
  }

  #do(change, label) {
    if (this.gathered) {
      this.gathered.push(change);
    } else {
      this.stack.push(label, [change]);
    }
    this.#send(change);
  }

  #again(step, said) {
    if (!step) {
      return null;
    }
    step.changes.forEach((change) => this.#send(change));
    return { said: `${said}: ${step.label.toLowerCase()}.`, id: step.changes[0].id };
  }

  #send(change) {
    const row = this.model.get(change.id) ?? this.model.tombstones.get(change.id);
    this.#show(change);
    this.outbox.add({ ...change, before: undefined, document: this.document }, row?.version ?? null);
  }

  /** @param {import("./undo.js").Change} change */
  #show({ kind, id, body }) {
    const row = this.model.get(id) ?? this.model.tombstones.get(id);
    if (kind === "put") {
      this.#upsert({ ...fromAnswer(body), ...this.self, pending: true });
    } else if (kind === "delete") {
      this.paint(this.model.remove(id));
    } else if (row) {
      this.#upsert({ ...merged(row, body ?? {}), pending: true });
    }
  }

  #upsert(row) {
    this.paint(this.model.upsert(row));
  }
}

/** The fields of a change, for people: "passage, stance". */
function fieldsOf(body) {
  const passage = "quote" in body ? ["passage"] : [];
  const others = Object.keys(body).filter((name) => !["start", "end", "quote"].includes(name));
  return [...passage, ...others].join(", ");
}

/** A UUID of version 4; crypto.randomUUID exists only where the page came by https. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
