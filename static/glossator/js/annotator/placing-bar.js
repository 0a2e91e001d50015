import { excerpt } from "./excerpt.js";

/** The bar that puts a carried annotation on the words that are selected. */
export class PlacingBar {
  /**
   * @param {any} annotator
   * @param {HTMLFormElement} form  as the page has it, with the proposed range
   */
  constructor(annotator, form) {
    this.annotator = annotator;
    this.form = form;
    // beside the text it stays in sight
    annotator.querySelector(".annotator").before(form);
    form.addEventListener("submit", () => {
      annotator.leaving = true;
    });
    form.setAttribute("data-listens", "");
  }

  /** @param {{start: number, end: number}} range  code points of the document */
  take({ start, end }) {
    const { page, permalink } = this.annotator;
    const fields = /** @type {any} */ (this.form.elements);
    fields.start.value = start;
    fields.end.value = end;
    fields.submit_place.disabled = false;
    this.form.querySelector("[data-words]").textContent = excerpt(page.paragraphs, { start, end }, 80);
    permalink.passage = { start, end };
    permalink.painted();
  }
}
