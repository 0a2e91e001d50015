import { choiceWords } from "./choices.js";
import { make, makeButton } from "./dom.js";
import { excerpt } from "./excerpt.js";
import { authorityWords } from "./force.js";
import { stanceOf } from "./stances.js";
import { voiceWords } from "./voice-words.js";

/** One annotation in words, for those who may not change it. */
export class Card {
  /**
   * @param {object} options
   * @param {import("./codebook.js").Codebook} options.codebook
   * @param {import("./names.js").Names} options.names
   * @param {import("./offsets.js").Paragraph[]} options.paragraphs
   * @param {Set<string>} options.waiting  ids of those that wait to be looked at again
   * @param {string} options.historyUrl  a uuid completes it
   * @param {() => void} options.onClose
   */
  constructor({ codebook, names, paragraphs, waiting, historyUrl, onClose }) {
    this.codebook = codebook;
    this.names = names;
    this.paragraphs = paragraphs;
    this.waiting = waiting;
    this.historyUrl = historyUrl;
    this.close = makeButton("Close", { class: "button" }, onClose);
    const head = make("div", { class: "list-head" }, make("h2", {}, "Annotation"), this.close);
    this.quote = make("blockquote", {});
    this.facts = make("dl", {});
    this.history = make("a", {}, "History");
    this.element = make(
      "section", { class: "annotation-card", "aria-label": "Annotation" },
      head, this.quote, this.facts, make("p", { class: "byline" }, this.history),
    );
  }

  /** @param {import("./annotation.js").Annotation & Object<string, any>} row */
  fill(row) {
    this.quote.textContent = excerpt(this.paragraphs, row, 480);
    this.element.className = `annotation-card ${this.codebook.paletteOf(row.doctrine)}`;
    const { glyph, said } = stanceOf(row.stance);
    const facts = [
      ["Doctrine", this.codebook.nameOf(row.doctrine)],
      ["Stance", `${glyph} ${said}`],
      ["Voice", voiceWords(row).join("; ") || "the author’s own"],
      ["Situation", row.situation && this.names.situationName(row.situation)],
      ["Tags", row.tags.join(", ")],
      ["Note", row.note],
      ["Ground", choiceWords("ground", row.ground)],
      ["Role", choiceWords("role", row.role)],
      ["Explicitness", choiceWords("explicitness", row.explicitness)],
      ["Confidence", choiceWords("confidence", row.confidence)],
      ["Authority", row.authority && authorityWords(row.authority)],
      ["Compared with", (row.comparators ?? []).map(({ situation, relation }) => `${relation} ${situation}`).join(", ")],
      ["Coder", row.coder],
      ["Status", row.status],
      ["Waits", this.waiting.has(row.id) && "to be looked at again: its doctrine changed"],
    ];
    this.facts.replaceChildren(...facts.filter(([, words]) => words).flatMap(([name, words]) => [
      make("dt", {}, name), make("dd", {}, words),
    ]));
    this.history.href = `${this.historyUrl}${row.id}/`;
  }

  focus() {
    this.close.focus();
  }
}
