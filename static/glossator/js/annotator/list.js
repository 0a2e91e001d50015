import { afterFrame } from "./after-paint.js";
import { moveByArrows } from "./arrows.js";
import { make, makeButton } from "./dom.js";
import { shorten } from "./excerpt.js";
import { quoteOf } from "./offsets.js";
import { stanceOf } from "./stances.js";
import { fold } from "./typeahead.js";
import { voiceWords } from "./voice-words.js";

/** So many items are drawn; the filter or the text's place chooses which. */
const SHOWN = 20;

/** The document's annotations beside the text: those in view, or those a filter finds. */
export class List {
  /**
   * @param {object} options
   * @param {import("./model.js").Model} options.model
   * @param {import("./codebook.js").Codebook} options.codebook
   * @param {import("./show.js").Show} options.show
   * @param {(id: string) => void} options.onChoose
   */
  constructor({ model, codebook, show, onChoose }) {
    this.model = model;
    this.codebook = codebook;
    this.show = show;
    this.onChoose = onChoose;
    /** @type {Set<string>|null} those that are ticked; null while none can be */
    this.ticked = null;
    this.from = 0;
    /** @type {Map<string, {row: object, looks: string, element: HTMLElement}>} */
    this.drawn = new Map();
    /** what the count says besides, while not everything is here */
    this.remark = "";
    this.all = false;
    /** whether it is to be drawn anew */
    this.isStale = false;
    this.chosen = null;
    /** @type {(row: import("./annotation.js").Annotation) => boolean} wholly outside the text */
    this.isOutside = () => false;
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
    this.total = make("span", { class: "list-total", "aria-hidden": "true" });
    this.head = make("div", { class: "list-head" }, make("h2", {}, "Annotations"), this.total, this.filter);
    /** what features put between the filter and the items */
    this.tools = make("div", { class: "list-tools" });
    this.element = make("div", { class: "list-view" }, this.head, this.tools, counted, this.items);
    this.filter.addEventListener("input", () => this.draw());
    moveByArrows(this.items);
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
    if (scroll && this.isStale) {
      this.draw();
    }
    const button = id && this.#button(id);
    if (button) {
      button.setAttribute("aria-current", "true");
      if (scroll) {
        button.scrollIntoView({ block: "nearest" });
      }
    }
  }

  /** After the frame that paints the text, which is what the coder looks at. */
  drawLater() {
    if (!this.isStale) {
      this.isStale = true;
      afterFrame(() => this.isStale && this.draw());
    }
  }

  draw() {
    this.isStale = false;
    const active = /** @type {HTMLElement} */ (document.activeElement);
    const focused = this.items.contains(active) ? active.dataset.id : undefined;
    const { found, kept, rest } = this.#find(this.all);
    const shown = found.slice(0, SHOWN);
    this.count.textContent = this.#words(shown.length, found.length, kept.length);
    this.total.textContent = String(this.model.sorted.length || "");
    this.switch.hidden = !rest;
    this.switch.textContent = this.all ? "From here on" : "Show all";
    this.#place(shown);
    if (focused && !this.items.contains(document.activeElement)) {
      this.#button(focused)?.focus();
    }
  }

  /** @returns {import("./annotation.js").Annotation[]}  all that the filters find, drawn or not */
  get found() {
    return this.#find(true).found;
  }

  /**
   * @param {import("./annotation.js").Annotation} row
   * @param {{measured?: boolean}} [how]  measured: its length is said
   * @returns {HTMLElement}
   */
  item(row, { measured = false } = {}) {
    const stance = stanceOf(row.stance);
    const name = make("span", { class: "doctrine-name" }, this.codebook.nameOf(row.doctrine));
    const claim = [stance.said, ...voiceWords(row), row.situation];
    const said = make("span", { class: "said" }, claim.filter(Boolean).join(" · "));
    const quote = quoteOf(this.model.paragraphs, row.start, row.end);
    const words = make("q", {}, shorten(quote, 120));
    const length = measured && lengthOf(quote);
    const state = [length, row.coder, row.status !== "proposed" && row.status, this.isOutside(row) && "outside the text", row.tags.join(", ")];
    const byline = make("span", { class: "byline" }, state.filter(Boolean).join(" · "));
    const button = makeButton("", {
      class: `item stance-${row.stance} ${this.codebook.paletteOf(row.doctrine)}`,
      "data-id": row.id,
      "data-glyph": stance.glyph,
      "aria-current": row.id === this.chosen ? "true" : undefined,
    }, () => this.onChoose(row.id));
    button.append(name, said, words, byline);
    return make("li", {}, ...this.#tick(row, quote), button);
  }

  /** Make the items that are new; those that stay as they are are left where they stand. */
  #place(rows) {
    const before = this.drawn;
    this.drawn = new Map(rows.map((row) => {
      const looks = [this.codebook.nameOf(row.doctrine), this.codebook.paletteOf(row.doctrine),
        this.isOutside(row), this.ticked?.has(row.id)].join();
      const old = before.get(row.id);
      const stays = old?.row === row && old.looks === looks;
      return [row.id, stays ? old : { row, looks, element: this.item(row) }];
    }));
    for (const [id, old] of before) {
      if (this.drawn.get(id) !== old) {
        old.element.remove();
      }
    }
    let next = this.items.firstElementChild;
    for (const { element } of this.drawn.values()) {
      if (element === next) {
        next = next.nextElementSibling;
      } else {
        this.items.insertBefore(element, next);
      }
    }
  }

  /** @returns {HTMLElement|null} */
  #button(id) {
    return this.items.querySelector(`[data-id="${id}"]`);
  }

  /** A box to choose it by, where several can be chosen. */
  #tick(row, quote) {
    if (!this.ticked) {
      return [];
    }
    const label = `Choose ${this.codebook.nameOf(row.doctrine)}, “${shorten(quote, 40)}”`;
    const box = make("input", { type: "checkbox", "aria-label": label, "data-tick": row.id });
    box.checked = this.ticked.has(row.id);
    return [make("label", { class: "tick" }, box)];
  }

  /**
   * kept: those shown in the text; found: those of them to list; rest: whether more of
   * them lie above the place that the window shows.
   */
  #find(all) {
    const words = this.#typed();
    const { sorted } = this.model;
    const kept = this.show.isActive ? sorted.filter((row) => this.show.matches(row)) : sorted;
    if (words.length) {
      return { kept, found: kept.filter((row) => this.#matches(row, words)), rest: false };
    }
    const first = kept.findIndex((row) => row.end > this.from);
    const below = first === -1 ? [] : kept.slice(first);
    return { kept, found: all ? kept : below, rest: below.length < kept.length };
  }

  #typed() {
    return fold(this.filter.value).split(/\s+/).filter(Boolean);
  }

  #matches(row, words) {
    const doctrine = this.codebook.get(row.doctrine);
    const quote = quoteOf(this.model.paragraphs, row.start, row.end);
    const parts = [doctrine?.name, doctrine?.path, row.stance, row.holder, row.situation,
      row.coder, row.status, row.note, ...row.tags, quote];
    const text = fold(parts.filter(Boolean).join(" "));
    return words.every((word) => text.includes(word));
  }

  #words(shown, found, kept) {
    const all = this.model.sorted.length;
    if (!all) {
      return "Nothing is marked yet. Select words in the text.";
    }
    if (this.#typed().length) {
      return shown < found ? `The first ${shown} of ${found} that match` : `${found} of ${kept} match`;
    }
    const whole = this.show.isActive ? `${kept} of ${all} shown` : `${all} in this text`;
    const rest = found < kept ? ` · ${found} from here on` : "";
    const first = shown < found ? `, the first ${shown} listed` : "";
    return `${whole}${rest}${first}${this.remark}`;
  }
}

/** @param {string} quote @returns {string}  how long it is, for people */
function lengthOf(quote) {
  const words = quote.trim().split(/\s+/u).length;
  return words === 1 ? "1 word" : `${words} words`;
}
