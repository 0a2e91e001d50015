import { make } from "./dom.js";
import { STANCES } from "./stances.js";

/** Which colour and which sign mean what, for the doctrines that this text has. */
export class Legend {
  /** @param {any} annotator */
  constructor(annotator) {
    this.annotator = annotator;
    this.doctrines = make("ul", { class: "legend-list", "aria-label": "What the colours mean" });
    this.stances = make("ul", { class: "legend-list palette-12", "aria-label": "What the signs and lines mean" });
    this.element = make("details", { class: "legend" }, make("summary", {}, "Colours and signs"), this.doctrines, this.stances);
    this.element.addEventListener("toggle", () => this.#turn());
    annotator.list.tools.append(this.element);
  }

  painted() {
    if (this.element.open) {
      this.draw();
    }
  }

  /** What is folded up has no items in the page. */
  #turn() {
    if (this.element.open) {
      this.draw();
    } else {
      this.doctrines.replaceChildren();
      this.stances.replaceChildren();
    }
  }

  draw() {
    const stances = STANCES.map(({ value, name, glyph }) => {
      const sign = make("span", { class: "glyph-sign", "aria-hidden": "true" }, glyph);
      const line = make("span", { class: `legend-mark stance-${value}` }, name);
      return make("li", {}, sign, line);
    });
    this.stances.replaceChildren(...stances);
    const { codebook, model } = this.annotator;
    const uses = new Map();
    model.sorted.forEach(({ doctrine }) => uses.set(doctrine, (uses.get(doctrine) ?? 0) + 1));
    const slugs = [...uses.keys()].sort((a, b) => codebook.nameOf(a).localeCompare(codebook.nameOf(b)));
    this.doctrines.replaceChildren(...slugs.map((slug) => {
      const mark = make("span", { class: `legend-mark ${codebook.paletteOf(slug)}` }, codebook.nameOf(slug));
      return make("li", {}, mark, ` ${uses.get(slug)}`);
    }));
  }
}
