import { make, makeButton } from "./dom.js";
import { isNarrow } from "./narrow.js";
import { askKind } from "./relate-dialog.js";

/** Drawing a relation: choose one annotation, then the other, then how they are related. */
export class Relate {
  /** @param {any} annotator */
  constructor(annotator) {
    this.annotator = annotator;
    annotator.relate = this;
    /** @type {string|null} the annotation that a relation is drawn from */
    this.from = null;
    this.clicked = false;
    this.commands = { relate: () => this.#key() };
    const cancel = makeButton("Leave", { class: "button quiet" }, () => this.stop("Nothing was related."));
    const far = makeButton("In another text …", { class: "button quiet" }, () => this.#far());
    this.how = make("p", {});
    this.strip = make(
      "div", { class: "relate-strip", role: "group", "aria-label": "Relate", hidden: true },
      this.how, far, cancel,
    );
    this.strip.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        event.preventDefault();
        this.stop("Nothing was related.");
        annotator.text.focus({ preventScroll: true });
      }
    });
  }

  listen() {
    this.annotator.panel.element.querySelector(".annotator-bar").after(this.strip);
    // a click chooses at once; keys step past others, and r takes the one they reached
    this.annotator.addEventListener("click", () => {
      this.clicked = true;
      setTimeout(() => (this.clicked = false));
    }, { capture: true });
  }

  /** Begin with the chosen annotation. */
  start() {
    const { reading, panel, text } = this.annotator;
    if (!reading.mayCode) {
      reading.tell("To relate annotations takes the role coder.");
    } else if (!reading.chosen || !reading.model.get(reading.chosen)) {
      const next = this.#keyOf("next");
      reading.tell(`Choose an annotation first${next && `: ${next} goes to the next`}.`);
    } else if (!reading.mustWait()) {
      this.from = reading.chosen;
      this.how.textContent = this.#how();
      this.strip.hidden = false;
      if (isNarrow()) {
        panel.show("list", { up: false });
      }
      text.focus({ preventScroll: true });
      reading.tell(`${this.#how()} Esc leaves.`, { shown: false });
    }
  }

  /** @param {string} sentence */
  stop(sentence) {
    this.from = null;
    this.strip.hidden = true;
    this.annotator.tell(sentence);
  }

  /** @param {string|null} id */
  chosen(id) {
    if (this.from === null || id === this.from) {
      return;
    }
    if (id === null) {
      this.stop("Nothing was related.");
    } else if (this.clicked) {
      this.#ask(this.annotator.relations.endOf({ id }));
    } else {
      setTimeout(() => this.from && this.annotator.tell(this.#press()));
    }
  }

  #how() {
    const [next, relate] = [this.#keyOf("next"), this.#keyOf("relate")];
    const keys = next && relate && `, or step with ${next} and press ${relate}`;
    return `Choose the other annotation: click it${keys}.`;
  }

  #press() {
    const [next, relate] = [this.#keyOf("next"), this.#keyOf("relate")];
    return relate ? `Press ${relate} to relate to this one${next && `, ${next} for the next`}.` : "Click the other annotation.";
  }

  /** @param {string} command */
  #keyOf(command) {
    return this.annotator.shortcuts.keyOf(command);
  }

  #key() {
    const { reading, relations } = this.annotator;
    if (this.from && reading.chosen && reading.chosen !== this.from) {
      this.#ask(relations.endOf({ id: reading.chosen }));
    } else {
      this.start();
    }
  }

  async #far() {
    const { FarSearch } = await import("./relate-far.js");
    const end = await new FarSearch(this.annotator, this.from).ask();
    if (end) {
      await this.#ask(end);
    }
  }

  /** @param {import("./relation-words.js").End} other */
  async #ask(other) {
    const { relations, reading, text } = this.annotator;
    const own = relations.endOf({ id: this.from });
    this.from = null;
    this.strip.hidden = true;
    if (!own) {
      return;
    }
    const answer = await askKind(this.annotator, own, other);
    if (!answer) {
      reading.tell("Nothing was related.");
    } else {
      const [source, target] = answer.swapped ? [other, own] : [own, other];
      const made = relations.join(source, target, answer.kind, answer.note);
      reading.choose(own.id, { open: !isNarrow() });
      relations.section.element.scrollIntoView({ block: "nearest" });
      reading.tell(made ? `Related: ${answer.said}. Undo takes it back.` : "You related these two so already.");
    }
    text.focus({ preventScroll: true });
  }
}
