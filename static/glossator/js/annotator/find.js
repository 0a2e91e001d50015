/** Opens the bar that finds words in the text, once it is wanted. */
export class Find {
  /** @param {any} annotator */
  constructor(annotator) {
    this.annotator = annotator;
    this.bar = null;
    this.commands = { find: () => this.open() };
  }

  async open() {
    if (!this.bar) {
      const { FindBar } = await import("./find-bar.js");
      this.bar ??= new FindBar(this.annotator);
    }
    this.bar.open();
  }

  painted() {
    this.bar?.paint();
  }

  /** @param {string|null} id */
  chosen(id) {
    this.bar?.chosen(id);
  }
}
