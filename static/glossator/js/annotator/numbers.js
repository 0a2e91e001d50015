import { make } from "./dom.js";
import { linkTo } from "./links.js";

/** The paragraphs' numbers near the window as links, to be copied for citing. */
export class Numbers {
  /** @param {any} annotator */
  constructor(annotator) {
    this.annotator = annotator;
    this.sections = /** @type {HTMLElement[]} */ ([...annotator.text.querySelectorAll("section")]);
  }

  listen() {
    const near = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          target.classList.toggle("numbered", isIntersecting);
          target.querySelector(".numbers")?.remove();
          if (isIntersecting) {
            target.append(this.#links(target));
          }
        }
      },
      { rootMargin: "50% 0px" },
    );
    this.sections.forEach((section) => near.observe(section));
    // the text would take the click for one beside its marks
    for (const section of this.sections) {
      section.addEventListener("click", (event) => this.#click(event));
    }
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
        const link = make("a", { href, title: label, "aria-label": label, tabindex: "-1", "data-number": number }, String(number));
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
