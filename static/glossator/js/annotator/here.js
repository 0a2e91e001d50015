/** The annotations of one place, in the panel. */
export class Here {
  /** @param {import("./reading.js").Reading} reading */
  constructor(reading) {
    this.reading = reading;
  }

  /** Those where the coder is. */
  list() {
    const { chosen, draft, model, place } = this.reading;
    const row = chosen && model.get(chosen);
    const { start, end } = draft ?? row ?? { start: place, end: place + 1 };
    this.show(model.overlapping(start, end), "here");
  }

  /** @param {number} index  of a paragraph */
  listParagraph(index) {
    this.show(this.reading.model.inParagraph(index), "in this paragraph");
  }

  /** @param {import("./annotation.js").Annotation[]} rows @param {string} where */
  show(rows, where) {
    const { panel } = this.reading;
    if (!rows.length) {
      this.reading.tell("No annotation here.");
      return;
    }
    const words = rows.length === 1 ? "1 annotation" : `${rows.length} annotations`;
    panel.showHere(rows, `${words} ${where}`);
    this.reading.tell(`${words} ${where}.`);
  }
}
