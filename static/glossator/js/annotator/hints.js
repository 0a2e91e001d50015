import { make, makeButton } from "./dom.js";
import { shown } from "./keyboard.js";
import { isNarrow } from "./narrow.js";

/** What was done so often -> what is said then, once; "{key}" is the key of the command. */
const HINTS = {
  selected: { after: 3, command: "sentenceNext", words: "Tip: while the text has the focus, {key} selects the next sentence." },
  saved: { after: 3, command: "annotate", words: "Tip: {key} opens the form for what is selected; 1 to 9 choose a recent doctrine there." },
  undone: { after: 2, command: "undo", words: "Tip: {key} undoes as well." },
};

/** Small hints, each shown once, that can be switched off; kept for each person. */
export class Hints {
  /** @param {any} annotator */
  constructor(annotator) {
    this.annotator = annotator;
    this.storage = annotator.shortcuts.storage;
    this.name = `glossator-hints-${annotator.dataset.user}`;
    this.kept = this.#stored();
    this.words = make("span", {});
    const close = makeButton("×", { class: "button", "aria-label": "Hide this tip" }, () => this.hide());
    this.element = make("p", { class: "hint", role: "status", hidden: true }, this.words, close);
    annotator.hints = this;
  }

  listen() {
    this.annotator.append(this.element);
    const undo = this.annotator.querySelector("[data-command=undo]");
    undo?.addEventListener("click", () => this.count("undone"));
  }

  taking(range, { byKey, touch }) {
    if (!byKey && !touch) {
      this.count("selected");
    }
    return false;
  }

  saved() {
    this.hide();
    this.count("saved");
  }

  /** @param {"selected"|"saved"|"undone"} what */
  count(what) {
    const { kept } = this;
    const { after, command, words } = HINTS[what];
    const [key] = this.annotator.shortcuts.keysOf(command);
    if (kept.off || kept.seen.includes(what) || isNarrow() || !key) {
      return;
    }
    kept.counts[what] = (kept.counts[what] ?? 0) + 1;
    if (kept.counts[what] >= after) {
      kept.seen.push(what);
      this.words.textContent = words.replace("{key}", shown(key));
      this.element.hidden = false;
    }
    this.#keep();
  }

  hide() {
    this.element.hidden = true;
  }

  /** @returns {boolean} */
  get areOn() {
    return !this.kept.off;
  }

  toggle() {
    this.kept.off = !this.kept.off;
    this.hide();
    this.#keep();
  }

  /** Whether something is said for the first time; from then on it is not. @param {string} what */
  isFirst(what) {
    return !this.kept.off && !this.kept.seen.includes(what);
  }

  /** @param {string} what */
  saw(what) {
    this.kept.seen.push(what);
    this.#keep();
  }

  /** What is kept, however it was written. */
  #stored() {
    try {
      const { off, seen, counts } = JSON.parse(this.storage?.getItem(this.name) ?? "{}");
      return { off: off === true, seen: Array.isArray(seen) ? seen : [], counts: { ...counts } };
    } catch {
      return { off: false, seen: [], counts: {} };
    }
  }

  #keep() {
    try {
      this.storage?.setItem(this.name, JSON.stringify(this.kept));
    } catch {
      // a full or forbidden storage: the hints come again
    }
  }
}
