import { ask } from "./dialogs.js";
import { make, makeButton } from "./dom.js";
import { combinationOf, shown } from "./keyboard.js";
import { isReserved } from "./shortcuts.js";

const GROUPS = ["Moving", "Selecting", "Annotating", "Editing", "View", "Find", "Relations", "Help"];
const MODIFIERS = ["Shift", "Control", "Alt", "Meta", "AltGraph", "CapsLock", "Dead"];

/** The list of all keys, where each can be changed, switched off and printed. */
export class KeysDialog {
  /**
   * @param {object} options
   * @param {HTMLElement} options.host  where the dialog is put for the while
   * @param {import("./shortcuts.js").Shortcuts} options.shortcuts
   */
  constructor({ host, shortcuts }) {
    this.host = host;
    this.shortcuts = shortcuts;
    /** @type {string|null} the command whose new key is awaited */
    this.waiting = null;
  }

  /** @returns {Promise<void>}  when it is closed */
  open() {
    this.said = make("p", { class: "said", role: "status" });
    this.tables = make("div", { class: "keys-tables" });
    const close = makeButton("Close", { class: "button" }, () => this.dialog.close());
    const buttons = make(
      "div", { class: "form-buttons keys-foot" }, this.said, close,
      makeButton("Print", { class: "button" }, () => window.print()),
      makeButton("All back to the defaults", { class: "button" }, () => this.#allBack()),
    );
    this.dialog = make(
      "dialog", { class: "keys-dialog", "aria-labelledby": "keys-heading" },
      make("h2", { id: "keys-heading", tabindex: "-1", autofocus: true }, "Keys"),
      make("p", {}, "They act while the text has the focus."),
      this.#letterSwitch(), this.tables, this.#fixed(), buttons,
    );
    // what is printed instead of the page
    this.paper = make("section", { class: "keys-paper", "aria-hidden": "true" });
    this.dialog.addEventListener("keydown", (event) => this.#key(event));
    this.host.append(this.dialog);
    document.body.append(this.paper);
    this.#draw();
    this.dialog.showModal();
    return new Promise((resolve) => {
      this.dialog.addEventListener("close", () => {
        this.dialog.remove();
        this.paper.remove();
        resolve();
      });
    });
  }

  #letterSwitch() {
    const box = make("input", { type: "checkbox", checked: !this.shortcuts.letters });
    box.addEventListener("change", () => {
      this.shortcuts.useLetters(!box.checked);
      this.#draw();
      this.#say(box.checked ? "Single characters do nothing now; the Help menu opens this list." : "Single characters act again.");
    });
    this.letters = box;
    return make("label", { class: "keys-letters" }, box, "Single-letter keys off");
  }

  #draw() {
    const groups = groupsOf(this.shortcuts.keys);
    const order = [...groups.keys()];
    this.tables.replaceChildren(...order.map((group) => this.#table(group, groups.get(group))));
    this.paper.replaceChildren(
      make("h1", {}, "Keys of the annotator"),
      ...order.map((group) => this.#plain(group, groups.get(group))),
    );
  }

  #table(group, rows) {
    return make(
      "table", { class: "keys" }, make("caption", {}, group),
      make("tbody", {}, ...rows.map(([command, [what]]) => this.#row(command, what))),
    );
  }

  #plain(group, rows) {
    const lines = rows.map(([command, [what]]) =>
      make("tr", {}, make("th", { scope: "row" }, this.#words(command)), make("td", {}, what)),
    );
    return make("table", { class: "keys" }, make("caption", {}, group), make("tbody", {}, ...lines));
  }

  #words(command) {
    return this.shortcuts.keysOf(command).map(shown).join(" or ") || "no key";
  }

  #row(command, what) {
    const keys = this.shortcuts.keysOf(command);
    const button = (words, label, act, name) =>
      makeButton(words, { class: "button quiet", "aria-label": label, "data-act": name }, act);
    const key = this.waiting === command
      ? make("strong", {}, "Press the new key …")
      : keys.length ? make("kbd", {}, this.#words(command)) : make("span", { class: "muted" }, "no key");
    const cells = [button("Change", `Change the key: ${what}`, () => this.#wait(command), "change")];
    if (keys.length) {
      cells.push(button("Off", `No key: ${what}`, () => this.#off(command, what), "off"));
    }
    if (this.shortcuts.own[command]) {
      cells.push(button("Default", `Back to the default: ${what}`, () => this.#back(command, what), "back"));
    }
    return make(
      "tr", { "data-key": command }, make("th", { scope: "row" }, what), make("td", {}, key),
      make("td", { class: "keys-acts" }, ...cells),
    );
  }

  #fixed() {
    const lines = ["First letter: a stance", "1 to 9: a recent doctrine, while its field is empty", "Ctrl+Enter: save", "Esc: cancel"];
    return make(
      "details", {}, make("summary", {}, "In the form, always"),
      make("ul", {}, ...lines.map((line) => make("li", {}, line))),
    );
  }

  #wait(command) {
    this.waiting = command;
    this.#draw();
    this.#focus(command, "change");
    this.#say("Press the new key, or Esc to keep the old one.");
  }

  async #key(event) {
    if (!this.waiting || MODIFIERS.includes(event.key)) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const command = this.waiting;
    const combination = combinationOf(event);
    this.waiting = null;
    if (combination === "Escape") {
      this.#say("The key stays as it was.");
    } else if (isReserved(combination)) {
      this.#say(`The browser needs ${shown(combination)} itself. Choose another key.`);
    } else if (await this.#mayTake(command, combination)) {
      this.shortcuts.change(command, combination);
      this.#say(`${shown(combination)}: ${this.shortcuts.keys[command][0].toLowerCase()}.`);
    }
    this.#draw();
    this.#focus(command, "change");
  }

  async #mayTake(command, combination) {
    const holder = this.shortcuts.holderOf(combination);
    if (!holder || holder === command) {
      return true;
    }
    const sentence = `${shown(combination)} is the key of “${this.shortcuts.keys[holder][0]}”. Taken from it, that has no key until you give it one.`;
    const choices = /** @type {[string, string][]} */ ([["", "Leave it there"], ["take", "Use it here"]]);
    return (await ask(this.host, "This key is taken", [make("p", {}, sentence)], choices)) === "take";
  }

  #off(command, what) {
    this.shortcuts.off(command);
    this.#draw();
    this.#focus(command, "change");
    this.#say(`No key now: ${what.toLowerCase()}.`);
  }

  #back(command, what) {
    this.shortcuts.back(command);
    this.#draw();
    this.#focus(command, "change");
    this.#say(`${this.#words(command)}: ${what.toLowerCase()}.`);
  }

  #allBack() {
    this.shortcuts.allBack();
    this.letters.checked = false;
    this.#draw();
    this.#say("All keys are as they were in the beginning.");
  }

  #focus(command, act) {
    const row = /** @type {HTMLElement} */ (this.tables.querySelector(`[data-key="${command}"]`));
    /** @type {HTMLElement} */ (row?.querySelector(`[data-act=${act}]`))?.focus();
  }

  #say(sentence) {
    this.said.textContent = sentence;
  }
}

/** @returns {Map<string, [string, import("./keyboard.js").Row][]>}  in the order of GROUPS */
function groupsOf(keys) {
  const rows = Object.entries(keys);
  const of = ([, [, , group]]) => (GROUPS.includes(group) ? group : "Other");
  const named = [...GROUPS, "Other"].map((name) => [name, rows.filter((row) => of(row) === name)]);
  return new Map(/** @type {any} */ (named.filter(([, found]) => found.length)));
}
