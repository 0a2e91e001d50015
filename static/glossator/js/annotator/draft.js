import { make, makeButton } from "./dom.js";
import { excerpt } from "./excerpt.js";

/** Milliseconds that typing has to rest before it is kept. */
const REST = 250;

/**
 * Keeps what stands in the open form, so that it outlives the page. Each window keeps its own;
 * what a window left that is gone is offered in the others and in the next one.
 */
export class Draft {
  /** @param {any} annotator */
  constructor(annotator) {
    this.annotator = annotator;
    this.timer = 0;
    this.kept = false;
    /** @type {Map<string, HTMLElement>} what is offered, by the key of its record */
    this.offered = new Map();
  }

  listen() {
    const { form } = this.annotator;
    for (const name of ["input", "change", "click", "keyup", "focusout"]) {
      form.element.addEventListener(name, () => this.later());
    }
    document.addEventListener("visibilitychange", () => this.keep());
    this.offer();
  }

  /** Another passage or annotation is worked on, or none. */
  chosen() {
    this.keep();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), REST);
  }

  async keep() {
    const { reading, form, model } = this.annotator;
    const range = reading.draft ?? form.range;
    const writing = reading.isUnsaved && range && (reading.draft || reading.chosen);
    if (!writing && !this.kept) {
      return;
    }
    this.kept = Boolean(writing);
    await this.#save(writing && {
      id: reading.chosen,
      range,
      version: reading.chosen ? model.get(reading.chosen)?.version : null,
      before: form.clean ? JSON.parse(form.clean) : {},
      fields: form.current,
    });
  }

  /** Say that something was being written when the page was left. */
  async offer() {
    const { outbox, dataset } = this.annotator;
    const { left, living } = await outbox.store.drafts(dataset.user, dataset.document);
    left.filter(({ key }) => !this.offered.has(key.join())).forEach((one) => this.#offer(one));
    living.forEach((own) => outbox.store.whenGone(own, () => this.offer()));
  }

  #offer({ key, draft }) {
    const { page, live } = this.annotator;
    const quote = excerpt(page.paragraphs, draft.range, 80);
    const sentence = `You were writing about “${quote}”`;
    const notice = make(
      "p", { class: "waiting" }, make("span", {}, sentence),
      makeButton("Go on", { class: "button" }, () => this.#take(key, draft)),
      makeButton("Discard", { class: "button" }, () => this.discard(key)),
    );
    this.offered.set(key.join(), notice);
    live.after(notice);
    this.annotator.tell(`${sentence}: go on with it in the panel.`, { shown: false });
  }

  async #take(key, draft) {
    const { outbox, reading } = this.annotator;
    if (reading.mustWait()) {
      return;
    }
    this.offered.get(key.join()).remove();
    if (await outbox.store.takeDraft(key)) {
      this.resume(draft);
    } else {
      this.annotator.tell("Another window went on with it, or discarded it.");
    }
  }

  /** @param {any} draft */
  resume({ id, range, version, before, fields }) {
    const { model, reading } = this.annotator;
    this.kept = true;
    const row = id ? model.get(id) : undefined;
    const mine = Object.entries(fields).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name]),
    );
    const changed = row && row.version !== version;
    const sentence = changed
      ? "This annotation was changed since. Compare before you save."
      : "Not saved yet: this is what you were writing.";
    // of an annotation that stands, only what was written; the rest may be newer
    const filled = row ? { ...row, ...Object.fromEntries(mine) } : { ...fields, ...range };
    reading.editing.reopen(filled, row !== undefined, sentence);
    this.later();
  }

  /** @param {string[]} key */
  async discard(key) {
    this.offered.get(key.join()).remove();
    await this.annotator.outbox.store.dropDraft(key);
    this.annotator.tell("Discarded.");
    this.annotator.text.focus({ preventScroll: true });
  }

  async #save(draft) {
    const { outbox, dataset } = this.annotator;
    await outbox.store.saveDraft(dataset.user, dataset.document, draft || null);
    this.annotator.toggleAttribute("data-draft-kept", Boolean(draft) && outbox.store.lasting);
  }
}
