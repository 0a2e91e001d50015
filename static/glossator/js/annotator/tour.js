import { make, makeButton } from "./dom.js";

/** Where to look, and one sentence about it; a step whose place is not seen is left out. */
const STEPS = [
  ["[data-text]", "This is the text. Select words with the mouse, or go sentence by sentence{key}."],
  ["[data-text] p > mark, [data-text] p", "What is annotated is underlined: the colour is a branch of the codebook, the line and its sign are the stance."],
  [".gutter button", "Beside a paragraph stand its annotations. A sign opens one of them."],
  ["[data-panel]", "What you select opens here: choose a doctrine, then a stance, then save. The rest may stay as it is."],
  ["[data-panel] input[type=search]", "Below, all annotations of this text are listed. Type to filter them."],
  ["[data-save-state]", "Here the page says whether your work is saved. What could not be sent waits on this device."],
  ["[data-command=undo]", "Undo takes back one step after the other, over the whole sitting."],
  ["[data-command=read]", "Say that you have read the text: only then is “nothing found” a finding."],
  ["[data-help]", "Help lists all keys and brings this tour back. That is all."],
];

/** A walk over the page, one thing after the other. */
export class Tour {
  /** @param {any} host  the annotator */
  constructor(host) {
    this.host = host;
    const next = host.shortcuts.keyOf("sentenceNext");
    const said = (words) => words.replace("{key}", next && ` with the key ${next}`);
    this.steps = STEPS.map(([selector, words]) => ({ place: seen(host, selector), words: said(words) })).filter(
      (step) => step.place,
    );
    this.index = 0;
  }

  /** @returns {Promise<void>}  when it is over */
  walk() {
    this.ring = make("div", { class: "tour-ring", "aria-hidden": "true" });
    this.words = make("p", { id: "tour-words", "aria-live": "polite" });
    this.count = make("h2", { id: "tour-heading" });
    this.back = makeButton("Back", { class: "button" }, () => this.show(this.index - 1));
    this.next = makeButton("Next", { class: "button primary" }, () => this.show(this.index + 1));
    const skip = makeButton("Skip", { class: "button" }, () => this.dialog.close());
    this.dialog = make(
      "dialog", { class: "tour", "aria-labelledby": "tour-heading", "aria-describedby": "tour-words" },
      this.ring, this.count, this.words,
      make("div", { class: "form-buttons" }, this.next, this.back, skip),
    );
    this.host.append(this.dialog);
    this.dialog.showModal();
    this.show(0);
    return new Promise((resolve) => {
      this.dialog.addEventListener("close", () => {
        this.dialog.remove();
        resolve();
      });
    });
  }

  /** @param {number} index */
  show(index) {
    if (index >= this.steps.length) {
      this.dialog.close();
      return;
    }
    this.index = index;
    const { place, words } = this.steps[index];
    place.scrollIntoView({ block: "nearest" });
    this.#frame(place.getBoundingClientRect());
    this.count.textContent = `Tour: ${index + 1} of ${this.steps.length}`;
    this.words.textContent = words;
    this.back.disabled = index === 0;
    this.next.textContent = index === this.steps.length - 1 ? "Done" : "Next";
    this.next.focus();
  }

  /** Frame what is meant, and stand where it is not covered. */
  #frame(box) {
    const { innerHeight, innerWidth } = window;
    const top = Math.max(box.top, 4);
    const bottom = Math.min(box.bottom, innerHeight - 4);
    const left = Math.max(box.left, 4);
    Object.assign(this.ring.style, {
      top: `${top - 3}px`, left: `${left - 3}px`,
      width: `${Math.min(box.right, innerWidth - 4) - left + 6}px`, height: `${bottom - top + 6}px`,
    });
    this.dialog.classList.toggle("above", (top + bottom) / 2 > innerHeight / 2);
  }
}

/** @returns {HTMLElement|undefined}  the first that is shown */
function seen(host, selector) {
  const all = /** @type {NodeListOf<HTMLElement>} */ (host.querySelectorAll(selector));
  return [...all].find((element) => element.checkVisibility() && element.getBoundingClientRect().height > 0);
}
