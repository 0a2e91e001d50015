/**
 * A request that changes one annotation; the outbox sends it.
 *
 * @typedef {object} Change
 * @property {"put"|"patch"|"delete"|"restore"} kind
 * @property {string} id       the annotation's uuid
 * @property {object} [body]   the whole object for put, the changed fields for patch
 * @property {object} [before] the old values of those fields
 */

/**
 * The change that takes a change back; it is sent and recorded like any other.
 *
 * @param {Change} change
 * @returns {Change}
 */
export function inverse(change) {
  const { kind, id, body, before } = change;
  if (kind === "patch") {
    return { kind, id, body: before, before: body };
  }
  return { kind: kind === "delete" ? "restore" : "delete", id };
}

/** What the coder did, so that it can be taken back and done again. */
export class UndoStack {
  constructor(limit = 200) {
    this.limit = limit;
    /** @type {{label: string, change: Change}[]} */
    this.done = [];
    /** @type {{label: string, change: Change}[]} */
    this.undone = [];
  }

  /**
   * @param {string} label  what was done, in words for the live region
   * @param {Change} change
   */
  push(label, change) {
    this.done.push({ label, change });
    this.done.splice(0, this.done.length - this.limit);
    this.undone = [];
  }

  /** @returns {{label: string, change: Change}|null}  the change to send now */
  undo() {
    const entry = this.done.pop();
    if (!entry) {
      return null;
    }
    this.undone.push(entry);
    return { label: entry.label, change: inverse(entry.change) };
  }

  /** @returns {{label: string, change: Change}|null}  the change to send now */
  redo() {
    const entry = this.undone.pop();
    if (!entry) {
      return null;
    }
    this.done.push(entry);
    // twice inverted, a put becomes a restore: its uuid is taken for ever
    return { label: entry.label, change: inverse(inverse(entry.change)) };
  }

  /** Forget an annotation whose story somebody else has changed. @param {string} id */
  forget(id) {
    this.done = this.done.filter((entry) => entry.change.id !== id);
    this.undone = this.undone.filter((entry) => entry.change.id !== id);
  }
}
