import { make } from "./dom.js";
import { fold } from "./typeahead.js";

/** More than so many options nobody reads. */
const SHOWN = 40;

let made = 0;
/** Whether a button of the mouse, or a finger, is down. */
let pressed = false;
for (const [name, down] of Object.entries({ pointerdown: true, pointerup: false, pointercancel: false })) {
  document.addEventListener(name, () => (pressed = down), true);
}

/**
 * @typedef {object} Option
 * @property {string} value
 * @property {string} label      what the field shows once it is picked
 * @property {string} [hint]     a second line
 * @property {string} [aside]    a few characters at the end of the line
 * @property {boolean} [adds]    picking it makes something new
 * @property {boolean} [shortcut] a digit picks it while the field is empty
 * @property {string} [key]      a key of its own: with Alt; alone too while the field is
 *   empty, unless it is a letter or digit, which begin a word
 */

/** A text field with a list to choose from, as the ARIA practices describe it. */
export class Combobox {
  /**
   * @param {object} options
   * @param {string} options.label
   * @param {string} [options.placeholder]
   * @param {boolean} [options.required]
   * @param {(query: string) => Option[]} options.search
   * @param {(option: Option, more: boolean) => void|boolean|Promise<void|boolean>} options.onPick
   *   more: Shift was held, for one that comes beside the first; false when it could not be
   *   taken, so that the words stay to be tried again
   * @param {(option: Option|null) => void} [options.onActive]  the one pointed at
   * @param {() => void} [options.onClear]  the field was emptied
   * @param {(Node|string)[]} [options.none]  said when nothing is found
   * @param {(text: string) => Option|undefined} [options.takes]  what was typed and left is
   *   this; else it is an option of that very name, or stays until it is picked or cleared
   */
  constructor(options) {
    this.search = options.search;
    this.onPick = options.onPick;
    this.onActive = options.onActive;
    this.onClear = options.onClear;
    this.takes = options.takes;
    this.label = options.label;
    made += 1;
    this.id = `combobox-${made}`;
    this.list = make("ul", {
      id: `${this.id}-list`, role: "listbox", "aria-label": options.label, hidden: true,
    });
    this.input = make("input", {
      id: this.id, type: "text", role: "combobox", autocomplete: "off", spellcheck: "false",
      "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id,
      placeholder: options.placeholder, "aria-required": options.required ? "true" : undefined,
    });
    const label = make("label", { for: this.id }, options.label);
    this.none = make("p", { class: "combobox-none", role: "status" });
    this.nothing = options.none ?? [];
    this.element = make("div", { class: "combobox" }, label, this.input, this.list, this.none);
    /** @type {Option[]} */
    this.options = [];
    this.active = -1;
    this.settled = "";
    this.input.addEventListener("input", () => this.open());
    this.input.addEventListener("click", () => this.open());
    this.input.addEventListener("keydown", (event) => this.#key(event));
    this.input.addEventListener("blur", () => this.#blur());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.#click(event));
  }

  /** Show a choice without telling anybody. @param {string} label */
  set(label) {
    this.none.replaceChildren();
    this.settled = label;
    this.input.value = label;
    this.close();
  }

  /** Until something is chosen or typed. @param {string} sentence */
  say(sentence) {
    this.none.textContent = sentence;
  }

  get isOpen() {
    return !this.list.hidden;
  }

  open() {
    const query = this.input.value === this.settled ? "" : this.input.value;
    this.options = this.search(query).slice(0, SHOWN);
    const digits = query === "" && this.input.value === "";
    this.list.replaceChildren(...this.options.map((option, i) => this.#item(option, i, digits)));
    this.list.hidden = this.options.length === 0;
    this.none.replaceChildren(...(this.list.hidden && query ? this.nothing : []));
    this.input.setAttribute("aria-expanded", String(this.isOpen));
    this.#point(query ? 0 : -1);
    if (this.isOpen) {
      // the bar with Save would cover the last options
      this.element.scrollIntoView({ block: "nearest" });
    }
  }

  close() {
    this.list.hidden = true;
    // not kept out of sight: the page has many nodes as it is
    this.list.replaceChildren();
    this.input.setAttribute("aria-expanded", "false");
    this.#point(-1);
  }

  /** @param {Option} option @param {boolean} [more] */
  async pick(option, more = false) {
    const before = this.settled;
    this.set(option.label);
    if ((await this.onPick(option, more)) === false) {
      this.set(before);
      this.input.value = option.label;
    }
  }

  /** @returns {boolean}  whether something is typed that stands for nothing yet */
  get isPending() {
    return this.input.value.trim() !== "" && this.input.value !== this.settled;
  }

  /** Search again, for the list may have changed. */
  refresh() {
    if (this.isOpen || this.none.childNodes.length) {
      this.open();
    }
  }

  #item(option, index, digits) {
    const first = make("span", { class: "option-label" }, option.label);
    const item = make("li", { id: `${this.id}-${index}`, role: "option" }, first);
    if (digits && option.shortcut && index < 9) {
      item.prepend(make("kbd", { "aria-hidden": "true" }, String(index + 1)));
    }
    if (option.key) {
      item.append(make("kbd", { class: "option-key", "aria-hidden": "true" }, keyWords(option.key)));
    }
    if (option.aside) {
      item.append(make("span", { class: "option-aside" }, option.aside));
    }
    if (option.hint) {
      item.append(make("span", { class: "option-hint" }, option.hint));
    }
    return item;
  }

  #point(index) {
    this.active = Math.min(index, this.options.length - 1);
    [...this.list.children].forEach((item, i) => {
      item.setAttribute("aria-selected", String(i === this.active));
    });
    const item = this.isOpen ? this.list.children[this.active] : undefined;
    if (item) {
      this.input.setAttribute("aria-activedescendant", item.id);
      item.scrollIntoView({ block: "nearest" });
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
    this.onActive?.(item ? this.options[this.active] : null);
  }

  #key(event) {
    const { key } = event;
    const digit = /^[1-9]$/.test(key) && this.input.value === "" && this.options[Number(key) - 1];
    if (digit && digit.shortcut && this.isOpen) {
      this.pick(digit);
    } else if (this.#own(event)) {
      this.pick(this.#own(event));
    } else if (key === "ArrowDown" || key === "ArrowUp") {
      this.#step(key === "ArrowDown" ? 1 : -1);
    } else if (key === "Enter" && this.isOpen && this.active >= 0) {
      this.pick(this.options[this.active], event.shiftKey);
    } else if (key === "Escape" && (this.isOpen || this.isPending)) {
      this.set(this.settled);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** The option whose own key this is. @returns {Option|undefined} */
  #own({ key, code, altKey, ctrlKey, metaKey }) {
    if (ctrlKey || metaKey || !this.isOpen) {
      return undefined;
    }
    const plain = !altKey && this.input.value === "" && !/[\p{L}\p{N}\s]/u.test(key);
    // on a Mac, Alt and a letter type another character
    const typed = altKey ? [key, code.replace(/^(?:Key|Digit)/u, "").toLowerCase()] : plain ? [key] : [];
    return this.search("").find((option) => option.key && typed.includes(option.key));
  }

  #step(step) {
    if (!this.isOpen) {
      this.open();
      this.#point(step === 1 ? 0 : this.options.length - 1);
      return;
    }
    const length = this.options.length;
    this.#point((this.active + step + length) % length);
  }

  #click(event) {
    const item = event.target.closest("[role=option]");
    if (item) {
      this.pick(this.options[[...this.list.children].indexOf(item)]);
    }
  }

  /** The list closes when the mouse is let go: what is pressed must not move away. */
  #blur() {
    if (pressed) {
      document.addEventListener("pointerup", () => setTimeout(() => this.settle()), { once: true });
    } else {
      this.settle();
    }
  }

  /** What was typed is taken where it is clear what it means; else it stays to be seen. */
  async settle() {
    if (document.activeElement !== this.input) {
      this.close();
    }
    const typed = this.input.value.trim();
    if (typed === "") {
      if (this.settled && this.onClear) {
        this.set("");
        this.onClear();
      }
      this.input.value = this.settled;
    } else if (this.isPending) {
      const same = this.search(typed).find((option) => !option.adds && fold(option.label) === fold(typed));
      const meant = this.takes?.(typed) ?? same;
      if (meant) {
        await this.pick(meant);
      }
    }
  }
}

/** @param {string} key  of one option, alone in the text */
function keyWords(key) {
  return /[\p{L}\p{N}]/u.test(key) ? `Alt+${key}` : key;
}
