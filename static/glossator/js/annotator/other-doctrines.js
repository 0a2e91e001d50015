import { Combobox } from "./combobox.js";
import { make, makeButton } from "./dom.js";
import { select } from "./fields.js";
import { STANCES } from "./stances.js";

/** @typedef {{doctrine: string, stance: string}} Other  stance "" is that of the first */

/** More doctrines for the same passage: each becomes an annotation of its own. */
export class OtherDoctrines {
  /**
   * @param {import("./codebook.js").Codebook} codebook
   * @param {(query: string) => import("./combobox.js").Option[]} search
   * @param {() => string} first  the slug of the first one
   */
  constructor(codebook, search, first) {
    this.codebook = codebook;
    /** @type {Other[]} */
    this.value = [];
    this.combobox = new Combobox({
      label: "Another doctrine",
      placeholder: "Name, article or definition",
      search: (query) => search(query).filter(({ value }) => value !== first() && !this.#has(value)),
      none: ["No other doctrine has this."],
      onPick: (option) => this.add(option.value),
    });
    this.combobox.element.hidden = true;
    this.list = make("ul", { class: "other-doctrines", "aria-label": "Further doctrines of this passage", hidden: true });
    this.button = makeButton("Add another doctrine", { class: "button quiet" }, () => this.#ask());
    this.element = make("div", { class: "others" }, this.list, this.combobox.element, this.button);
  }

  /** @param {Other[]} others */
  set(others) {
    this.value = others.map(({ doctrine, stance }) => ({ doctrine, stance }));
    this.combobox.set("");
    this.combobox.element.hidden = true;
    this.#draw();
  }

  /** @param {string} slug */
  add(slug) {
    if (!this.#has(slug)) {
      this.set([...this.value, { doctrine: slug, stance: "" }]);
    }
    this.button.focus();
  }

  #has(slug) {
    return this.value.some(({ doctrine }) => doctrine === slug);
  }

  #ask() {
    this.combobox.element.hidden = false;
    this.combobox.input.focus();
    this.combobox.open();
  }

  #draw() {
    this.list.hidden = this.value.length === 0;
    this.list.replaceChildren(...this.value.map((other) => this.#item(other)));
  }

  #item(other) {
    const name = this.codebook.nameOf(other.doctrine);
    const values = Object.fromEntries(STANCES.map((stance) => [stance.value, stance.name]));
    const stance = select("other-stance", { "": "Same stance", ...values });
    stance.setAttribute("aria-label", `Stance on ${name}`);
    stance.value = other.stance;
    stance.addEventListener("change", () => (other.stance = stance.value));
    const drop = makeButton("×", { "aria-label": `Remove ${name}` }, () => {
      this.set(this.value.filter(({ doctrine }) => doctrine !== other.doctrine));
      this.button.focus();
    });
    return make("li", { class: this.codebook.paletteOf(other.doctrine) }, make("span", {}, name), stance, drop);
  }
}
