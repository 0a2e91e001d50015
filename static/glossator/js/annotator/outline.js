import { make, makeButton } from "./dom.js";
import { shorten } from "./excerpt.js";
import { count } from "./offsets.js";
import { Popover } from "./popover.js";
import { Follower, scrollToTop } from "./scroll.js";

const NONE =
  "No headings were found in this text. A short line that stands alone and looks like a title counts as one.";

/** The headings of the text, to go to one of them. */
export class Outline {
  /** @param {any} annotator */
  constructor(annotator) {
    this.annotator = annotator;
    const { page, text } = annotator;
    this.follower = new Follower(page, text);
    this.headings = page.elements
      .map((element, index) => ({ element, ...page.paragraphs[index] }))
      .filter(({ element }) => element.matches(".block-heading:not(.piece)"));
    this.buttons = this.headings.map((heading) => {
      const words = make("span", {}, shorten(heading.text, 120));
      const button = makeButton("", { class: "outline-item" }, () => this.#go(heading));
      button.append(make("span", { class: "outline-number" }, heading.element.dataset.n), words);
      return button;
    });
    this.popover = new Popover({
      words: "Outline", name: "Outline",
      content: this.headings.length ? [this.#list()] : [make("p", {}, NONE)],
      onOpen: () => this.#point(),
    });
    this.popover.element.addEventListener("toggle", () => this.#focus());
    this.commands = { outline: () => this.popover.open() };
  }

  listen() {
    this.popover.join(this.annotator.querySelector(".annotator-bar"));
  }

  #list() {
    const list = make("ol", { class: "outline" }, ...this.buttons.map((button) => make("li", {}, button)));
    list.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const next = step && this.buttons[this.buttons.indexOf(/** @type {HTMLButtonElement} */ (event.target)) + step];
      if (next) {
        event.preventDefault();
        next.focus();
      }
    });
    return list;
  }

  /** Where the top of the window is. */
  #point() {
    const place = this.follower.first();
    const current = count(this.headings.length, (i) => this.headings[i].start <= place) - 1;
    this.buttons.forEach((button) => button.removeAttribute("aria-current"));
    this.buttons[current]?.setAttribute("aria-current", "true");
  }

  #focus() {
    if (this.popover.element.matches(":popover-open")) {
      (this.buttons.find((button) => button.hasAttribute("aria-current")) ?? this.buttons[0])?.focus();
    }
  }

  #go({ start, end, text, element }) {
    const { reading, page } = this.annotator;
    this.popover.close();
    reading.place = start;
    this.annotator.text.focus({ preventScroll: true });
    scrollToTop(page, { start, end });
    this.annotator.tell(`Paragraph ${element.dataset.n}: ${shorten(text, 120)}`, { shown: false });
  }
}
