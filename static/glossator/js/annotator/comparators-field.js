import { Combobox } from "./combobox.js";
import { make, makeButton } from "./dom.js";

/** Other situations that are named as like or unlike, each with its direction. */
export class ComparatorsField {
  /** @param {import("./names.js").Names} names */
  constructor(names) {
    this.names = names;
    /** @type {{situation: string, relation: "like"|"unlike"}[]} */
    this.value = [];
    this.combobox = new Combobox({
      label: "Compared with",
      placeholder: "Another situation",
      search: (query) => names.searchSituations(query).filter(({ value }) => !this.#has(value)),
      onPick: async (option) => {
        this.combobox.set("");
        this.#add(await names.takeSituation(option));
      },
    });
    this.list = make("ul", { class: "comparators", "aria-label": "Compared with", hidden: true });
    this.combobox.input.before(this.list);
    this.element = this.combobox.element;
  }

  /** @param {{situation: string, relation: "like"|"unlike"}[]} comparators */
  set(comparators) {
    this.value = comparators.map(({ situation, relation }) => ({ situation, relation }));
    this.combobox.set("");
    this.list.hidden = this.value.length === 0;
    this.list.replaceChildren(...this.value.map((comparator) => this.#item(comparator)));
  }

  #has(code) {
    return this.value.some(({ situation }) => situation === code);
  }

  #add(code) {
    if (code && !this.#has(code)) {
      this.set([...this.value, { situation: code, relation: "like" }]);
      /** @type {HTMLElement} */ (this.list.lastElementChild.querySelector("button")).focus();
    }
  }

  #item({ situation, relation }) {
    const words = relation === "like" ? "is like it" : "is unlike it";
    const label = `${situation} ${words}: change`;
    const turn = makeButton(words, { class: "turn", "aria-label": label }, () => this.#turn(situation));
    const drop = makeButton("×", { "aria-label": `Remove ${situation}` }, () => {
      this.set(this.value.filter((other) => other.situation !== situation));
      this.combobox.input.focus();
    });
    const name = make("span", { title: this.names.situationName(situation) }, situation);
    return make("li", { class: "chip" }, name, turn, drop);
  }

  /** Like becomes unlike, and back. */
  #turn(code) {
    const place = this.value.findIndex(({ situation }) => situation === code);
    const other = this.value[place].relation === "like" ? "unlike" : "like";
    this.set(this.value.map((entry, i) => (i === place ? { situation: code, relation: other } : entry)));
    /** @type {HTMLElement} */ (this.list.children[place].querySelector("button")).focus();
  }
}
