import { make, makeButton, shorten } from "./dom.js";
import { quoteOf } from "./offsets.js";
import { stanceOf } from "./stances.js";
import { fold } from "./typeahead.js";
import { voiceWords } from "./voice-words.js";

/** So many items are drawn; the filter or the text's place chooses which. */
const SHOWN = 60;

/** The document's annotations beside the text: those in view, or those a filter finds. */
export class List {
  /**
   * @param {object} options
   * @param {import("./model.js").Model} options.model
   * @param {import("./codebook.js").Codebook} options.codebook
   * @param {(id: string) => void} options.onChoose
   */
  constructor({ model, codebook, onChoose }) {
    this.model = model;
    this.codebook = codebook;
    this.onChoose = onChoose;
    this.from = 0;
    this.all = false;
    this.chosen = null;
    this.filter = make("input", {
      type: "search", placeholder: "Filter", "aria-label": "Filter the annotations",
    });
    this.count = make("p", { class: "list-count" });
    this.switch = makeButton("Show all", { class: "button quiet", hidden: true }, () => {
      this.all = !this.all;
      this.draw();
    });
    const counted = make("div", { class: "list-counted" }, this.count, this.switch);
    this.items = make("ol", { class: "annotation-list" });
    const head = make("div", { class: "list-head" }, make("h2", {}, "Annotations"), this.filter);
    this.element = make("div", { class: "list-view" }, head, counted, this.items);
    this.filter.addEventListener("input", () => this.draw());
  }

  /** Follow the text. @param {number} codePoint  first one in view */
  follow(codePoint) {
    if (codePoint !== this.from && !this.element.contains(document.activeElement)) {
      this.from = codePoint;
      this.draw();
    }
  }

  /** Show which one is chosen. @param {string|null} id @param {boolean} [scroll] */
  point(id, scroll = true) {
    this.chosen = id;
    this.items.querySelector("[aria-current]")?.removeAttribute("aria-current");
    const button = id && this.#button(id);
    if (button) {
      button.setAttribute("aria-current", "true");
      if (scroll) {
        button.scrollIntoView({ block: "nearest" });
      }
    }
  }

  draw() {
    const active = /** @type {HTMLElement} */ (document.activeElement);
    const focused = this.items.contains(active) ? active.dataset.id : undefined;
    const words = fold(this.filter.value).split(/\s+/).filter(Boolean);
    const all = this.model.sorted;
    const inView = this.#inView();
    const found = words.length ? all.filter((row) => this.#matches(row, words)) : this.all ? all : inView;
    const shown = found.slice(0, SHOWN);
    this.count.textContent = this.#words(shown.length, found.length, words.length > 0);
    this.switch.hidden = words.length > 0 || inView.length === all.length;
    this.switch.textContent = this.all ? "From here on" : "Show all";
    this.items.replaceChildren(...shown.map((row) => this.item(row)));
    if (focused) {
      this.#button(focused)?.focus();
    }
  }

  /** @param {import("./model.js").Annotation} row @returns {HTMLElement} */
  item(row) {
    const stance = stanceOf(row.stance);
    const glyph = make("span", { class: "glyph-sign", "aria-hidden": "true" }, stance.glyph);
    const name = make("span", { class: "doctrine-name" }, this.codebook.nameOf(row.doctrine));
    const claim = [stance.said, ...voiceWords(row), row.situation];
    const said = make("span", { class: "said" }, claim.filter(Boolean).join(" · "));
    const quote = quoteOf(this.model.paragraphs, row.start, row.end);
    const words = make("q", {}, shorten(quote, 120));
    const state = [row.coder, row.status !== "proposed" && row.status, row.tags.join(", ")];
    const byline = make("span", { class: "byline" }, state.filter(Boolean).join(" · "));
    const button = makeButton("", {
      class: `item stance-${row.stance} ${this.codebook.paletteOf(row.doctrine)}`,
      "data-id": row.id,
      "aria-current": row.id === this.chosen ? "true" : undefined,
    }, () => this.onChoose(row.id));
    button.append(glyph, name, said, words, byline);
    return make("li", {}, button);
  }

  /** @returns {HTMLElement|null} */
  #button(id) {
    return this.items.querySelector(`[data-id="${id}"]`);
  }

  #inView() {
    const { sorted } = this.model;
    const first = sorted.findIndex((row) => row.end > this.from);
    return first === -1 ? [] : sorted.slice(first);
  }

  #matches(row, words) {
    const doctrine = this.codebook.get(row.doctrine);
    const quote = quoteOf(this.model.paragraphs, row.start, row.end);
    const parts = [doctrine?.name, doctrine?.path, row.stance, row.holder, row.situation,
      row.coder, row.status, row.note, ...row.tags, quote];
    const text = fold(parts.filter(Boolean).join(" "));
    return words.every((word) => text.includes(word));
  }

  #words(shown, found, filtered) {
    const all = this.model.sorted.length;
    if (!all) {
      return "Nothing is marked yet. Select words in the text.";
    }
    if (filtered) {
      return shown < found ? `The first ${shown} of ${found} that match` : `${found} of ${all} match`;
    }
    const rest = found < all ? ` · ${found} from here on` : "";
    const first = shown < found ? `, the first ${shown} shown` : "";
    return `${all} in this text${rest}${first}`;
  }
}
