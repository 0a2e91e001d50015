import { ask } from "./dialogs.js";
import { make, makeButton, shorten } from "./dom.js";
import { highlight } from "./highlight.js";
import { quoteOf } from "./offsets.js";
import { bordersIn, merge, nearest, neighbourOf, saidBy, split } from "./pieces.js";
import { rangesOf } from "./selection.js";
import { stanceOf } from "./stances.js";
import { voiceWords } from "./voice-words.js";

const OPEN = "Save or cancel the open annotation first.";
const AWAY = "That needs the whole annotation, which could not be loaded. Try again when you are online.";

/** Split the chosen annotation in two, merge it with its neighbour, copy it. */
export class Rework {
  /** @param {any} annotator */
  constructor(annotator) {
    this.annotator = annotator;
    this.paragraphs = annotator.page.paragraphs;
    const tool = (words, title, command) => makeButton(words, { class: "button", title }, command);
    this.buttons = {
      split: tool("Split …", "Split this annotation in two", () => this.split()),
      merge: tool("Merge", "Merge it with the next of its doctrine here", () => this.merge()),
      duplicate: tool("Copy …", "Mark the same words with another doctrine", () => this.duplicate()),
    };
    this.words = make("p", { class: "split-words" });
    const move = (text, label, step) =>
      makeButton(text, { class: "button", "aria-label": label, title: label }, () => this.#move(step));
    this.here = makeButton("Split here", { class: "button primary" }, () => this.#cut());
    this.strip = make(
      "div", { class: "split-strip", role: "group", "aria-label": "Where to split", hidden: true }, this.words,
      make("div", { class: "row" }, move("←", "One word earlier", -1), move("→", "One word later", 1),
        this.here, makeButton("Cancel", { class: "button" }, () => this.#close())),
    );
    this.strip.addEventListener("keydown", (event) => this.#key(event));
    const label = "More to do with this annotation";
    const row = make("div", { class: "row", role: "group", "aria-label": label }, ...Object.values(this.buttons));
    this.element = make("div", { class: "annotation-tools", hidden: true }, row, this.strip);
    this.commands = {
      split: () => this.split(),
      merge: () => this.merge(),
      duplicate: () => this.duplicate(),
    };
  }

  /** @param {string|null} id */
  chosen(id) {
    const { form, model, panel, reading } = this.annotator;
    const row = id && model.get(id);
    this.#close({ back: false });
    this.element.hidden = !row || !["form", "card"].includes(panel.view) || !reading.mayCode;
    if (!this.element.hidden) {
      const edges = form.element.querySelector(".edges");
      if (panel.view === "form" && edges) {
        edges.after(this.element);
      } else {
        panel.card.element.append(this.element);
      }
      const may = reading.mayEdit(row);
      this.buttons.split.hidden = !may;
      this.buttons.merge.hidden = !may || !this.#neighbour(row);
    }
  }

  painted() {
    this.#preview();
  }

  /** Ask where to split the chosen annotation; asked again, split it there. */
  split() {
    const row = this.#mine("Choose the annotation to split first.");
    if (!row) {
      return;
    }
    if (!this.strip.hidden) {
      this.#cut();
      return;
    }
    const { reading } = this.annotator;
    this.borders = bordersIn(this.paragraphs, row, reading.language);
    if (!this.borders.length) {
      this.annotator.tell("One word cannot be split.");
      return;
    }
    const inside = reading.caret > row.start && reading.caret < row.end;
    this.at = nearest(this.borders, inside ? reading.caret : (row.start + row.end) / 2);
    this.#show();
  }

  async merge() {
    const row = this.#mine("Choose the annotation to merge first.");
    const other = row && this.#neighbour(row);
    if (!row) {
      return;
    }
    if (!other) {
      this.annotator.tell("No annotation of the same doctrine overlaps it or stands right beside it.");
      return;
    }
    const { annotator } = this;
    if (!annotator.reading.mayEdit(other)) {
      annotator.tell(`The one beside it is ${other.coder}’s; you may change your own only.`);
      return;
    }
    const [first, second] = await Promise.all([annotator.whole(row.id), annotator.whole(other.id)]);
    if (!first || !second) {
      annotator.tell(AWAY);
      return;
    }
    const { fields, differences } = merge(first, second);
    if (differences.length && (await this.#asked(differences)) !== "merge") {
      return;
    }
    annotator.changes.together("Merged", () => {
      annotator.changes.edit(row.id, fields);
      annotator.changes.remove(other.id);
    });
    this.#done(row.id, "Merged into one. Undo parts them again.");
  }

  /** Open the form with the same words and labels, to choose another doctrine. */
  async duplicate() {
    const { annotator } = this;
    const { form, model, panel, reading } = annotator;
    const row = reading.chosen && model.get(reading.chosen);
    if (!row || !reading.mayCode || reading.isUnsaved) {
      annotator.tell(row && reading.isUnsaved ? OPEN : "Choose the annotation to copy first.");
      return;
    }
    const whole = await annotator.whole(row.id);
    if (!whole) {
      annotator.tell(AWAY);
      return;
    }
    const { start, end } = whole;
    reading.chosen = null;
    reading.draft = { start, end };
    form.fill({ ...saidBy(whole), doctrine: "", start, end }, { isNew: true });
    panel.show("form", { toggle: "Annotate" });
    reading.mark();
    form.focus();
    annotator.tell("A copy: choose its doctrine.");
  }

  #neighbour(row) {
    return neighbourOf(this.paragraphs, this.annotator.model.sorted, row);
  }

  /** @returns {import("./model.js").Annotation|null}  the chosen one, if it can be changed now */
  #mine(otherwise) {
    const { annotator } = this;
    const { reading } = annotator;
    const row = reading.chosen && annotator.model.get(reading.chosen);
    if (!row) {
      annotator.tell(otherwise);
    } else if (!reading.mayEdit(row)) {
      annotator.tell(`This is ${row.coder}’s; you may change your own only.`);
    } else if (reading.isUnsaved) {
      annotator.tell(OPEN);
    } else {
      return row;
    }
    return null;
  }

  #show() {
    const { panel, reading } = this.annotator;
    if (this.element.hidden) {
      reading.choose(reading.chosen, { open: true });
    }
    panel.element.classList.add("open");
    this.strip.hidden = false;
    this.#move(0);
    this.here.focus();
  }

  #move(step) {
    this.at = Math.min(Math.max(this.at + step, 0), this.borders.length - 1);
    const { end } = this.annotator.model.get(this.annotator.reading.chosen);
    const words = shorten(quoteOf(this.paragraphs, this.borders[this.at], end), 48);
    this.words.textContent = `Second part: “${words}”`;
    this.annotator.tell(this.words.textContent, { shown: false });
    this.#preview();
  }

  #preview() {
    const { chosen } = this.annotator.reading;
    const row = !this.strip.hidden && this.annotator.model.get(chosen);
    highlight("second", row ? rangesOf(this.annotator.page, this.borders[this.at], row.end) : []);
  }

  async #cut() {
    const { annotator } = this;
    const id = annotator.reading.chosen;
    const border = this.borders[this.at];
    const whole = await annotator.whole(id);
    const row = annotator.model.get(id);
    const parts = row && border > row.start && border < row.end ? split(this.paragraphs, row, border) : [];
    if (!whole || parts.length !== 2) {
      annotator.tell(AWAY);
      return;
    }
    annotator.changes.together("Split in two", () => {
      annotator.changes.edit(id, parts[0]);
      annotator.changes.create({ ...saidBy(whole), ...parts[1] });
    });
    this.#done(id, "Split in two, each with everything it said. Undo makes one of them again.");
  }

  #done(id, sentence) {
    const { reading, text } = this.annotator;
    this.#close({ back: false });
    reading.choose(id, { open: false });
    text.focus({ preventScroll: true });
    this.annotator.tell(sentence);
  }

  #close({ back = true } = {}) {
    if (!this.strip.hidden) {
      this.strip.hidden = true;
      this.#preview();
      if (back) {
        this.buttons.split.focus();
      }
    }
  }

  #key(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step || event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      if (step) {
        this.#move(step);
      } else {
        this.#close();
      }
    }
  }

  #asked(differences) {
    const cell = (tag, words) => make(tag, tag === "th" ? { scope: "row" } : {}, words);
    const head = ["", "Stands", "Goes"].map((word) => make("th", { scope: "col" }, word));
    const rows = differences.map(({ label, stands, goes }) =>
      make("tr", {}, cell("th", label), cell("td", said(label, stands)), cell("td", said(label, goes))),
    );
    const table = make("table", { class: "conflict" }, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...rows));
    const sentence = make("p", {}, "The two say different things. What the chosen one says stands; tags and notes are kept of both.");
    return ask(this.annotator, "Merge the two?", [sentence, table], [["", "Cancel"], ["merge", "Merge"]]);
  }
}

function said(label, value) {
  if (label === "Voice") {
    return voiceWords(value).join("; ") || "the author’s own";
  }
  if (label === "Stance") {
    return stanceOf(value).said;
  }
  return typeof value === "string" ? value : Object.values(value ?? {}).filter(Boolean).join(", ");
}
