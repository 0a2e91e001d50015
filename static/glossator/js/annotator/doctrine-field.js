import { Combobox } from "./combobox.js";
import { DoctrineNotes } from "./doctrine-notes.js";
import { make, makeButton } from "./dom.js";

const POLARITIES = { "+": "+", "-": "−" };
/** So many choices stand ready as buttons. */
const QUICK = 6;

/** The doctrine by type-ahead, with what it means and how it was used beside the choice. */
export class DoctrineField {
  /**
   * @param {object} options
   * @param {import("./codebook.js").Codebook} options.codebook
   * @param {import("./examples.js").Examples} options.examples
   * @param {string} options.codebookUrl  where doctrines are added
   * @param {boolean} options.mayAdd  this person may
   * @param {() => void} options.onPick
   * @param {(slug: string) => void} options.onMore  one more, beside that chosen first
   */
  constructor({ codebook, examples, codebookUrl, mayAdd, onPick, onMore }) {
    this.codebook = codebook;
    this.onPick = onPick;
    this.onMore = onMore;
    this.value = "";
    /** Whether Shift held the last choice here: the next one comes beside it, too. */
    this.adding = false;
    this.combobox = new Combobox({
      label: "Doctrine",
      placeholder: "Name, article or definition",
      required: true,
      search: (query) => this.search(query),
      none: [
        "No doctrine has this. ",
        mayAdd
          ? make("a", { href: codebookUrl, target: "_blank", rel: "noopener" }, "Add one to the codebook")
          : "A reviewer can add one to the codebook",
        mayAdd ? "; when you come back, it is here." : ".",
      ],
      onActive: (option) => this.notes.show(option?.value ?? this.value, Boolean(option)),
      onPick: (option, more) => this.#pick(option.value, more),
    });
    this.input = this.combobox.input;
    this.input.addEventListener("blur", () => (this.adding = false));
    this.notes = new DoctrineNotes(codebook, examples);
    this.quick = make("div", { class: "quick", role: "group", "aria-label": "Recent and most used doctrines" });
    this.element = make("div", { class: "field" }, this.combobox.element, this.quick, this.notes.element);
  }

  /** @param {string} slug  "" for none yet */
  set(slug) {
    this.value = slug;
    this.combobox.set(slug ? this.codebook.nameOf(slug) : "");
    this.notes.show(slug);
    this.#offer();
  }

  /** Choose it as if from the list. @param {string} slug */
  take(slug) {
    this.set(slug);
    this.onPick();
  }

  focus() {
    this.input.focus();
    this.combobox.open();
  }

  /** @param {string} query @returns {import("./combobox.js").Option[]} */
  search(query) {
    return this.codebook.search(query).map((doctrine) => this.#option(doctrine));
  }

  /** The codebook may have changed. */
  refresh() {
    this.combobox.refresh();
    this.#offer();
  }

  #pick(slug, more) {
    const adds = Boolean(this.value) && slug !== this.value && (more || this.adding);
    if (adds) {
      this.onMore(slug);
    }
    this.set(adds ? this.value : slug);
    this.adding = more;
    if (!more) {
      this.onPick();
      return;
    }
    // what is typed next is another one
    this.input.focus();
    this.input.select();
    this.combobox.say(adds ? `Also: ${this.codebook.nameOf(slug)}.` : "Type another doctrine.");
  }

  /** Buttons for the mouse, as long as nothing is chosen. */
  #offer() {
    const found = this.value ? [] : this.codebook.search("").slice(0, QUICK);
    const used = found.filter(({ slug, uses }) => uses || this.codebook.recents.includes(slug));
    this.quick.hidden = used.length === 0;
    this.quick.replaceChildren(...used.map(({ slug, name, path }) => {
      const attributes = { class: `quick-choice ${this.codebook.paletteOf(slug)}`, title: path };
      return makeButton(name, attributes, () => this.take(slug));
    }));
  }

  /** @param {import("./typeahead.js").Doctrine} doctrine @returns {import("./combobox.js").Option} */
  #option({ slug, name, path, polarity, uses, key }) {
    const above = path?.endsWith(name) ? path.slice(0, -name.length) : (path ?? "");
    const sign = POLARITIES[polarity] ?? "0";
    return {
      value: slug,
      label: name,
      hint: above.replace(/[\s›>/·]+$/u, ""),
      aside: uses ? `${sign} · ${uses}` : sign,
      shortcut: this.codebook.recents.includes(slug),
      key,
    };
  }
}
