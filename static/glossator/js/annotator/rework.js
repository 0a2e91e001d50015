import { make, makeButton } from "./dom.js";
import { askMerge } from "./merge-dialog.js";
import { merge, neighbourOf, saidBy, split } from "./pieces.js";
import { SplitStrip } from "./split-strip.js";

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
    this.strip = new SplitStrip(annotator, {
      onSplit: (border) => this.#cut(border),
      onCancel: () => this.buttons.split.focus(),
    });
    const label = "More to do with this annotation";
    const row = make("div", { class: "row", role: "group", "aria-label": label }, ...Object.values(this.buttons));
    this.element = make("div", { class: "annotation-tools", hidden: true }, row, this.strip.element);
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
    this.strip.close();
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
    this.strip.paint();
  }

  /** Ask where to split the chosen annotation; asked again, split it there. */
  split() {
    const row = this.#mine("Choose the annotation to split first.");
    if (!row) {
      return;
    }
    if (this.strip.isOpen) {
      this.strip.split();
    } else if (this.strip.find(row)) {
      this.#ask();
    } else {
      this.annotator.tell("One word cannot be split.");
    }
  }

  /** Make it one annotation with its neighbour. */
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
    if (differences.length && !(await askMerge(annotator, differences))) {
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
    if (!row || !reading.mayCode) {
      annotator.tell("Choose the annotation to copy first.");
      return;
    }
    if (reading.mustWait()) {
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

  /** @returns {import("./annotation.js").Annotation|null}  the chosen one, if it can be changed now */
  #mine(otherwise) {
    const { annotator } = this;
    const { reading } = annotator;
    const row = reading.chosen && annotator.model.get(reading.chosen);
    if (!row) {
      annotator.tell(otherwise);
    } else if (!reading.mayEdit(row)) {
      annotator.tell(`This is ${row.coder}’s; you may change your own only.`);
    } else if (!reading.mustWait()) {
      return row;
    }
    return null;
  }

  #ask() {
    const { panel, reading } = this.annotator;
    if (this.element.hidden) {
      reading.choose(reading.chosen, { open: true });
    }
    panel.element.classList.add("open");
    this.strip.open();
  }

  async #cut(border) {
    const { annotator } = this;
    const id = annotator.reading.chosen;
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
    this.strip.close();
    reading.choose(id, { open: false });
    text.focus({ preventScroll: true });
    this.annotator.tell(sentence);
  }
}
