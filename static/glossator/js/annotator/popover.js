import { make } from "./dom.js";

/** Pixels: around what a button opens, and its width where there is room. */
const GAP = 4;
const WIDTH = 320;

/** A button of the menu View, and what it opens over the page; Escape and a click beside close it. */
export class Popover {
  /**
   * @param {object} options
   * @param {string} options.words    on the button
   * @param {string} options.name     of what opens, for those who do not see it
   * @param {(Node|string)[]} options.content
   * @param {() => void} [options.onOpen]  called before it is shown
   */
  constructor({ words, name, content, onOpen }) {
    const id = `popover-${name.toLowerCase().replace(/\W+/g, "-")}`;
    this.element = make("div", { id, popover: "auto", class: "popover", role: "dialog", "aria-label": name });
    const attributes = { type: "button", class: "button quiet", popovertarget: id, "aria-haspopup": "dialog" };
    this.button = make("button", attributes, words);
    this.element.addEventListener("beforetoggle", (event) => {
      if (/** @type {ToggleEvent} */ (event).newState === "open") {
        this.element.replaceChildren(...content);
        onOpen?.();
        this.#place();
      }
    });
    this.element.addEventListener("toggle", (event) => {
      const { activeElement } = document;
      const isLost = activeElement === document.body || this.element.contains(activeElement);
      // its own button went with the menu
      if (/** @type {ToggleEvent} */ (event).newState === "closed" && isLost) {
        const menus = /** @type {HTMLElement[]} */ ([...this.bar.querySelectorAll("[data-menu] > button")]);
        menus.find((button) => button.checkVisibility())?.focus();
      }
      // what is not shown is not in the page
      if (/** @type {ToggleEvent} */ (event).newState === "closed") {
        this.element.replaceChildren();
      }
    });
  }

  /** Put it into the menu View of the bar. @param {HTMLElement} bar */
  join(bar) {
    this.bar = bar;
    bar.querySelector("[data-view] .menu-panel").append(this.button);
    bar.after(this.element);
  }

  open() {
    if (!this.element.matches(":popover-open")) {
      this.button.click();
    }
  }

  close() {
    this.element.hidePopover();
  }

  /** Above or below the bar, whichever has more room, and inside the window. */
  #place() {
    const { top, bottom, right } = this.bar.getBoundingClientRect();
    const { clientWidth } = document.documentElement;
    const width = Math.min(WIDTH, clientWidth - 2 * GAP);
    const below = window.innerHeight - bottom > top;
    const { style } = this.element;
    style.width = `${width}px`;
    style.left = `${Math.max(GAP, Math.min(right, clientWidth - GAP) - width)}px`;
    style.top = below ? `${bottom + GAP}px` : "auto";
    style.bottom = below ? "auto" : `${window.innerHeight - top + GAP}px`;
    style.maxHeight = `${(below ? window.innerHeight - bottom : top) - 2 * GAP}px`;
  }
}
