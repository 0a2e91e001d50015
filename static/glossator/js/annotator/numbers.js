import { make } from "./dom.js";
import { linkTo } from "./links.js";

/**
 * Links over the numbers of the paragraphs near the window, to be copied for citing. They have
 * no words of their own: the number stays the paragraph's, which is not styled anew.
 */
export class Numbers {
  /** @param {any} annotator */
  constructor(annotator) {
    this.annotator = annotator;
    /** @type {Set<HTMLElement>} the sections that have links */
    this.numbered = new Set();
  }

  listen() {
    this.painted();
    // the text would take the click for one beside its marks
    for (const section of this.annotator.text.querySelectorAll("section")) {
      section.addEventListener("click", (event) => this.#click(event));
    }
  }

  /** As a feature: the sections that have painted paragraphs have links. */
  painted() {
    const { elements } = this.annotator.page;
    const near = new Set([...this.annotator.painter.shown].map((index) => elements[index].parentElement));
    for (const section of this.numbered) {
      if (!near.has(section)) {
        section.querySelector(".numbers").remove();
      }
    }
    for (const section of near) {
      if (!this.numbered.has(section)) {
        section.append(this.#links(section));
      }
    }
    this.numbered = near;
  }

  /** After the paragraphs, so that the text itself is read without a break; the key that
      copies a link is the way without a mouse. */
  #links(section) {
    const links = make("div", { class: "numbers" });
    const { elements, places } = this.annotator.page;
    [...section.querySelectorAll("p[data-c]")].forEach((element, row) => {
      const number = Number(element.dataset.n);
      // a long paragraph has several elements
      if (elements[places.get(element) - 1]?.dataset.n !== element.dataset.n) {
        const label = `Copy link to paragraph ${number}`;
        const href = linkTo({ kind: "paragraph", number });
        const link = make("a", { href, title: label, "aria-label": label, tabindex: "-1", "data-number": number });
        link.style.gridRow = String(row + 1);
        links.append(link);
      }
    });
    return links;
  }

  #click(event) {
    const link = event.target.closest(".numbers a");
    const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (link && plain) {
      event.preventDefault();
      event.stopPropagation();
      history.replaceState(null, "", link.getAttribute("href"));
      this.annotator.permalink.copyParagraph(Number(link.dataset.number));
    }
  }
}
