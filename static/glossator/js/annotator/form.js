import { Chips } from "./chips.js";
import { Combobox } from "./combobox.js";
import { DoctrineField } from "./doctrine-field.js";
import { make, makeButton, shorten } from "./dom.js";
import { labelled, select } from "./fields.js";
import { quoteOf } from "./offsets.js";
import { StanceField } from "./stance-field.js";
import { VoiceField } from "./voice-field.js";

/**
 * Optional fields, folded away: name -> [label, values].
 *
 * @type {Object<string, [string, Object<string, string>]>}
 */
const MORE = {
  ground: ["Ground", { rule: "The rule", fact: "A fact", application: "The rule applied to the fact" }],
  role: ["Role", {
    claim: "Claim", rule: "Rule", evidence: "Evidence", rebuttal: "Rebuttal",
    concession: "Concession", analogy: "Analogy", consequence: "Consequence",
    prescription: "Prescription", conclusion: "Conclusion",
  }],
  explicitness: ["Explicitness", { named: "Named", paraphrased: "Paraphrased", inferred: "Inferred" }],
  confidence: ["Your confidence", { high: "High", medium: "Medium", low: "Low" }],
};

/**
 * The form of one annotation, new or standing.
 *
 * @typedef {object} Actions
 * @property {(fields: object) => void} onSave
 * @property {() => void} onCancel
 * @property {() => void} onRemove
 * @property {(edge: "start"|"end", step: 1|-1) => void} onEdge  move one edge by a word
 */
export class Form {
  /**
   * @param {object} options
   * @param {import("./codebook.js").Codebook} options.codebook
   * @param {import("./names.js").Names} options.names
   * @param {import("./offsets.js").Paragraph[]} options.paragraphs
   * @param {string} options.codebookUrl
   * @param {string} options.historyUrl  a uuid completes it
   * @param {Actions} options.actions
   */
  constructor({ codebook, names, paragraphs, codebookUrl, historyUrl, actions }) {
    this.names = names;
    this.paragraphs = paragraphs;
    this.historyUrl = historyUrl;
    this.actions = actions;
    this.stance = new StanceField();
    this.doctrine = new DoctrineField(codebook, codebookUrl, () => {
      this.complain("");
      this.stance.focus();
    });
    this.voice = new VoiceField(names);
    this.situation = null;
    this.#build();
  }

  /**
   * @param {import("./model.js").Annotation} row  values to begin with
   * @param {{isNew: boolean}} how
   */
  fill(row, { isNew }) {
    this.isNew = isNew;
    this.moved = false;
    this.title.textContent = isNew ? "New annotation" : "Annotation";
    this.remove.hidden = isNew;
    this.#showPassage(row);
    this.warning.textContent =
      `This annotation is ${row.status}; changing its passage, doctrine, stance, ` +
      "voice or situation proposes it again.";
    this.warning.hidden = isNew || row.status === "proposed";
    this.doctrine.set(row.doctrine);
    this.stance.value = row.stance;
    this.voice.set(row);
    this.#setSituation(row.situation);
    this.tags.set(row.tags);
    this.note.value = row.note;
    this.fillMore(row);
    this.byline.replaceChildren(...(isNew ? [] : this.#byline(row)));
    this.complain("");
    this.clean = JSON.stringify(this.#fields());
  }

  /** @returns {boolean}  whether anything was chosen, typed or moved since it was filled */
  get isDirty() {
    return JSON.stringify(this.#fields()) !== this.clean;
  }

  /** The folded fields, which come later than the rest. @param {object} row */
  fillMore(row) {
    for (const [name, field] of Object.entries(this.more)) {
      field.value = row[name] ?? "";
    }
    this.clean = JSON.stringify(this.#fields());
  }

  /** Take another passage; that of a standing annotation waits for Save. @param {{start: number, end: number}} range */
  span(range) {
    this.#showPassage(range);
    this.moved = !this.isNew;
  }

  #showPassage({ start, end }) {
    this.range = { start, end };
    this.quote.textContent = shorten(quoteOf(this.paragraphs, start, end), 240);
  }

  /** @returns {object|null}  the fields, or null after saying what is missing */
  value() {
    if (!this.doctrine.value) {
      return this.complain("Choose a doctrine.", this.doctrine.input);
    }
    if (!this.stance.value) {
      return this.complain("Choose a stance.", this.stance);
    }
    if (this.voice.isOpen) {
      return this.complain("Name the holder of the claim.", this.voice.holders.input);
    }
    return this.#fields();
  }

  #fields() {
    const more = Object.entries(this.more).map(([name, field]) => [name, field.value]);
    return {
      doctrine: this.doctrine.value,
      stance: this.stance.value,
      ...this.voice.value,
      situation: this.situation,
      tags: this.tags.names,
      note: this.note.value.trim(),
      ...Object.fromEntries(more),
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
    const { onSave, onCancel, onRemove } = this.actions;
    this.title = make("h2", {});
    this.quote = make("blockquote", {});
    this.byline = make("p", { class: "byline" });
    this.warning = make("p", { class: "form-warning", hidden: true });
    this.problem = make("p", { class: "problem", role: "alert", hidden: true });
    this.remove = makeButton("Delete", { class: "button danger" }, onRemove);
    const save = make("button", { class: "button primary" }, "Save");
    const cancel = makeButton("Cancel", { class: "button" }, onCancel);
    // the problem stands in the bar that never leaves the view
    const buttons = make("div", { class: "form-buttons" }, this.problem, save, cancel, this.remove);
    const editing = make(
      "div", { class: "editing" }, this.doctrine.element, this.stance.element,
      this.voice.element, this.#situationField(), this.#tagField(), this.#noteField(),
      this.#moreFields(),
    );
    const parts = [this.#edges(), editing, buttons, this.byline];
    const attributes = { class: "annotation-form", novalidate: true, "aria-label": "Annotation" };
    this.element = make("form", attributes, this.title, this.quote, this.warning, ...parts);
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      const fields = this.value();
      if (fields) {
        onSave(fields);
      }
    });
    this.element.addEventListener("keydown", (event) => this.#key(event));
  }

  #byline({ id, coder, status, version }) {
    const history = make("a", { href: `${this.historyUrl}${id}/` }, "History");
    return [[coder, status, ""].filter((word) => word !== null).join(" · "), version ? history : ""];
  }

  #key(event) {
    if (event.key === "Escape") {
      event.preventDefault();
      this.actions.onCancel();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.element.requestSubmit();
    }
  }

  #edges() {
    const move = (text, label, edge, step) =>
      makeButton(text, { class: "button", "aria-label": label, title: label }, () => this.actions.onEdge(edge, step));
    const label = "Move the edges by a word";
    return make(
      "div", { class: "edges", role: "group", "aria-label": label },
      make("span", { "aria-hidden": "true" }, "Start"),
      move("←", "Start one word earlier", "start", -1),
      move("→", "Start one word later", "start", 1),
      make("span", { "aria-hidden": "true" }, "End"),
      move("←", "End one word earlier", "end", -1),
      move("→", "End one word later", "end", 1),
    );
  }

  #situationField() {
    this.situations = new Combobox({
      label: "Situation",
      placeholder: "None",
      search: (query) => this.names.searchSituations(query),
      onPick: async (option) => this.#setSituation(await this.names.takeSituation(option)),
      onClear: () => this.#setSituation(null),
    });
    return this.situations.element;
  }

  #setSituation(code) {
    this.situation = code;
    this.situations.set(this.names.situationName(code));
  }

  #tagField() {
    this.tags = new Chips({
      label: "Tags",
      search: (query) => this.names.searchTags(query),
      take: async (option) => option.value,
    });
    return this.tags.element;
  }

  #noteField() {
    this.note = make("textarea", { rows: 2, name: "note" });
    return labelled("Note", this.note);
  }

  #moreFields() {
    this.more = {};
    const fields = Object.entries(MORE).map(([name, [label, values]]) => {
      this.more[name] = select(name, { "": "Not said", ...values });
      return labelled(label, this.more[name]);
    });
    return make("details", { class: "more-fields" }, make("summary", {}, "More"), ...fields);
  }
}
