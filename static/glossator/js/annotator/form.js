import { DoctrineField } from "./doctrine-field.js";
import { make, makeButton } from "./dom.js";
import { edgeButtons } from "./edge-buttons.js";
import { excerpt, shorten } from "./excerpt.js";
import { MoreFields } from "./more-fields.js";
import { OtherDoctrines } from "./other-doctrines.js";
import { StanceField } from "./stance-field.js";
import { VoiceField } from "./voice-field.js";

const NO_PASSAGE = "Choose the label, then select the passage.";

/**
 * The form of one annotation, new or standing.
 *
 * @typedef {object} Actions
 * @property {(labels: object[]) => void} onSave  the fields, once for each doctrine
 * @property {() => void} onCancel
 * @property {() => void} onRemove
 * @property {() => void} onAgain  the label of the last time
 * @property {(edge: "start"|"end", step: 1|-1) => void} onEdge  move one edge by a word
 */
export class Form {
  /**
   * @param {object} options
   * @param {import("./codebook.js").Codebook} options.codebook
   * @param {import("./examples.js").Examples} options.examples
   * @param {import("./names.js").Names} options.names
   * @param {import("./holders.js").Holders} options.holders
   * @param {import("./provisions.js").Provisions} options.provisions
   * @param {import("./memory.js").Memory} options.memory
   * @param {import("./offsets.js").Paragraph[]} options.paragraphs
   * @param {Set<string>} options.waiting  ids of those that wait to be looked at again
   * @param {string} options.codebookUrl
   * @param {string} options.historyUrl  a uuid completes it
   * @param {boolean} options.mayAdd  doctrines and wordings
   * @param {string} [options.date]  of the text
   * @param {Actions} options.actions
   */
  constructor({ codebook, examples, names, holders, provisions, memory, paragraphs, waiting, codebookUrl, historyUrl, mayAdd, date = "", actions }) {
    this.paragraphs = paragraphs;
    this.historyUrl = historyUrl;
    this.waiting = waiting;
    this.examples = mayAdd ? examples : null;
    this.actions = actions;
    this.stance = new StanceField();
    this.doctrine = new DoctrineField({
      codebook, examples, codebookUrl, mayAdd,
      onPick: () => {
        this.complain("");
        this.stance.focus();
      },
      onMore: (slug) => this.others.add(slug),
    });
    this.doctrine.input.addEventListener("input", () => this.complain(""));
    this.others = new OtherDoctrines(codebook, (query) => this.doctrine.search(query), () => this.doctrine.value);
    this.voice = new VoiceField(names, holders);
    this.more = new MoreFields({ names, provisions, memory, mayAdd, date });
    this.#build();
  }

  /**
   * @param {object} row  values to begin with; without start and end, the passage comes
   *   after the label
   * @param {{isNew: boolean}} how
   */
  fill(row, { isNew }) {
    this.isNew = isNew;
    this.moved = false;
    this.title.textContent = isNew ? "New annotation" : "Annotation";
    this.remove.hidden = isNew;
    this.keepField.hidden = !isNew;
    this.keep.checked = false;
    this.#showPassage(row);
    this.warning.textContent =
      `This annotation is ${row.status}; changing its passage, doctrine, stance, ` +
      "voice or situation proposes it again.";
    this.warning.hidden = isNew || row.status === "proposed";
    this.doctrine.set(row.doctrine);
    this.others.set(row.others ?? []);
    this.stance.value = row.stance;
    this.voice.set(/** @type {any} */ (row));
    this.voice.propose(null);
    this.more.fill(row);
    this.byline.replaceChildren(...(isNew ? [] : this.#byline(row)));
    this.complain("");
    this.clean = JSON.stringify(this.current);
  }

  /** @returns {boolean}  whether anything was chosen, typed or moved since it was filled */
  get isDirty() {
    return JSON.stringify(this.current) !== this.clean;
  }

  /** The fields that come later than the rest. @param {object} whole */
  complete(whole) {
    const came = this.more.complete(whole);
    if (came && this.clean) {
      this.clean = JSON.stringify({ ...JSON.parse(this.clean), ...came });
    }
  }

  /** @param {string} words  what "As last time" would say */
  remind(words) {
    this.again.title = words;
  }

  /** Take another passage; that of a standing annotation waits for Save. @param {{start: number, end: number}} range */
  span(range) {
    this.#showPassage(range);
    this.moved = !this.isNew;
  }

  #showPassage({ start, end }) {
    this.range = start === undefined ? null : { start, end };
    this.quote.textContent = this.range ? excerpt(this.paragraphs, this.range, 240) : NO_PASSAGE;
    this.edges.hidden = !this.range;
    this.submit.textContent = this.range ? "Save" : "Use for the next passage";
    this.again.hidden = !this.isNew || !this.range || !this.again.title;
  }

  /** @returns {object[]|null}  the fields for each doctrine, or null after saying what is missing */
  value() {
    if (!this.doctrine.value || this.doctrine.combobox.isPending) {
      return this.complain("Choose a doctrine from the list.", this.doctrine.input);
    }
    if (!this.stance.value) {
      return this.complain("Choose a stance.", this.stance);
    }
    if (this.voice.isOpen) {
      return this.complain("Name the holder of the claim.", this.voice.holders.input);
    }
    const fields = [this.others.combobox, this.voice.holders, this.voice.via.combobox, ...this.more.comboboxes];
    const pending = fields.find((field) => field.isPending);
    if (pending) {
      const sentence = `Choose “${shorten(pending.input.value, 40)}” from the list under ${pending.label}, or clear it.`;
      this.more.element.open ||= this.more.element.contains(pending.input);
      return this.complain(sentence, pending.input);
    }
    const { others, ...first } = this.current;
    const further = others.map(({ doctrine, stance }) => ({ ...first, doctrine, stance: stance || first.stance }));
    return [first, ...further];
  }

  /** @returns {boolean}  whether nothing is missing; says nothing */
  get isComplete() {
    return Boolean(this.doctrine.value && this.stance.value && !this.voice.isOpen);
  }

  /** @returns {any}  the fields as they stand, complete or not */
  get current() {
    const { situation, tags, note, ...seldom } = this.more.value;
    return {
      doctrine: this.doctrine.value,
      stance: this.stance.value,
      ...this.voice.value,
      situation,
      tags,
      note,
      others: this.others.value,
      ...seldom,
      ...(this.moved ? this.range : {}),
    };
  }

  /** @param {string} sentence @param {{focus: () => void}} [field] @returns {null} */
  complain(sentence, field) {
    // an alert is spoken when words come into what is already shown
    this.problem.hidden = sentence === "";
    this.problem.textContent = sentence;
    field?.focus();
    return null;
  }

  /** Go where the coder goes on. */
  focus() {
    (this.doctrine.value ? this.stance : this.doctrine).focus();
  }

  #build() {
    const { onCancel, onRemove, onAgain, onEdge } = this.actions;
    this.title = make("h2", {});
    this.quote = make("blockquote", {});
    this.again = makeButton("As last time", { class: "button quiet", hidden: true }, onAgain);
    this.byline = make("p", { class: "byline" });
    this.warning = make("p", { class: "form-warning", hidden: true });
    this.problem = make("p", { class: "problem", role: "alert", hidden: true });
    this.remove = makeButton("Delete", { class: "button danger" }, onRemove);
    this.submit = make("button", { class: "button primary" }, "Save");
    this.keep = make("input", { type: "checkbox", name: "keep" });
    this.keepField = make("label", { class: "keep" }, this.keep, "Keep for the next");
    this.edges = edgeButtons(onEdge);
    const cancel = makeButton("Cancel", { class: "button" }, onCancel);
    // the problem stands in the bar that never leaves the view
    const buttons = make("div", { class: "form-buttons" }, this.problem, this.submit, cancel, this.keepField, this.remove);
    const editing = make(
      "div", { class: "editing" }, this.doctrine.element, this.stance.element,
      this.voice.element, this.others.element, this.more.element,
    );
    const head = make("div", { class: "list-head" }, this.title, this.again);
    const attributes = { class: "annotation-form", novalidate: true, "aria-label": "Annotation" };
    const parts = [head, this.quote, this.warning, this.edges, editing, buttons, this.byline];
    this.element = make("form", attributes, ...parts);
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.element.addEventListener("keydown", (event) => this.#key(event));
  }

  async #submit() {
    const { doctrine, others, voice, more } = this;
    const typed = [doctrine.combobox, others.combobox, voice.holders, voice.via.combobox, ...more.comboboxes]
      .filter((combobox) => combobox.isPending);
    await Promise.all(typed.map((combobox) => combobox.settle()));
    const labels = this.value();
    if (labels) {
      this.actions.onSave(labels);
    }
  }

  #byline({ id, doctrine, coder, status, version }) {
    const history = make("a", { href: `${this.historyUrl}${id}/` }, "History");
    const example = this.examples?.button(doctrine, id, (sentence) => this.complain(sentence));
    const words = [coder, status, ""].filter((word) => word !== null).join(" · ");
    const waits = this.waiting.has(id) ? ["Its doctrine changed: it waits to be looked at again · "] : [];
    return [...waits, words, ...(version ? [history, ...(example ? [" ", example] : [])] : [])];
  }

  #key(event) {
    if (event.key === "Escape") {
      event.preventDefault();
      this.actions.onCancel();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.element.requestSubmit();
    } else if (event.altKey && event.code === "KeyH" && this.voice.takeProposal()) {
      event.preventDefault();
    }
  }
}
