/** Width of an average letter, as a part of the font's size. */
const LETTER = 0.46;

/**
 * @param {string} text     of a paragraph, its newlines included
 * @param {number} letters  that a line holds
 * @returns {number}        lines it probably takes; a last newline opens none
 */
export function linesOf(text, letters) {
  let lines = 0;
  for (let from = 0; from < text.length; ) {
    const newline = text.indexOf("\n", from);
    const end = newline === -1 ? text.length : newline;
    lines += Math.max(1, Math.ceil((end - from) / letters));
    from = end + 1;
  }
  return Math.max(1, lines);
}

/** Tells the browser how high the sections probably are that it has not laid out yet. */
export class Estimates {
  /**
   * @param {HTMLElement} text  with its sections
   * @param {import("./selection.js").Page} page
   */
  constructor(text, page) {
    this.text = text;
    this.page = page;
    this.sections = /** @type {HTMLElement[]} */ ([...text.querySelectorAll("section")]);
  }

  /** Once the style of the text is known, and again when it changes. */
  apply() {
    const { elements, places, paragraphs } = this.page;
    const first = elements[0];
    if (!first) {
      return;
    }
    const { fontSize, lineHeight } = getComputedStyle(this.text);
    const letters = Math.max(1, first.clientWidth / (parseFloat(fontSize) * LETTER));
    const heights = new Map();
    for (const section of this.sections) {
      let lines = 0;
      for (const element of section.querySelectorAll("p[data-c]")) {
        lines += linesOf(paragraphs[places.get(element)].text, letters);
      }
      const height = Math.round(lines * parseFloat(lineHeight));
      section.style.containIntrinsicBlockSize = `auto ${height}px`;
      const part = section.parentElement;
      heights.set(part, (heights.get(part) ?? 0) + height);
    }
    heights.forEach((height, part) => {
      part.style.containIntrinsicBlockSize = `auto ${height}px`;
    });
  }
}
