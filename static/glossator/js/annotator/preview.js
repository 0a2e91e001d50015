import { highlight } from "./highlight.js";
import { rangesOf, selectedRange } from "./selection.js";
import { snapToWords } from "./words.js";

/** While the mouse draws: the passage as it will be taken, widened to whole words. */
export class Preview {
  /** @param {any} annotator */
  constructor(annotator) {
    this.annotator = annotator;
    this.drawing = false;
    this.frame = 0;
  }

  listen() {
    const { text } = this.annotator;
    text.addEventListener("pointerdown", (event) => {
      this.drawing = event.button === 0 && event.pointerType !== "touch";
      this.exact = event.altKey;
    });
    text.addEventListener("pointermove", (event) => (this.exact = event.altKey));
    document.addEventListener("pointerup", () => this.#stop());
    document.addEventListener("pointercancel", () => this.#stop());
    document.addEventListener("selectionchange", () => {
      if (this.drawing && !this.frame) {
        this.frame = requestAnimationFrame(() => this.#draw());
      }
    });
  }

  #draw() {
    this.frame = 0;
    const { page, text, reading } = this.annotator;
    const range = this.drawing && !this.exact ? selectedRange(page, text) : null;
    const found = range && snapToWords(page.paragraphs, range.start, range.end, reading.language);
    highlight("preview", found ? rangesOf(page, found.start, found.end) : []);
  }

  #stop() {
    this.drawing = false;
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    highlight("preview", []);
  }
}
