import { make, makeButton } from "./dom.js";

/** The Help menu of the bar: keys, a tour, hints. */
export class Help {
  /** @param {any} annotator */
  constructor(annotator) {
    this.annotator = annotator;
    this.menu = annotator.querySelector("[data-help]");
    this.commands = { help: () => this.keys() };
  }

  listen() {
    const { hints } = this.annotator;
    const item = (words, act) => makeButton(words, { class: "button quiet" }, act);
    const tips = item("Show tips", () => {
      hints.toggle();
      tips.setAttribute("aria-pressed", String(hints.areOn));
    });
    tips.setAttribute("aria-pressed", String(hints.areOn));
    const items = [item("Keys", () => this.keys()), item("Tour", () => this.tour()), tips];
    this.menu.querySelector(".menu-panel").append(...items);
    if (hints.isFirst("tour")) {
      this.#offer();
    }
  }

  async keys() {
    const { KeysDialog } = await import("./keys-dialog.js");
    const { shortcuts, text } = this.annotator;
    await new KeysDialog({ host: this.annotator, shortcuts }).open();
    text.focus({ preventScroll: true });
  }

  async tour() {
    this.#offered();
    const { Tour } = await import("./tour.js");
    await new Tour(this.annotator).walk();
    this.annotator.text.focus({ preventScroll: true });
  }

  /** One quiet line above the list, for who has never seen the page. */
  #offer() {
    this.line = make(
      "p", { class: "tour-offer" }, "New here? ",
      makeButton("Take a two-minute tour", { class: "link" }, () => this.tour()),
      makeButton("No, thanks", { class: "link" }, () => this.#offered()),
    );
    this.annotator.list.element.prepend(this.line);
  }

  #offered() {
    this.line?.remove();
    if (this.annotator.hints.isFirst("tour")) {
      this.annotator.hints.saw("tour");
    }
  }
}
