/**
 * A request that changes one annotation, relation or region; the outbox sends it.
 *
 * @typedef {object} Change
 * @property {"annotation"|"relation"|"region"} [what]  an annotation when nothing is said
 * @property {"put"|"patch"|"delete"|"restore"} kind
 * @property {string} id       its uuid
 * @property {object} [body]   the whole object for put, the changed fields for patch
 * @property {object} [before] the old values of those fields
 * @property {string[]} [needs] uuids of what the server must have before it
 */

/**
 * The change that takes a change back; it is sent and recorded like any other.
 *
 * @param {Change} change
 * @returns {Change}
 */
export function inverse(change) {
  const { what, kind, id, body, before } = change;
  const same = what ? { what, id } : { id };
  if (kind === "patch") {
    return { ...same, kind, body: before, before: body };
  }
  return { ...same, kind: kind === "delete" ? "restore" : "delete" };
}

/**
 * What was done with one gesture: its changes, in their order.
 *
 * @typedef {object} Step
 * @property {string} label  in words for the live region
 * @property {Change[]} changes
 */

/** What the coder did over the whole sitting, so that it can be taken back and done again. */
export class UndoStack {
  constructor() {
    /** @type {Step[]} */
    this.done = [];
    /** @type {Step[]} */
    this.undone = [];
    /** called whenever something else would be taken back or done again */
    this.onChange = () => {};
  }

  /**
   * @param {string} label
   * @param {Change[]} changes
   */
  push(label, changes) {
    this.done.push({ label, changes });
    this.undone = [];
    this.onChange();
  }

  /** @returns {Step|null}  the changes to send now */
  undo() {
    const step = this.done.pop();
    if (!step) {
      return null;
    }
    this.undone.push(step);
    this.onChange();
    return { label: step.label, changes: step.changes.map(inverse).reverse() };
  }

  /** @returns {Step|null}  the changes to send now */
  redo() {
    const step = this.undone.pop();
    if (!step) {
      return null;
    }
    this.done.push(step);
    this.onChange();
    // twice inverted, a put becomes a restore: its uuid is taken for ever
    return { label: step.label, changes: step.changes.map((change) => inverse(inverse(change))) };
  }

  /** Forget a thing whose story somebody else has changed. @param {string} id */
  forget(id) {
    const without = (steps) =>
      steps
        .map((step) => ({ ...step, changes: step.changes.filter((change) => change.id !== id) }))
        .filter((step) => step.changes.length);
    this.done = without(this.done);
    this.undone = without(this.undone);
    this.onChange();
  }
}
