import { make } from "./dom.js";
import { labelled, select } from "./fields.js";
import { goTo } from "./relation-section.js";
import { KINDS, outlineOf } from "./relation-words.js";

/** All relations of the text beside it: source, kind, target, in the order of the text. */
export class RelationOutline {
  /** @param {import("./relations.js").Relations} relations */
  constructor(relations) {
    this.relations = relations;
    this.summary = make("summary", {}, "Relations");
    const names = Object.entries(KINDS).map(([kind, [does]]) => [kind, does]);
    this.kind = select("outline-kind", { "": "All kinds", ...Object.fromEntries(names) });
    this.kind.addEventListener("change", () => this.draw());
    this.items = make("ol", { class: "relation-outline" });
    this.element = make(
      "details", { class: "relations-view" }, this.summary, labelled("Show", this.kind), this.items,
    );
    this.element.addEventListener("toggle", () => this.draw());
  }

  /** Stand in the panel below the list. */
  place() {
    this.relations.annotator.panel.list.element.append(this.element);
    this.draw();
  }

  draw() {
    const all = this.relations.standing;
    this.element.hidden = all.length === 0;
    this.summary.textContent = `Relations (${all.length})`;
    if (!this.element.open) {
      this.items.replaceChildren();
      return;
    }
    const shown = all.filter((row) => !this.kind.value || row.kind === this.kind.value);
    const sources = outlineOf(shown, this.relations.document);
    this.items.replaceChildren(...sources.map((source) => this.#source(source)));
  }

  #source({ source, kinds }) {
    const inner = kinds.map(({ kind, rows }) => {
      const targets = rows.map((row) => make("li", {}, goTo(this.relations, row.target)));
      const words = make("span", { class: "relation-kind" }, KINDS[kind][0]);
      return make("li", {}, words, make("ul", {}, ...targets));
    });
    return make("li", {}, goTo(this.relations, source), make("ul", {}, ...inner));
  }
}
