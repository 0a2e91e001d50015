import { BLANK, SELDOM } from "./annotation.js";
import { AuthorityField } from "./authority-field.js";
import { CHOICES, choiceWords } from "./choices.js";
import { Chips } from "./chips.js";
import { Combobox } from "./combobox.js";
import { ComparatorsField } from "./comparators-field.js";
import { make } from "./dom.js";
import { labelled, select } from "./fields.js";
import { authorityWords } from "./force.js";
import { isWhole } from "./label.js";
import { same } from "./queue.js";

/** What a beginner can leave alone: folded away, and unfolded for who uses it. */
export class MoreFields {
  /**
   * @param {object} options
   * @param {import("./names.js").Names} options.names
   * @param {import("./provisions.js").Provisions} options.provisions
   * @param {import("./memory.js").Memory} options.memory
   * @param {boolean} options.mayAdd  new wordings of provisions
   * @param {string} [options.date]  of the text
   */
  constructor({ names, provisions, memory, mayAdd, date = "" }) {
    this.names = names;
    this.situation = null;
    this.situations = new Combobox({
      label: "Situation",
      placeholder: "None",
      search: (query) => names.searchSituations(query),
      onPick: async (option) => {
        const code = await names.takeSituation(option);
        this.#situate(code ?? this.situation);
        return code !== null;
      },
      onClear: () => this.#situate(null),
    });
    this.tags = new Chips({
      label: "Tags",
      search: (query) => names.searchTags(query),
      take: async (option) => option.value,
      takes: (text) => ({ value: text, label: text }),
    });
    this.note = make("textarea", { rows: 2, name: "note" });
    this.authority = new AuthorityField({
      provisions, mayAdd, date,
      situation: () => names.situations.find(({ code }) => code === this.situation),
    });
    this.comparators = new ComparatorsField(names);
    /** @type {Object<string, HTMLSelectElement>} */
    this.choices = Object.fromEntries(Object.entries(CHOICES).map(([name, [, values]]) =>
      [name, select(name, { "": "Not said", ...values })]));
    this.summary = make("summary", {}, "More");
    this.element = this.#build(memory);
  }

  /** @param {object} row  a whole one, or as the list of annotations has it */
  fill(row) {
    this.row = row;
    this.#situate(row.situation ?? null);
    this.tags.set(row.tags ?? []);
    this.note.value = row.note ?? "";
    this.#fillSeldom(row);
    this.known = isWhole(row);
    this.#say();
  }

  /**
   * The fields that come later than the rest; what was written of them meanwhile stays.
   *
   * @param {object} whole
   * @returns {object|null}  the fields as they came; null when they were there already
   */
  complete(whole) {
    if (this.known) {
      return null;
    }
    const filled = Object.fromEntries(SELDOM.map((name) =>
      [name, same(this.row[name], "") ? (whole[name] ?? BLANK[name]) : this.row[name]]));
    this.#fillSeldom(filled);
    this.known = true;
    this.#say();
    return this.#seldom();
  }

  /** @returns {object}  without the fields that are still to come */
  get value() {
    const seldom = this.known ? this.#seldom() : {};
    return { situation: this.situation, tags: this.tags.names, note: this.note.value.trim(), ...seldom };
  }

  get comboboxes() {
    return [this.situations, this.tags.combobox, this.authority.combobox, this.comparators.combobox];
  }

  #seldom() {
    const choices = Object.entries(this.choices).map(([name, field]) => [name, field.value]);
    const { authority, comparators } = this;
    return { ...Object.fromEntries(choices), authority: authority.value, comparators: comparators.value };
  }

  #fillSeldom(row) {
    for (const [name, field] of Object.entries(this.choices)) {
      field.value = row[name] ?? "";
    }
    this.authority.set(row.authority ?? null);
    this.comparators.set(row.comparators ?? []);
  }

  #situate(code) {
    this.situation = code;
    this.situations.set(this.names.situationName(code));
    this.authority?.say();
  }

  /** What is filled in below, so that nothing hides there. */
  #say() {
    const { tags, note, ...others } = this.value;
    const count = tags.length;
    const parts = [
      others.situation,
      ...Object.entries(this.choices).map(([name, field]) => choiceWords(name, field.value).toLowerCase()),
      others.authority && authorityWords(others.authority),
      ...(others.comparators ?? []).map(({ situation, relation }) => `${relation} ${situation}`),
      count ? `${count} ${count === 1 ? "tag" : "tags"}` : "",
      note ? "a note" : "",
    ];
    const filled = parts.filter(Boolean).join(", ");
    this.summary.replaceChildren("More", make("span", { class: "more-filled" }, filled ? ` · ${filled}` : ""));
    this.seldom.disabled = !this.known;
  }

  #build(memory) {
    const choices = Object.entries(CHOICES).map(([name, [label]]) => labelled(label, this.choices[name]));
    this.seldom = make(
      "fieldset", { class: "seldom" }, make("legend", { class: "visually-hidden" }, "Further fields"),
      make("div", { class: "choices" }, ...choices), this.authority.element, this.comparators.element,
    );
    const element = make(
      "details", { class: "more-fields" }, this.summary, this.situations.element,
      this.tags.element, labelled("Note", this.note), this.seldom,
    );
    element.open = memory.get("more", false);
    element.addEventListener("toggle", () => memory.set("more", element.open));
    for (const name of ["change", "focusout", "click"]) {
      element.addEventListener(name, () => this.#say());
    }
    return element;
  }
}
