import { make, makeButton } from "./dom.js";
import { excerpt } from "./excerpt.js";
import { labelWords } from "./label.js";
import { isNarrow } from "./narrow.js";

/** The label first, then the passage; and the same label for one passage after another. */
export class Labelling {
  /** @param {any} annotator */
  constructor(annotator) {
    this.annotator = annotator;
    this.reading = annotator.reading;
    annotator.labelling = this;
    /** @type {object[]|null} what the next passage becomes, once for each doctrine */
    this.labels = null;
    this.keeps = false;
    this.commands = this.reading.mayCode ? {
      labelFirst: () => this.begin(),
      keepLabel: () => this.toggle(),
      annotate: () => this.annotate(),
      leave: () => this.leave(),
    } : {};
  }

  listen() {
    if (!this.reading.mayCode) {
      return;
    }
    this.beginning = makeButton("New", {
      class: "button label-first", "aria-label": "New annotation", title: "New annotation: choose the label, then the passage",
    }, () => this.begin());
    this.words = make("p", {});
    this.use = makeButton("Annotate", { class: "button primary", hidden: true }, () => this.annotate());
    const buttons = make(
      "div", { class: "form-buttons" }, this.use,
      makeButton("Change", { class: "button" }, () => this.begin()),
      makeButton("Stop", { class: "button", "aria-keyshortcuts": "Escape" }, () => this.end()),
    );
    this.bar = make("div", {
      class: "loaded-label", role: "group", "aria-label": "Label for the next passage", hidden: true,
    }, this.words, buttons);
    const views = this.annotator.querySelector("[data-views]");
    views.before(this.bar);
    this.annotator.list.head.append(this.beginning);
    this.chosen();
  }

  /** Choose a label without a passage, or go on with the one that is loaded. */
  begin() {
    const { reading } = this;
    if (reading.mustWait()) {
      return;
    }
    const { panel, form } = this.annotator;
    const [first, ...others] = this.labels ?? [reading.blank()];
    const keeps = this.keeps;
    const range = reading.draft ?? {};
    this.end({ quietly: true });
    if (!reading.draft) {
      reading.leave();
    }
    form.fill({ ...first, others, ...range }, { isNew: true });
    form.keep.checked = keeps;
    panel.show("form", { toggle: "New annotation" });
    form.focus();
    reading.mark();
    this.annotator.tell("Choose the label, then select the passage.", { shown: false });
  }

  /** The label stands in the form, the passage is to come. @param {object[]} labels */
  load(labels, { keeps }) {
    const { reading, annotator } = this;
    this.labels = labels;
    this.keeps = keeps;
    annotator.panel.show("list");
    annotator.text.focus({ preventScroll: true });
    this.#say();
    const stop = "Esc stops.";
    annotator.tell(`${keeps ? "Each passage" : "The next passage"} you select becomes: ${this.#label()}. ${stop}`, { shown: isNarrow() });
    reading.mark();
  }

  /** Keep the label of the last time for the next passages, or stop. */
  toggle() {
    if (this.labels) {
      this.end();
      return;
    }
    const label = this.annotator.lastTime?.label();
    if (label && !this.reading.isUnsaved) {
      this.reading.leave();
      this.load([label], { keeps: true });
    } else if (!label) {
      this.annotator.tell("Annotate a passage first, then its label can be kept.");
    }
  }

  end({ quietly = false } = {}) {
    if (!this.labels) {
      return;
    }
    this.labels = null;
    this.keeps = false;
    this.#say();
    if (!quietly) {
      this.annotator.tell("Stopped: a passage opens the form again.");
    }
  }

  leave() {
    this.end();
    this.reading.leave();
  }

  /** Enter: the passage that is shown becomes an annotation. */
  annotate() {
    const { draft } = this.reading;
    if (this.labels && draft) {
      this.#mark(draft);
    } else {
      this.reading.annotate();
    }
  }

  /** As a feature: a passage was selected. */
  taking(range, { byKey, touch }) {
    const { form, panel } = this.annotator;
    if (this.labels) {
      if (byKey || touch) {
        this.#preview(range);
      } else {
        this.#mark(range);
      }
      return true;
    }
    const isFirst = panel.view === "form" && form.isNew && form.range === null;
    const labels = isFirst && !byKey && !touch && form.isComplete ? form.value() : null;
    if (labels) {
      this.labels = labels;
      this.keeps = form.keep.checked;
      this.#mark(range);
      return true;
    }
    return false;
  }

  /** As a feature: saved by the form. @param {object[]} labels */
  saved(labels) {
    const { form } = this.annotator;
    if (!this.labels && form.isNew && form.keep.checked) {
      form.keep.checked = false;
      this.load(labels, { keeps: true });
      this.annotator.tell(`Annotated. Each passage you select now becomes: ${this.#label()}. Esc stops.`, { shown: isNarrow() });
    }
  }

  /** As a feature: something else is worked on. */
  chosen() {
    if (this.bar) {
      this.use.hidden = !this.reading.draft;
      this.beginning.hidden = this.labels !== null || this.annotator.panel.view === "form";
    }
  }

  #mark(range) {
    const { reading, annotator } = this;
    const labels = this.labels;
    const said = this.#label();
    window.getSelection()?.removeAllRanges();
    reading.editing.make(range, labels, () => {
      if (!this.keeps) {
        this.end({ quietly: true });
      }
      this.#say();
      const quote = excerpt(reading.page.paragraphs, range, 100);
      annotator.tell(`Annotated: ${said}: “${quote}”. ${this.keeps ? "Esc stops." : ""}`.trim());
    });
  }

  /** The passage as it would be taken: Enter takes it. */
  #preview(range) {
    const { reading, annotator } = this;
    annotator.form.fill({ ...this.labels[0], others: this.labels.slice(1), ...range }, { isNew: true });
    annotator.panel.show("list", { up: false });
    reading.mark();
    const quote = excerpt(reading.page.paragraphs, range, 160);
    annotator.tell(`Enter annotates as ${this.#label()}: “${quote}”`, { shown: isNarrow() });
  }

  #label() {
    const nameOf = (slug) => this.annotator.codebook.nameOf(slug);
    return this.labels.map((label) => labelWords(label, nameOf)).join("; ");
  }

  #say() {
    this.bar.hidden = this.labels === null;
    this.annotator.toggleAttribute("data-labelling", this.labels !== null);
    if (this.labels) {
      const words = this.keeps ? "Each passage becomes: " : "The next passage becomes: ";
      this.words.replaceChildren(words, make("b", {}, this.#label()));
      this.bar.className = `loaded-label ${this.annotator.codebook.paletteOf(this.labels[0].doctrine)}`;
    }
    this.chosen();
  }
}
