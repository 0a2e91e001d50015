import { makeButton } from "./dom.js";

/** The Help menu of the bar. */
export class Help {
  /** @param {any} annotator */
  constructor(annotator) {
    this.annotator = annotator;
    this.menu = /** @type {HTMLDetailsElement} */ (annotator.querySelector("[data-help]"));
    this.commands = { help: () => this.keys() };
  }

  listen() {
    const items = this.menu.querySelector(".menu-panel");
    items.append(makeButton("Keys", { class: "button quiet" }, () => this.keys()));
    this.menu.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.menu.open) {
        event.preventDefault();
        this.menu.open = false;
        this.menu.querySelector("summary").focus();
      }
    });
  }

  async keys() {
    this.menu.open = false;
    const { KeysDialog } = await import("./keys-dialog.js");
    const { shortcuts, text } = this.annotator;
    await new KeysDialog({ host: this.annotator, shortcuts }).open();
    text.focus({ preventScroll: true });
  }
}
