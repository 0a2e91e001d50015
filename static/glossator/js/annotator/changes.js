import { Marks } from "./marks.js";
import { bodyOf, difference } from "./rows.js";
import { UndoStack } from "./undo.js";

/** What a coder does to a text: shown at once, sent by the outbox, undoable. */
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
    /** @type {Map<string, import("./marks.js").Store>} by what a change is about */
    this.stores = new Map();
    const again = (row) => this.create(row);
    this.stores.set("annotation", new Marks({ model, self, paint, again }));
    this.stack = new UndoStack();
    /** @type {import("./undo.js").Change[]|null} the changes of one gesture, while it is made */
    this.gathered = null;
    /** whether several are being made, or taken back, at once */
    this.isMany = false;
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
    this.isMany = true;
    try {
      return make();
    } finally {
      const changes = this.gathered;
      this.gathered = null;
      this.isMany = false;
      if (changes.length) {
        this.stack.push(label, changes);
      }
    }
  }

  /** @param {object} fields  of the new row, with start and end @returns {string} its id */
  create(fields) {
    const row = { ...fields, id: newId(), version: null, status: "proposed", ...this.self };
    const body = bodyOf(row, this.document, this.model.paragraphs);
    this.make({ kind: "put", id: row.id, body }, "Annotated");
    return row.id;
  }

  /** @param {string} id @param {object} fields  the new values @returns {boolean} */
  edit(id, fields) {
    const row = this.model.get(id);
    const change = difference(row, { ...row, ...fields }, this.model.paragraphs);
    if (change) {
      this.make({ kind: "patch", id, ...change }, `${fieldsOf(change.body)} changed`);
    }
    return change !== null;
  }

  /** @param {string} id */
  remove(id) {
    this.make({ kind: "delete", id }, "Deleted");
  }

  /**
   * Make any change, of whatever it is about.
   *
   * @param {import("./undo.js").Change} change
   * @param {string} label  what was done, for people
   */
  make(change, label) {
    if (this.gathered) {
      this.gathered.push(change);
    } else {
      this.stack.push(label, [change]);
    }
    this.#send(change);
  }

  /** @param {{what?: string}} change  or entry @returns {import("./marks.js").Store|undefined} */
  storeOf({ what = "annotation" }) {
    return this.stores.get(what);
  }

  /** @returns {{said: string, ids: string[]}|null}  null when there is nothing to take back */
  undo() {
    return this.#again(this.stack.undo(), "Undone");
  }

  /** @returns {{said: string, ids: string[]}|null} */
  redo() {
    return this.#again(this.stack.redo(), "Done again");
  }

  /** Show what was on its way when the page was left. */
  resume() {
    for (const entry of this.outbox.queue) {
      if (entry.document === this.document) {
        this.storeOf(entry)?.show(entry);
      }
    }
  }

  /** The server has it. */
  acknowledge(entry, answer) {
    const found = answer.data ?? answer.current;
    if (entry.document === this.document && found?.version) {
      this.storeOf(entry)?.acknowledge(entry, found, this.outbox.isBusy(entry.id));
    }
  }

  /**
   * Somebody else's row stands: forget what was done to it here.
   *
   * @param {{id: string, what?: string}} entry
   * @param {object|null} current
   */
  async yield(entry, current) {
    await this.outbox.drop(entry.id);
    this.stack.forget(entry.id);
    this.storeOf(entry)?.replace(entry.id, current && !current.deleted ? current : null);
  }

  #again(step, said) {
    if (!step) {
      return null;
    }
    this.isMany = step.changes.length > 1;
    step.changes.forEach((change) => this.#send(change));
    this.isMany = false;
    return { said: `${said}: ${step.label.toLowerCase()}.`, ids: step.changes.map(({ id }) => id) };
  }

  #send(change) {
    const store = this.storeOf(change);
    const version = store.version(change.id);
    store.show(change);
    this.outbox.add({ ...change, before: undefined, document: this.document }, version);
  }
}

/** The fields of a change, for people: "passage, stance". */
function fieldsOf(body) {
  const passage = "quote" in body ? ["passage"] : [];
  const others = Object.keys(body).filter((name) => !["start", "end", "quote"].includes(name));
  return [...passage, ...others].join(", ");
}

/** A UUID of version 4; crypto.randomUUID exists only where the page came by https. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
