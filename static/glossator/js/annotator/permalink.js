import { ask } from "./dialogs.js";
import { make, makeButton } from "./dom.js";
import { excerpt } from "./excerpt.js";
import { labelled } from "./fields.js";
import { highlight } from "./highlight.js";
import { linkTo, parseLink } from "./links.js";
import { paragraphAt } from "./offsets.js";
import { scrollTo, scrollToTop } from "./scroll.js";
import { rangesOf } from "./selection.js";

const WRONG = "This link names no place in this text. Here is its beginning.";

/** Links to a paragraph, a passage or an annotation: made here, and followed here. */
export class Permalink {
  /** @param {any} annotator */
  constructor(annotator) {
    this.annotator = annotator;
    this.page = annotator.page;
    /** @type {{start: number, end: number}|null} the passage that the address names */
    this.passage = null;
    this.commands = { copyLink: () => this.copy() };
    annotator.permalink = this;
  }

  listen() {
    const button = makeButton("Copy link", { class: "button quiet", title: "To the selection, the chosen annotation or the paragraph here" }, () => this.copy());
    this.annotator.querySelector("[data-view] .menu-panel").append(button);
    this.follow();
    window.addEventListener("hashchange", () => this.follow());
  }

  painted() {
    const { passage } = this;
    highlight("linked", passage ? rangesOf(this.page, passage.start, passage.end) : []);
  }

  /** Whether the address names a place. @returns {boolean} */
  get isGiven() {
    return parseLink(location.search, location.hash) !== null;
  }

  /** Go where the address says, or say why not. */
  follow() {
    const link = parseLink(location.search, location.hash);
    this.passage = null;
    if (link?.kind === "wrong") {
      this.annotator.tell(WRONG);
    } else if (link?.kind === "paragraph") {
      this.#toParagraph(link.number);
    } else if (link?.kind === "passage") {
      this.#toPassage(link);
    } else if (link?.kind === "annotation") {
      this.#toAnnotation(link.id);
    }
    this.painted();
  }

  /** Copy a link to the selected passage, the chosen annotation or the paragraph here. */
  copy() {
    const { draft, chosen, place } = this.annotator.reading;
    if (draft) {
      this.#copy(linkTo({ kind: "passage", ...draft }), "this passage");
    } else if (chosen) {
      this.#copy(linkTo({ kind: "annotation", id: chosen }), "this annotation");
    } else {
      const index = paragraphAt(this.page.paragraphs, place);
      this.copyParagraph(Number(this.page.elements[index].dataset.n));
    }
  }

  /** @param {number} number */
  copyParagraph(number) {
    return this.#copy(linkTo({ kind: "paragraph", number }), `paragraph ${number}`);
  }

  async #copy(place, what) {
    const address = location.origin + location.pathname + place;
    try {
      await navigator.clipboard.writeText(address);
      this.annotator.tell(`The link to ${what} was copied.`);
    } catch {
      await this.#show(address, what);
    }
  }

  /** Where the clipboard is forbidden, a field to copy from. */
  async #show(address, what) {
    const field = make("input", { type: "text", class: "mono", value: address, readonly: true, autofocus: true });
    field.addEventListener("focus", () => field.select());
    await ask(this.annotator, `Link to ${what}`, [labelled("Copy this address", field)], [["close", "Close"]]);
    this.annotator.text.focus({ preventScroll: true });
  }

  #toParagraph(number) {
    const { elements, paragraphs } = this.page;
    const index = elements.findIndex((element) => element.dataset.n === String(number));
    if (index === -1) {
      const last = elements.at(-1)?.dataset.n ?? 0;
      this.annotator.tell(`This text has no paragraph ${number}; its last is ${last}.`);
      return;
    }
    this.annotator.reading.place = paragraphs[index].start;
    scrollToTop(this.page, { start: paragraphs[index].start, end: paragraphs[index].end }, window.innerHeight / 4);
    this.annotator.tell(`Paragraph ${number}.`, { shown: false });
  }

  #toPassage({ start, end }) {
    const length = this.page.paragraphs.at(-1)?.end ?? 0;
    if (end > length) {
      this.annotator.tell("This link points beyond the end of this text. Here is its beginning.");
      return;
    }
    this.passage = { start, end };
    this.annotator.reading.place = start;
    scrollTo(this.page, this.passage);
    const quote = excerpt(this.page.paragraphs, this.passage, 160);
    this.annotator.tell(`The passage of the link: “${quote}”`);
  }

  async #toAnnotation(id) {
    const { model, reading, api } = this.annotator;
    if (model.get(id)) {
      reading.choose(id, { open: false });
      return;
    }
    const answer = await api.get(api.annotationUrl + id);
    if (answer.state === "gone") {
      this.annotator.tell("The annotation that this link names was deleted.");
    } else if (answer.state === "ok" || answer.state === "missing") {
      this.annotator.tell("The annotation that this link names is not in this text.");
    }
  }
}
