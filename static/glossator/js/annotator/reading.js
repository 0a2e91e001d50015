import { shorten } from "./dom.js";
import { highlight } from "./highlight.js";
import { listen } from "./keyboard.js";
import { BLANK } from "./label.js";
import { isNarrow } from "./narrow.js";
import { paragraphAt, quoteOf } from "./offsets.js";
import { Pointer } from "./pointer.js";
import { rangesOf, select } from "./selection.js";
import { stanceOf } from "./stances.js";
import { scrollTo, scrollToTop } from "./scroll.js";
import { Steps } from "./steps.js";

const OPEN = "Save or cancel the open annotation first.";

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
    this.steps = new Steps(this);
  }

  listen() {
    const { commands, shortcuts } = this.annotator;
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
    return this.panel.view === "form" && this.form.isDirty;
  }

  /** @param {import("./model.js").Annotation} row */
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
    this.place = range.start;
    const quote = shorten(quoteOf(this.page.paragraphs, range.start, range.end), 160);
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
    if (this.chosen && this.isUnsaved) {
      this.tell(OPEN);
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
    const row = this.model.get(id);
    if (!row) {
      return;
    }
    if (this.isUnsaved) {
      this.tell(OPEN);
      return;
    }
    this.draft = null;
    this.chosen = id;
    this.place = row.start;
    window.getSelection()?.removeAllRanges();
    if (open) {
      this.#open(row);
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

  /** @param {object[]} labels  of the form: the fields for each doctrine */
  save(labels) {
    window.getSelection()?.removeAllRanges();
    const { chosen, draft } = this;
    if (draft) {
      this.make(draft, labels);
    } else if (chosen) {
      const changed = this.#change(chosen, labels);
      this.#settleOn(chosen);
      this.tell(changed ? `Saved: ${this.#said(labels)}.` : "Nothing was changed.");
    }
    if (chosen) {
      this.#remember(labels);
    } else if (!draft) {
      this.annotator.labelling.load(labels, { keeps: this.form.keep.checked });
    }
  }

  #change(id, labels) {
    const [fields, ...further] = labels;
    if (!further.length) {
      return this.changes.edit(id, fields);
    }
    const { start, end } = this.form.range;
    this.changes.together("Saved", () => {
      this.changes.edit(id, fields);
      further.forEach((other) => this.changes.create({ ...other, start, end }));
    });
    return true;
  }

  #remember(labels) {
    this.annotator.features.forEach((feature) => feature.saved?.(labels));
  }

  /**
   * Annotate a passage: with several doctrines, one annotation each, undone as one.
   *
   * @param {{start: number, end: number}} range
   * @param {object[]} labels
   */
  make(range, labels) {
    const create = (fields) => this.changes.create({ ...fields, start: range.start, end: range.end });
    this.place = range.end;
    const ids = this.changes.together("Annotated", () => labels.map(create));
    this.#settleOn(ids[0]);
    this.tell(`Annotated: ${this.#said(labels)}.`);
    this.#remember(labels);
  }

  #said(labels) {
    const { codebook } = this.annotator;
    return labels.map(({ doctrine, stance }) => `${codebook.nameOf(doctrine)}, ${stanceOf(stance).said}`).join("; ");
  }

  /** Delete the chosen annotation. */
  remove() {
    const row = this.chosen && this.model.get(this.chosen);
    if (!row) {
      this.tell("Choose an annotation first: n goes to the next.");
    } else if (!this.mayEdit(row)) {
      this.tell("Coders delete their own annotations; a reviewer deletes others.");
    } else {
      this.leave();
      this.changes.remove(row.id);
      this.tell("Deleted. Undo brings it back.");
    }
  }

  undo() {
    if (this.isUnsaved) {
      this.tell(OPEN);
      return;
    }
    this.#followUp(this.changes.undo(), "Nothing to undo.");
  }

  redo() {
    if (this.isUnsaved) {
      this.tell(OPEN);
      return;
    }
    this.#followUp(this.changes.redo(), "Nothing to do again.");
  }

  /** List those at the place where the coder is. */
  listHere() {
    const row = this.chosen && this.model.get(this.chosen);
    const { start, end } = this.draft ?? row ?? { start: this.place, end: this.place + 1 };
    this.showHere(this.model.overlapping(start, end), "here");
  }

  /** @param {number} index  of a paragraph */
  listParagraph(index) {
    this.showHere(this.model.inParagraph(index), "in this paragraph");
  }

  showHere(rows, where) {
    if (!rows.length) {
      this.tell("No annotation here.");
      return;
    }
    const words = rows.length === 1 ? "1 annotation" : `${rows.length} annotations`;
    this.panel.showHere(rows, `${words} ${where}`);
    this.tell(`${words} ${where}.`);
  }

  /** Let go of the passage or the annotation, and go back to the text. */
  leave() {
    this.draft = null;
    this.chosen = null;
    this.panel.show("list");
    this.list.point(null);
    window.getSelection()?.removeAllRanges();
    this.mark();
    this.text.focus({ preventScroll: true });
  }

  /** What the server refused comes back into the form. */
  reopen(row, stands, sentence) {
    this.chosen = stands ? row.id : null;
    this.draft = stands ? null : { start: row.start, end: row.end };
    this.form.fill(row, { isNew: !stands });
    // it is saved nowhere else
    this.form.clean = "";
    this.panel.show("form");
    this.form.complain(sentence, this.form);
    if (stands) {
      this.#complete(row.id);
    }
    this.mark();
  }

  /** Others changed something. @param {string[]} changed @param {string[]} deleted */
  hear(changed, deleted) {
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
    this.card.fill(row);
    this.form.fill(row, { isNew: false });
    this.#complete(row.id);
    this.mark();
  }

  /** On a narrow screen, keep what is worked on above the sheet. */
  keepInView() {
    const range = this.draft ?? (this.chosen && this.model.get(this.chosen));
    if (range && isNarrow()) {
      scrollToTop(this.page, range);
    }
  }

  /** Paint the passing things again, after paragraphs were painted anew. */
  highlight() {
    const row = this.chosen && this.model.get(this.chosen);
    const range = row && this.isUnsaved ? this.form.range : row;
    highlight("draft", this.draft ? rangesOf(this.page, this.draft.start, this.draft.end) : []);
    highlight("chosen", range ? rangesOf(this.page, range.start, range.end) : []);
    this.annotator.features.forEach((feature) => feature.painted?.());
  }

  /** Paint what is worked on, and say it to the style sheet. */
  mark() {
    this.highlight();
    this.annotator.features.forEach((feature) => feature.chosen?.(this.chosen));
    this.annotator.toggleAttribute("data-drafting", this.draft !== null);
  }

  #open(row) {
    this.card.fill(row);
    this.form.fill(row, { isNew: false });
    this.panel.show(this.mayEdit(row) ? "form" : "card", { toggle: "Annotation" });
    this.#complete(row.id);
  }

  /** Fill in what the list of annotations leaves out. */
  async #complete(id) {
    const whole = await this.annotator.whole(id);
    if (whole && this.chosen === id) {
      this.card.fill(whole);
      this.form.complete(whole);
    }
  }

  #followUp(done, otherwise) {
    if (!done) {
      this.tell(otherwise);
      return;
    }
    if (this.model.get(done.id)) {
      this.choose(done.id, { open: false });
    } else {
      const gone = this.model.tombstones.get(done.id);
      if (this.chosen === done.id) {
        this.leave();
      }
      if (gone) {
        scrollTo(this.page, gone);
      }
    }
    this.tell(done.said);
  }

  #settleOn(id) {
    this.draft = null;
    this.chosen = id;
    this.panel.show("list");
    this.list.point(id);
    this.mark();
    this.text.focus({ preventScroll: true });
  }

  #words(row) {
    const index = paragraphAt(this.page.paragraphs, row.start);
    const where = `paragraph ${this.page.elements[index].dataset.n}`;
    const name = this.annotator.codebook.nameOf(row.doctrine);
    const quote = shorten(quoteOf(this.page.paragraphs, row.start, row.end), 120);
    return `${name}, ${stanceOf(row.stance).said}, ${row.holder ?? "the author"}, ${where}: “${quote}”`;
  }
}
