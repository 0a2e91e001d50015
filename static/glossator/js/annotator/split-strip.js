import { make, makeButton } from "./dom.js";
import { excerpt } from "./excerpt.js";
import { highlight } from "./highlight.js";
import { bordersIn, nearest } from "./pieces.js";
import { rangesOf } from "./selection.js";

/** Asks before which word the chosen annotation shall be split. */
export class SplitStrip {
  /**
   * @param {any} annotator
   * @param {object} options
   * @param {(border: number) => void} options.onSplit  the code point of that word
   * @param {() => void} options.onCancel
   */
  constructor(annotator, { onSplit, onCancel }) {
    this.annotator = annotator;
    this.paragraphs = annotator.page.paragraphs;
    this.onSplit = onSplit;
    this.onCancel = onCancel;
    /** @type {number[]} where it can be split */
    this.borders = [];
    this.at = 0;
    this.words = make("p", { class: "split-words" });
    const move = (text, label, step) =>
      makeButton(text, { class: "button", "aria-label": label, title: label }, () => this.#move(step));
    this.here = makeButton("Split here", { class: "button primary" }, () => this.split());
    const buttons = make(
      "div", { class: "row" }, move("←", "One word earlier", -1), move("→", "One word later", 1),
      this.here, makeButton("Cancel", { class: "button" }, () => this.#cancel()),
    );
    const attributes = { class: "split-strip", role: "group", "aria-label": "Where to split", hidden: true };
    this.element = make("div", attributes, this.words, buttons);
    this.element.addEventListener("keydown", (event) => this.#key(event));
  }

  get isOpen() {
    return !this.element.hidden;
  }

  /** @param {import("./annotation.js").Annotation} row @returns {boolean}  false when it has one word only */
  find(row) {
    const { caret, language } = this.annotator.reading;
    this.borders = bordersIn(this.paragraphs, row, language);
    if (this.borders.length) {
      const inside = caret > row.start && caret < row.end;
      this.at = nearest(this.borders, inside ? caret : (row.start + row.end) / 2);
    }
    return this.borders.length > 0;
  }

  /** Ask, once the borders are found. */
  open() {
    this.element.hidden = false;
    this.#move(0);
    this.here.focus();
  }

  close() {
    if (this.isOpen) {
      this.element.hidden = true;
      this.paint();
    }
  }

  split() {
    this.onSplit(this.borders[this.at]);
  }

  /** Show in the text what the second part would be. */
  paint() {
    const { model, page, reading } = this.annotator;
    const row = this.isOpen && model.get(reading.chosen);
    highlight("second", row ? rangesOf(page, this.borders[this.at], row.end) : []);
  }

  #cancel() {
    this.close();
    this.onCancel();
  }

  #move(step) {
    const { model, reading } = this.annotator;
    this.at = Math.min(Math.max(this.at + step, 0), this.borders.length - 1);
    const { end } = model.get(reading.chosen);
    const words = excerpt(this.paragraphs, { start: this.borders[this.at], end }, 48);
    this.words.textContent = `Second part: “${words}”`;
    this.annotator.tell(this.words.textContent, { shown: false });
    this.paint();
  }

  #key(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step || event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      if (step) {
        this.#move(step);
      } else {
        this.#cancel();
      }
    }
  }
}
