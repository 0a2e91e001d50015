import { make, makeButton } from "./dom.js";
import { excerpt } from "./excerpt.js";

/** Milliseconds that typing has to rest before it is kept. */
const REST = 250;

/** Keeps what stands in the open form, so that it outlives the page. */
export class Draft {
  /** @param {any} annotator */
  constructor(annotator) {
    this.annotator = annotator;
    this.timer = 0;
    this.kept = false;
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
    if (writing) {
      // what was offered and not taken up is over
      this.notice?.remove();
    }
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
    const { outbox, dataset, page, live } = this.annotator;
    const draft = await outbox.store.draft(dataset.user, dataset.document);
    if (!draft) {
      return;
    }
    this.annotator.toggleAttribute("data-draft-kept", true);
    const quote = excerpt(page.paragraphs, draft.range, 80);
    const sentence = `You were writing about “${quote}”.`;
    this.notice = make(
      "p", { class: "waiting" }, make("span", {}, sentence),
      makeButton("Go on", { class: "button" }, () => this.resume(draft)),
      makeButton("Discard", { class: "button" }, () => this.discard()),
    );
    live.after(this.notice);
    this.annotator.tell(`${sentence} Go on with it in the panel.`, { shown: false });
  }

  /** @param {any} draft */
  resume({ id, range, version, before, fields }) {
    const { model, reading } = this.annotator;
    if (reading.mustWait()) {
      return;
    }
    this.notice.remove();
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

  async discard() {
    this.notice.remove();
    await this.#save(null);
    this.annotator.tell("Discarded.");
    this.annotator.text.focus({ preventScroll: true });
  }

  async #save(draft) {
    const { outbox, dataset } = this.annotator;
    await outbox.store.saveDraft(dataset.user, dataset.document, draft || null);
    this.annotator.toggleAttribute("data-draft-kept", Boolean(draft) && outbox.store.lasting);
  }
}
