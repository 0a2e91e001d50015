import { caretAt } from "./place.js";
import { codePointAt, selectedRange } from "./selection.js";
import { sentenceAt } from "./sentences.js";
import { Follower } from "./scroll.js";
import { snapToWords, trim } from "./words.js";

/** Milliseconds that a selection by touch has to rest. */
const REST = 400;

/** Mouse and touch in the text. */
export class Pointer {
  /** @param {import("./reading.js").Reading} reading */
  constructor(reading) {
    this.reading = reading;
    this.pressed = false;
    this.touches = false;
    this.timer = 0;
  }

  listen() {
    const { text, page, list } = this.reading;
    text.addEventListener("pointerdown", (event) => {
      this.touches = event.pointerType === "touch";
      this.pressed = event.button === 0;
    });
    // the button may be let go outside the text
    document.addEventListener("mouseup", (event) => this.#released(event));
    document.addEventListener("selectionchange", () => this.#rested());
    text.addEventListener("click", (event) => this.#click(event));
    new Follower(page, text).listen((codePoint) => list.follow(codePoint));
  }

  #released(event) {
    if (!this.pressed) {
      return;
    }
    this.pressed = false;
    const { altKey, detail } = event;
    // the browser settles the selection after this event
    setTimeout(() => this.#take(selectedRange(this.reading.page, this.reading.text), altKey, detail));
  }

  #take(range, exact, clicks) {
    if (!range) {
      return;
    }
    const { page, language } = this.reading;
    const { paragraphs } = page;
    if (clicks >= 3) {
      const first = trim(paragraphs, range.start, range.end)?.start ?? range.start;
      range = sentenceAt(paragraphs, this.clicked ?? first, language) ?? range;
    }
    const found = exact ? range : snapToWords(paragraphs, range.start, range.end, language);
    if (found) {
      this.reading.take(found);
    }
  }

  #rested() {
    clearTimeout(this.timer);
    if (!this.touches) {
      return;
    }
    this.timer = setTimeout(() => {
      const { page, text, language } = this.reading;
      const range = selectedRange(page, text);
      const found = range && snapToWords(page.paragraphs, range.start, range.end, language);
      if (found) {
        this.reading.take(found, { touch: true });
      }
    }, REST);
  }

  #click(event) {
    const { reading } = this;
    const { page, model } = reading;
    const at = caretAt(event.clientX, event.clientY);
    if (at?.node.parentElement?.closest("[data-text] p[data-c]")) {
      this.clicked = codePointAt(page, at.node, at.offset, "start");
    }
    if (event.target.closest(".gutter") || !window.getSelection()?.isCollapsed) {
      return;
    }
    if (this.clicked !== undefined) {
      reading.place = this.clicked;
      reading.caret = this.clicked;
    }
    const mark = event.target.closest("mark[data-at]");
    const seen = (row) => reading.annotator.show.sees(row);
    const rows = mark ? model.at(Number(mark.dataset.at)).filter(seen) : [];
    if (rows.length > 1) {
      reading.here.show(rows, "here");
    } else if (rows.length === 1) {
      reading.choose(rows[0].id, { open: true });
    } else if (!reading.form.isDirty && reading.panel.view !== "list") {
      reading.leave();
    }
  }
}
