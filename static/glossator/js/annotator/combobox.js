import { make } from "./dom.js";

/** More than so many options nobody reads. */
const SHOWN = 40;

let made = 0;

/**
 * @typedef {object} Option
 * @property {string} value
 * @property {string} label      what the field shows once it is picked
 * @property {string} [hint]     a second line
 * @property {string} [aside]    a few characters at the end of the line
 * @property {boolean} [adds]    picking it makes something new
 * @property {boolean} [shortcut] a digit picks it while the field is empty
 */

/** A text field with a list to choose from, as the ARIA practices describe it. */
export class Combobox {
  /**
   * @param {object} options
   * @param {string} options.label
   * @param {string} [options.placeholder]
   * @param {boolean} [options.required]
   * @param {(query: string) => Option[]} options.search
   * @param {(option: Option) => void|Promise<void>} options.onPick
   * @param {(option: Option|null) => void} [options.onActive]  the one pointed at
   * @param {() => void} [options.onClear]  the field was emptied
   * @param {Node[]} [options.none]  said when nothing is found
   */
  constructor(options) {
    this.search = options.search;
    this.onPick = options.onPick;
    this.onActive = options.onActive;
    this.onClear = options.onClear;
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
    this.input.addEventListener("blur", () => this.#leave());
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
    this.input.setAttribute("aria-expanded", "false");
    this.#point(-1);
  }

  async pick(option) {
    this.set(option.label);
    await this.onPick(option);
  }

  #item(option, index, digits) {
    const first = make("span", { class: "option-label" }, option.label);
    const item = make("li", { id: `${this.id}-${index}`, role: "option" }, first);
    if (digits && option.shortcut && index < 9) {
      item.prepend(make("kbd", { "aria-hidden": "true" }, String(index + 1)));
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
    } else if (key === "ArrowDown" || key === "ArrowUp") {
      this.#step(key === "ArrowDown" ? 1 : -1);
    } else if (key === "Enter" && this.isOpen && this.active >= 0) {
      this.pick(this.options[this.active]);
    } else if (key === "Escape" && this.isOpen) {
      this.input.value = this.settled;
      this.close();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
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

  /** What was typed and not picked does not count. */
  #leave() {
    this.close();
    if (this.input.value.trim() === "" && this.settled && this.onClear) {
      this.set("");
      this.onClear();
    }
    this.input.value = this.settled;
  }
}
