import { everything } from "./names.js";

/** Takes the codebook anew when the coder comes back to the page. */
export class Revisit {
  /** @param {any} annotator */
  constructor(annotator) {
    this.annotator = annotator;
    this.asking = false;
  }

  listen() {
    document.addEventListener("visibilitychange", () => this.#ask());
    window.addEventListener("focus", () => this.#ask());
  }

  async #ask() {
    const { api, dataset, codebook, form } = this.annotator;
    if (document.visibilityState !== "visible" || this.asking) {
      return;
    }
    this.asking = true;
    const doctrines = await everything(api, dataset.doctrinesUrl);
    this.asking = false;
    if (doctrines.length) {
      codebook.load(doctrines);
      form.doctrine.refresh();
    }
  }
}
