import { make } from "./dom.js";
import { shorten } from "./excerpt.js";
import { stanceOf } from "./stances.js";

/** Milliseconds that a doctrine has to be looked at before its examples are fetched. */
const REST = 200;

/** Beside the list: what a doctrine means, what belongs under it, and how it was used. */
export class DoctrineNotes {
  /**
   * @param {import("./codebook.js").Codebook} codebook
   * @param {import("./examples.js").Examples} examples
   */
  constructor(codebook, examples) {
    this.codebook = codebook;
    this.examples = examples;
    this.slug = "";
    this.timer = 0;
    this.unfolded = false;
    this.late = make("div");
    this.element = make("div", { class: "definition", hidden: true });
  }

  /**
   * @param {string} slug  "" or an unknown one for nothing
   * @param {boolean} [examples]  whether its examples stand unfolded
   */
  show(slug, examples = false) {
    this.unfolded = examples;
    if (slug === this.slug && slug) {
      this.element.querySelector("details:last-of-type")?.toggleAttribute("open", examples);
      return;
    }
    this.slug = slug;
    clearTimeout(this.timer);
    const doctrine = this.codebook.get(slug);
    this.element.hidden = !doctrine;
    this.element.className = `definition ${this.codebook.paletteOf(slug)}`;
    // its place is kept: what stands below must not move under the pointer when they come
    this.late = make("div", { class: "late-notes" });
    this.element.replaceChildren(...(doctrine ? [...this.#lines(doctrine), this.late] : []));
    if (doctrine) {
      const mine = setTimeout(() => this.#exemplify(slug, mine), REST);
      this.timer = mine;
    }
  }

  #lines(doctrine) {
    const { include, exclude, pin_cite: cite, checked, retired, replaced_by: other } = doctrine;
    const instead = other ? ` Use “${this.codebook.nameOf(other)}” instead.` : "";
    const lines = [
      retired ? make("p", {}, make("b", {}, `Retired.${instead}`)) : "",
      make("p", {}, doctrine.definition || "No definition yet."),
      include ? make("p", {}, make("b", {}, "Include "), this.codebook.named(include)) : "",
      exclude ? make("p", {}, make("b", {}, "Exclude "), this.codebook.named(exclude)) : "",
    ];
    if (cite) {
      const said = checked ? "checked against its source" : "not checked against its source";
      lines.push(make("p", { class: "pin-cite" }, `${cite} · ${said}`));
    }
    return lines.filter(Boolean);
  }

  /** @param {string} slug @param {number} asked  the timer that asked */
  async #exemplify(slug, asked) {
    const found = await this.examples.of(slug);
    // who went to another doctrine and back asked twice
    if (this.slug !== slug || this.timer !== asked) {
      return;
    }
    this.#guide(this.examples.guiding.get(slug) ?? []);
    if (!found.length) {
      return;
    }
    const items = found.map((example) => make("li", {}, ...this.#example(example)));
    const number = found.length === 1 ? "An example" : found.length === 2 ? "Two examples" : `${found.length} examples`;
    const heading = make("summary", {}, number);
    this.late.append(make("details", { open: this.unfolded }, heading, make("ul", { class: "examples" }, ...items)));
  }

  /** @param {import("./examples.js").Precedent[]} guiding */
  #guide(guiding) {
    const items = guiding.map(({ kind, reason, quote }) => make("li", {},
      kind === "negative" ? make("b", {}, "Not this: ") : "",
      shorten(reason, 200), " ",
      quote ? make("q", {}, shorten(quote, 100)) : "",
    ));
    if (items.length) {
      const number = items.length === 1 ? "A precedent" : `${items.length} precedents`;
      const heading = make("summary", {}, number);
      this.late.append(make("details", { open: true }, heading, make("ul", { class: "examples guiding" }, ...items)));
    }
  }

  /** @param {import("./examples.js").Example} example */
  #example({ kind, quote, note, stance, title, authors, html_url: url }) {
    const source = [authors.join(", "), shorten(title, 60)].filter(Boolean).join(", ");
    return [
      kind === "negative" ? make("b", {}, "Not this: ") : "",
      make("q", {}, shorten(quote, 140)),
      stance ? ` ${stanceOf(stance).said} · ` : "",
      url ? make("a", { href: url, target: "_blank", rel: "noopener" }, source) : "",
      note ? ` (${shorten(note, 100)})` : "",
    ].filter(Boolean);
  }
}
