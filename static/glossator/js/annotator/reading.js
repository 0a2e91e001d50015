import { AfterPaint } from "./after-paint.js";
import { BLANK } from "./annotation.js";
import { Editing } from "./editing.js";
import { excerpt } from "./excerpt.js";
import { Here } from "./here.js";
import { highlight } from "./highlight.js";
import { listen } from "./keyboard.js";
import { isNarrow } from "./narrow.js";
import { paragraphAt } from "./offsets.js";
import { Pointer } from "./pointer.js";
import { rangesOf, select } from "./selection.js";
import { stanceOf } from "./stances.js";
import { scrollTo, scrollToTop } from "./scroll.js";
import { Steps } from "./steps.js";

/** Where the coder is in the text, and what the coder does there. */
export class Reading {
  /** @param {object} annotator  the element that holds the parts */
  constructor(annotator) {
    const { page, model, changes, form, card, panel, list, text, dataset } = annotator;
    this.annotator = annotator;
    this.page = page;
    this.model = model;
    this.changes = changes;
    this.form = form;
    this.card = card;
    this.panel = panel;
    this.list = list;
    this.text = text;
    this.language = dataset.language || "en";
    this.mayCode = dataset.mayCode === "true";
    this.mayReview = dataset.mayReview === "true";
    /** @type {{start: number, end: number}|null} the passage to annotate */
    this.draft = null;
    /** @type {string|null} the chosen annotation */
    this.chosen = null;
    /** code point of the document where the coder is */
    this.place = 0;
    /** code point that the coder last clicked */
    this.caret = 0;
    /** what follows a mark that is not on the screen yet */
    this.afterPaint = new AfterPaint(text);
    this.steps = new Steps(this);
    this.editing = new Editing(this);
    this.here = new Here(this);
  }

  listen() {
    const { commands, shortcuts } = this.annotator;
    this.afterPaint.listen();
    shortcuts.listen();
    listen(this.text, commands, shortcuts);
    const back = { panel: () => this.text.focus({ preventScroll: true }) };
    listen(this.panel.element, back, shortcuts);
    new Pointer(this).listen();
  }

  /** @param {string} sentence @param {{shown?: boolean}} [how]  as in the annotator */
  tell(sentence, how) {
    this.annotator.tell(sentence, how);
  }

  /** @returns {boolean}  whether the form shows what Cancel would drop */
  get isUnsaved() {
    // what is being saved is saved, although its form is still there
    return this.panel.view === "form" && !this.afterPaint.waits && this.form.isDirty;
  }

  /** @returns {boolean}  as isUnsaved; if so, the coder is told what to do first */
  mustWait() {
    if (this.isUnsaved) {
      this.tell("Save or cancel the open annotation first.");
    }
    return this.isUnsaved;
  }

  /** @param {import("./annotation.js").Annotation} row */
  mayEdit(row) {
    return this.mayReview || (this.mayCode && row.by === Number(this.annotator.dataset.user));
  }

  /**
   * Take a passage to annotate.
   *
   * @param {{start: number, end: number}} range
   * @param {{byKey?: boolean, touch?: boolean}} [how]  touch leaves the selection alone
   */
  take(range, { byKey = false, touch = false } = {}) {
    this.afterPaint.now();
    this.place = range.start;
    const quote = excerpt(this.page.paragraphs, range, 160);
    this.tell(`Selected: “${quote}”`, { shown: !this.mayCode || isNarrow() });
    if (!touch) {
      select(this.page, range.start, range.end);
    }
    if (byKey) {
      scrollTo(this.page, range);
    }
    if (!this.mayCode) {
      this.draft = range;
      return;
    }
    if (this.chosen && this.mustWait()) {
      return;
    }
    const goesOn = !this.chosen && this.panel.view === "form";
    this.chosen = null;
    this.draft = range;
    if (this.annotator.features.some((feature) => feature.taking?.(range, { byKey, touch }))) {
      return;
    }
    if (goesOn) {
      this.form.span(range);
    } else {
      this.form.fill({ ...this.blank(), ...range }, { isNew: true });
    }
    this.panel.show("form", { up: !isNarrow(), toggle: "Annotate" });
    this.mark();
  }

  /** @returns {object}  all that a new annotation says before anything is chosen */
  blank() {
    return { ...BLANK, situation: this.annotator.dataset.situation || null };
  }

  /** Go to the form: of the passage, or of the chosen annotation. */
  annotate() {
    if (this.draft && this.mayCode) {
      this.panel.show("form", { toggle: "Annotate" });
      this.form.focus();
    } else if (this.chosen) {
      if (!this.isUnsaved) {
        this.choose(this.chosen, { open: true });
      }
      this.panel.focus();
    } else if (this.mayCode) {
      this.tell("Select a passage first: s takes the next sentence.");
    }
  }

  /** @param {string} id @param {{open: boolean}} how  open: show it in the form */
  choose(id, { open }) {
    this.afterPaint.now();
    const row = this.model.get(id);
    if (!row) {
      return;
    }
    if (this.mustWait()) {
      return;
    }
    this.draft = null;
    this.chosen = id;
    this.place = row.start;
    window.getSelection()?.removeAllRanges();
    if (open) {
      this.#fill(row);
      this.panel.show(this.mayEdit(row) ? "form" : "card", { toggle: "Annotation" });
    } else if (this.panel.view !== "list") {
      this.panel.show("list");
    }
    this.mark();
    this.list.point(id, !open);
    if (!isNarrow() || !open) {
      scrollTo(this.page, row);
    }
    this.tell(this.#words(row), { shown: !open });
  }

  /** Let go of the passage or the annotation, and go back to the text. */
  leave() {
    this.afterPaint.now();
    this.draft = null;
    this.chosen = null;
    this.panel.show("list");
    this.list.point(null);
    window.getSelection()?.removeAllRanges();
    this.mark();
    this.text.focus({ preventScroll: true });
  }

  /** Others changed something. @param {string[]} changed @param {string[]} deleted */
  hear(changed, deleted) {
    this.afterPaint.now();
    const number = changed.length + deleted.length;
    if (this.chosen && deleted.includes(this.chosen)) {
      this.leave();
      this.tell("Somebody deleted the chosen annotation.");
      return;
    }
    if (this.chosen && changed.includes(this.chosen) && !this.form.isDirty) {
      this.refill();
    }
    if (this.isUnsaved) {
      return;
    }
    this.tell(number === 1 ? "Another coder changed one annotation." : `Others changed ${number} annotations.`);
  }

  /** Show the chosen annotation as it is now. */
  refill() {
    const row = this.model.get(this.chosen);
    this.#fill(row);
    this.mark();
  }

  /** On a narrow screen, keep what is worked on above the sheet. */
  keepInView() {
    const range = this.draft ?? (this.chosen && this.model.get(this.chosen));
    if (range && isNarrow()) {
      scrollToTop(this.page, range);
    }
  }

  /** @returns {{start: number, end: number}|null}  the chosen passage, as the form has it */
  get chosenRange() {
    const row = this.chosen && this.model.get(this.chosen);
    return (row && this.isUnsaved ? this.form.range : row) || null;
  }

  /** Paragraphs were painted anew. @param {number[]} indexes */
  repainted(indexes) {
    const { paragraphs } = this.page;
    const range = this.draft ?? this.chosenRange;
    const touches = (index) => paragraphs[index].start < range.end && paragraphs[index].end > range.start;
    if (range && indexes.some(touches)) {
      this.highlight();
    } else {
      this.#tellPainted(false);
    }
  }

  /** Paint the passing things again. */
  highlight() {
    const range = this.chosenRange;
    highlight("draft", this.draft ? rangesOf(this.page, this.draft.start, this.draft.end) : []);
    highlight("chosen", range ? rangesOf(this.page, range.start, range.end) : []);
    this.#tellPainted(true);
  }

  #tellPainted(chosen) {
    if (this.afterPaint.waits) {
      // they hear it when the mark is on the screen
      return;
    }
    this.annotator.features.forEach((feature) => feature.painted?.(chosen));
  }

  /** Paint what is worked on, and say it to the style sheet. */
  mark() {
    this.highlight();
    this.annotator.features.forEach((feature) => feature.chosen?.(this.chosen));
    this.annotator.toggleAttribute("data-drafting", this.draft !== null);
  }

  /** Fill in what the list of annotations leaves out. @param {string} id  if it is chosen */
  async complete(id) {
    const whole = await this.annotator.whole(id);
    if (whole && this.chosen === id) {
      this.card.fill(whole);
      this.form.complete(whole);
    }
  }

  #fill(row) {
    this.card.fill(row);
    this.form.fill(row, { isNew: false });
    this.complete(row.id);
  }

  #words(row) {
    const index = paragraphAt(this.page.paragraphs, row.start);
    const where = `paragraph ${this.page.elements[index].dataset.n}`;
    const name = this.annotator.codebook.nameOf(row.doctrine);
    const quote = excerpt(this.page.paragraphs, row, 120);
    return `${name}, ${stanceOf(row.stance).said}, ${row.holder ?? "the author"}, ${where}: “${quote}”`;
  }
}
