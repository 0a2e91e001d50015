import { make, renew } from "./dom.js";
import { excerpt } from "./excerpt.js";
import { stanceOf } from "./stances.js";

/** So many annotations of a paragraph have a button of their own beside it. */
const BUTTONS = 6;

/**
 * Beside each paragraph, its annotations as buttons. A paragraph far from the window says
 * their number only, to those who do not see it: as its description.
 */
export class Gutter {
  /**
   * @param {object} options
   * @param {HTMLElement[]} options.sections
   * @param {import("./selection.js").Page} options.page
   * @param {{nameOf: Function, paletteOf: Function}} options.codebook
   * @param {(id: string) => void} options.onChoose
   * @param {(index: number) => void} options.onMore  list all of that paragraph
   */
  constructor({ sections, page, codebook, onChoose, onMore }) {
    this.page = page;
    this.codebook = codebook;
    this.onChoose = onChoose;
    this.onMore = onMore;
    this.places = new Map();
    for (const section of sections) {
      [...section.querySelectorAll("p[data-c]")].forEach((element, row) => {
        this.places.set(page.places.get(element), { section, row: row + 1 });
      });
    }
    /** @type {Map<HTMLElement, HTMLElement>} by section, from its first annotation on */
    this.containers = new Map();
    /** @type {Map<number, {list: HTMLElement, items: {key: string, node: ChildNode}[]}>} */
    this.lists = new Map();
    /** @type {WeakMap<Element, number>} the paragraph of each list */
    this.owners = new WeakMap();
    this.counts = new Map();
  }

  /**
   * @param {number} index  of the paragraph
   * @param {import("./annotation.js").Annotation[]} rows  outer first
   * @param {number} extra  how many of them have no underline
   */
  show(index, rows, extra) {
    this.count(index, 0);
    if (!rows.length) {
      this.hide(index);
      return;
    }
    const some = rows.slice(0, rows.length > BUTTONS ? BUTTONS - 1 : BUTTONS);
    const wanted = some.map((row) => ({ key: this.#looks(row), make: () => make("li", {}, this.#button(row)) }));
    const more = Math.max(extra, rows.length - some.length);
    if (more > 0) {
      const key = `${more} of ${rows.length}`;
      wanted.push({ key, make: () => make("li", {}, this.#more(more, rows.length)) });
    }
    const { list, items } = this.lists.get(index) ?? { list: this.#list(index), items: [] };
    this.lists.set(index, { list, items: renew(list, items, wanted) });
  }

  /** @param {number} index */
  hide(index) {
    this.page.elements[index].removeAttribute("aria-details");
    this.lists.get(index)?.list.remove();
    this.lists.delete(index);
  }

  /** @param {number} index @param {number} number  of annotations; 0 says nothing */
  count(index, number) {
    if ((this.counts.get(index) ?? 0) === number) {
      return;
    }
    const element = this.page.elements[index];
    this.counts.set(index, number);
    if (number) {
      const words = number === 1 ? "1 annotation" : `${number} annotations`;
      element.setAttribute("aria-description", words);
    } else {
      element.removeAttribute("aria-description");
    }
  }

  /** An empty one, in its place. */
  #list(index) {
    const id = `gutter-${this.page.paragraphs[index].start}`;
    const list = make("ul", { id, "aria-label": "Annotations of this paragraph" });
    const { section, row } = this.places.get(index);
    list.style.gridRow = String(row);
    this.owners.set(list, index);
    this.#container(section).insertBefore(list, this.#after(index));
    this.page.elements[index].setAttribute("aria-details", id);
    return list;
  }

  /** After the paragraphs, so that the text itself is read without a break. */
  #container(section) {
    let container = this.containers.get(section);
    if (!container) {
      container = make("div", { class: "gutter" });
      container.addEventListener("click", (event) => this.#click(event));
      section.append(container);
      this.containers.set(section, container);
    }
    return container;
  }

  /** The list of the next paragraph of the section that has one. */
  #after(index) {
    const { section } = this.places.get(index);
    for (let i = index + 1; this.places.get(i)?.section === section; i += 1) {
      if (this.lists.has(i)) {
        return this.lists.get(i).list;
      }
    }
    return null;
  }

  /** What a button says, in short: another text for another button. */
  #looks({ id, start, end, doctrine, stance }) {
    const { codebook } = this;
    return [id, start, end, stance, codebook.nameOf(doctrine), codebook.paletteOf(doctrine)].join("|");
  }

  #button(row) {
    const stance = stanceOf(row.stance);
    const name = this.codebook.nameOf(row.doctrine);
    const quote = excerpt(this.page.paragraphs, row, 60);
    const label = `${name}, ${stance.said}, “${quote}”`;
    const style = `glyph stance-${row.stance} ${this.codebook.paletteOf(row.doctrine)}`;
    const attributes = { type: "button", class: style, "aria-label": label, title: label, "data-id": row.id, "data-glyph": stance.glyph };
    return make("button", attributes);
  }

  #more(number, all) {
    const label = `List all ${all} annotations of this paragraph`;
    const attributes = { type: "button", class: "glyph more", "aria-label": label, title: label };
    return make("button", attributes, `+${number}`);
  }

  /** One for all buttons of a section: they come and go with the window. */
  #click(event) {
    const button = event.target.closest("button");
    if (button?.dataset.id) {
      this.onChoose(button.dataset.id);
    } else if (button) {
      this.onMore(this.owners.get(button.closest("ul")));
    }
  }
}
