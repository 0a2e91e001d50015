import { make, makeButton } from "./dom.js";
import { radio } from "./fields.js";
import { Popover } from "./popover.js";
import { Follower, scrollToTop } from "./scroll.js";

/**
 * Name -> [label, unit, values in their order, place of the usual one].
 *
 * @type {Object<string, [string, string, number[], number]>}
 */
export const SETTINGS = {
  "--text-size": ["Size", "rem", [0.875, 0.9375, 1, 1.0625, 1.125, 1.25, 1.375, 1.5, 1.75, 2], 3],
  "--text-measure": ["Line width", "em", [24, 28, 32, 36, 39.5, 44, 50, 60], 4],
  "--text-leading": ["Space between lines", "", [1.4, 1.6, 1.8, 2, 2.2, 2.5], 2],
  "--text-gap": ["Space between paragraphs", "em", [0, 0.25, 0.5, 0.75, 1, 1.5], 0],
};

const THEMES = {
  system: "As the system", light: "Light", dark: "Dark", contrast: "High contrast",
};

/** How the text is set, and the page's colours: kept for this person in this browser. */
export class ViewSettings {
  /** @param {any} annotator */
  constructor(annotator) {
    this.annotator = annotator;
    this.follower = new Follower(annotator.page, annotator.text);
    const themes = Object.entries(THEMES).map(([value, words]) => make("label", {}, radio("theme", value), words));
    this.theme = make("fieldset", {}, make("legend", {}, "Colours"), ...themes);
    this.theme.addEventListener("change", (event) => {
      const { value } = /** @type {HTMLInputElement} */ (event.target);
      document.dispatchEvent(new CustomEvent("glossator:theme", { detail: value }));
      annotator.tell(`Colours: ${THEMES[value].toLowerCase()}.`, { shown: false });
    });
    this.sliders = Object.entries(SETTINGS).map(([name, setting]) => this.#slider(name, setting));
    const reset = makeButton("As it was made", { class: "button" }, () => this.#reset());
    this.popover = new Popover({
      words: "Text …", name: "How the text looks",
      content: [...this.sliders.map(({ element }) => element), this.theme, reset],
      onOpen: () => this.#show(),
    });
  }

  listen() {
    this.popover.join(this.annotator.querySelector(".annotator-bar"));
    document.addEventListener("glossator:restyled", () => {
      this.#show();
      this.annotator.features.forEach((feature) => feature.restyled?.());
    });
  }

  #slider(name, [label, unit, values, usual]) {
    const id = `setting${name.slice(1)}`;
    const first = name === "--text-size";
    const input = make("input", { id, type: "range", min: 0, max: values.length - 1, step: 1, autofocus: first });
    const output = make("output", { for: id });
    const say = () => {
      const share = Math.round((100 * values[Number(input.value)]) / (values[usual] || 1));
      output.textContent = `${share} %`;
      input.setAttribute("aria-valuetext", output.textContent);
    };
    input.addEventListener("input", () => {
      say();
      this.#apply();
    });
    const show = () => {
      const now = parseFloat(document.documentElement.style.getPropertyValue(name));
      const place = values.indexOf(now);
      input.value = String(place === -1 ? usual : place);
      say();
    };
    const value = () => (Number(input.value) === usual ? undefined : `${values[Number(input.value)]}${unit}`);
    const element = make("div", { class: "setting" }, make("label", { for: id }, label), output, input);
    return { name, element, input, usual, show, value };
  }

  #show() {
    this.sliders.forEach((slider) => slider.show());
    const { themeChoice = "system" } = document.documentElement.dataset;
    const chosen = this.theme.querySelector(`[value=${themeChoice}]`);
    /** @type {HTMLInputElement} */ (chosen).checked = true;
  }

  #apply() {
    const values = Object.fromEntries(this.sliders.map((slider) => [slider.name, slider.value()]));
    const { page } = this.annotator;
    // the words at the top stay there
    const start = this.follower.first();
    document.dispatchEvent(new CustomEvent("glossator:text", { detail: values }));
    this.annotator.features.forEach((feature) => feature.restyled?.());
    if (window.scrollY > 0 && start < page.paragraphs.at(-1).end) {
      scrollToTop(page, { start, end: start + 1 });
    }
  }

  #reset() {
    this.sliders.forEach(({ input, usual }) => (input.value = String(usual)));
    this.#apply();
    this.#show();
    this.annotator.tell("The text looks as it was made.", { shown: false });
  }
}
