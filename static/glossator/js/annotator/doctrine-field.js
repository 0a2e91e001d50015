import { Combobox } from "./combobox.js";
import { make } from "./dom.js";

const POLARITIES = { "+": "+", "-": "−" };

/** The doctrine by type-ahead, with its definition and pin-cite beside the choice. */
export class DoctrineField {
  /**
   * @param {import("./codebook.js").Codebook} codebook
   * @param {string} codebookUrl  where doctrines are added
   * @param {() => void} onPick
   */
  constructor(codebook, codebookUrl, onPick) {
    this.codebook = codebook;
    this.value = "";
    this.combobox = new Combobox({
      label: "Doctrine",
      placeholder: "Name, article or definition",
      required: true,
      search: (query) => codebook.search(query).map((doctrine) => this.#option(doctrine)),
      none: [
        document.createTextNode("No doctrine has this. "),
        make("a", { href: codebookUrl, target: "_blank", rel: "noopener" }, "Add one to the codebook"),
        document.createTextNode(", then load this page again."),
      ],
      onActive: (option) => this.#describe(option?.value ?? this.value),
      onPick: (option) => {
        this.set(option.value);
        onPick();
      },
    });
    this.input = this.combobox.input;
    this.definition = make("div", { class: "definition", hidden: true });
    this.element = make("div", { class: "field" }, this.combobox.element, this.definition);
  }

  /** @param {string} slug  "" for none yet */
  set(slug) {
    this.value = slug;
    this.combobox.set(slug ? this.codebook.nameOf(slug) : "");
    this.#describe(slug);
  }

  focus() {
    this.input.focus();
    this.combobox.open();
  }

  #option({ slug, name, path, polarity, uses }) {
    const above = path?.endsWith(name) ? path.slice(0, -name.length) : (path ?? "");
    const sign = POLARITIES[polarity] ?? "0";
    return {
      value: slug,
      label: name,
      hint: above.replace(/[\s›>/·]+$/u, ""),
      aside: uses ? `${sign} · ${uses}` : sign,
      shortcut: this.codebook.recents.includes(slug),
    };
  }

  #describe(slug) {
    const doctrine = this.codebook.get(slug);
    this.definition.hidden = !doctrine;
    if (!doctrine) {
      return;
    }
    const lines = [make("p", {}, doctrine.definition || "No definition yet.")];
    for (const [word, text] of [["Include", doctrine.include], ["Exclude", doctrine.exclude]]) {
      if (text) {
        lines.push(make("p", {}, make("b", {}, `${word} `), text));
      }
    }
    if (doctrine.pin_cite) {
      const checked = doctrine.checked ? "" : " · not checked against its source";
      lines.push(make("p", { class: "pin-cite" }, doctrine.pin_cite + checked));
    }
    this.definition.className = `definition ${this.codebook.paletteOf(slug)}`;
    this.definition.replaceChildren(...lines);
  }
}
