/** Fetches what places a carried annotation anew, when the address asks for it. */
export class Placing {
  /** @param {any} annotator */
  constructor(annotator) {
    this.annotator = annotator;
    this.bar = null;
  }

  async listen() {
    const form = this.annotator.querySelector("[data-placing]");
    if (!form) {
      return;
    }
    try {
      const { PlacingBar } = await import("./placing-bar.js");
      this.bar = new PlacingBar(this.annotator, form);
    } catch {
      this.annotator.tell("Placing could not be loaded. Reload the page when you are online.");
    }
  }

  /** As a feature: a passage was selected. */
  taking(range) {
    this.bar?.take(range);
    return this.bar !== null;
  }
}
