import { make } from "./dom.js";
import { radio } from "./fields.js";
import { STANCES } from "./stances.js";

/** One stance of six; its first letter chooses it as well. */
export class StanceField {
  constructor() {
    this.inputs = STANCES.map(({ value }) => radio("stance", value));
    const labels = STANCES.map(({ name, glyph, value }, i) => {
      const sign = make("span", { class: "glyph-sign", "aria-hidden": "true" }, glyph);
      return make("label", { class: `stance-${value}` }, this.inputs[i], sign, name);
    });
    const legend = make("legend", {}, "Stance");
    this.element = make("fieldset", { class: "stance-field" }, legend, ...labels);
    this.element.addEventListener("keydown", (event) => this.#letter(event));
  }

  /** @returns {string}  "" when none is chosen yet */
  get value() {
    return this.inputs.find((input) => input.checked)?.value ?? "";
  }

  set value(stance) {
    for (const input of this.inputs) {
      input.checked = input.value === stance;
    }
  }

  focus() {
    (this.inputs.find((input) => input.checked) ?? this.inputs[0]).focus();
  }

  #letter(event) {
    const letter = event.key.toLowerCase();
    const inputs = this.inputs.filter((input) => input.value.startsWith(letter));
    if (!inputs.length || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const now = inputs.findIndex((input) => input.checked);
    const input = inputs[(now + 1) % inputs.length];
    input.checked = true;
    input.focus();
    event.preventDefault();
  }
}
