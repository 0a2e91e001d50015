import { make, makeButton } from "./dom.js";
import { isNarrow } from "./narrow.js";
import { rangesOf } from "./selection.js";

/** Pixels between what is selected and the bar. */
const GAP = 28;

/** On a narrow screen, what can be done with the selected passage, below the text. */
export class TouchBar {
  /** @param {any} annotator */
  constructor(annotator) {
    this.annotator = annotator;
    const { panel, reading } = annotator;
    const run = (name) => () => annotator.commands[name]?.();
    this.again = makeButton("As last time", { class: "button" }, run("again"));
    this.element = make(
      "div", { class: "touch-bar", role: "group", "aria-label": "The selected words" },
      makeButton("Annotate", { class: "button primary" }, run("annotate")),
      this.again,
      makeButton("Cancel", { class: "button" }, run("leave")),
    );
    if (reading.mayCode) {
      panel.element.prepend(this.element);
    }
  }

  chosen() {
    const { reading, lastTime } = this.annotator;
    this.again.hidden = !lastTime?.label();
    if (reading.draft && isNarrow()) {
      requestAnimationFrame(() => this.#uncover());
    }
  }

  /** Scroll so far that the bar covers nothing of the passage's end. */
  #uncover() {
    const { page, panel, reading } = this.annotator;
    if (!reading.draft || panel.element.classList.contains("open")) {
      return;
    }
    const { start, end } = reading.draft;
    const low = panel.element.getBoundingClientRect().top - GAP;
    const ranges = rangesOf(page, start, end);
    const hidden = ranges.at(-1).getBoundingClientRect().bottom - low;
    const room = ranges[0].getBoundingClientRect().top;
    if (hidden > 0 && room > 0) {
      window.scrollBy({ top: Math.min(hidden, room) });
    }
  }
}
