import { Combobox } from "./combobox.js";
import { make, makeButton } from "./dom.js";

/** A list of names: each can be taken away, others are added through a combobox. */
export class Chips {
  /**
   * @param {object} options
   * @param {string} options.label
   * @param {(query: string) => import("./combobox.js").Option[]} options.search
   * @param {(option: import("./combobox.js").Option) => Promise<string|null>} options.take
   *   makes what is new and answers its name, or null when that failed
   * @param {(text: string) => import("./combobox.js").Option} [options.takes]  as in Combobox
   */
  constructor({ label, search, take, takes }) {
    this.take = take;
    /** @type {string[]} */
    this.names = [];
    this.combobox = new Combobox({
      label,
      takes,
      search: (query) => search(query).filter((option) => !this.names.includes(option.value)),
      onPick: (option) => this.#add(option),
    });
    this.list = make("ul", { class: "chips", "aria-label": label, hidden: true });
    this.combobox.input.before(this.list);
    this.element = this.combobox.element;
  }

  /** @param {string[]} names */
  set(names) {
    this.names = [...names];
    this.combobox.set("");
    this.list.hidden = this.names.length === 0;
    this.list.replaceChildren(...this.names.map((name) => this.#chip(name)));
  }

  async #add(option) {
    this.combobox.set("");
    const name = await this.take(option);
    if (name && !this.names.includes(name)) {
      this.set([...this.names, name]);
    }
    return name !== null;
  }

  #chip(name) {
    const drop = makeButton("×", { "aria-label": `Remove ${name}` }, () => {
      this.set(this.names.filter((other) => other !== name));
      this.combobox.input.focus();
    });
    return make("li", { class: "chip" }, name, drop);
  }
}
