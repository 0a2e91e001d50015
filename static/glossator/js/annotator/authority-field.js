import { Combobox } from "./combobox.js";
import { ask } from "./dialogs.js";
import { make, makeButton } from "./dom.js";
import { labelled } from "./fields.js";
import { byForce, forceWarning, forceWords, inForceInstead, provisionName } from "./force.js";
import { fold } from "./typeahead.js";

/** What a reviewer says of a new wording: name -> [label, example]. */
const NEW = {
  instrument: ["Instrument", "Collective Security Treaty"],
  locator: ["Place in it", "Art. 4"],
  version: ["Version", "2010 Protocol"],
  in_force_from: ["In force from", "2012-12-19"],
  in_force_to: ["In force to", ""],
  in_force_for: ["In force for, if not for all", "Kazakhstan"],
  link: ["Link to the official text", "https://"],
};

/** @typedef {{instrument: string, locator: string, version: string, reliance?: string}} Authority */

/** The provision relied on, in its version, by type-ahead. */
export class AuthorityField {
  /**
   * @param {object} options
   * @param {import("./provisions.js").Provisions} options.provisions
   * @param {boolean} options.mayAdd
   * @param {() => {code: string, begins?: string, ends?: string}|undefined} options.situation
   *   the one in the form
   * @param {string} [options.date]  of the text, for want of a situation
   */
  constructor({ provisions, mayAdd, situation, date = "" }) {
    this.date = date;
    this.provisions = provisions;
    this.situation = situation;
    /** @type {Authority|null} */
    this.value = null;
    const add = makeButton("Add a wording", { class: "button quiet" }, () => this.#ask());
    this.combobox = new Combobox({
      label: "Authority relied on",
      placeholder: "Instrument, article or version",
      search: (query) => this.#search(query),
      none: ["No wording has this. ", mayAdd ? add : "A reviewer can add it."],
      onPick: (option) => this.#take(JSON.parse(option.value)),
      onClear: () => this.#take(null),
    });
    this.combobox.input.addEventListener("focus", () => this.load());
    this.facts = make("p", { class: "authority-facts", hidden: true });
    this.warning = make("p", { class: "form-warning", role: "status" });
    this.instead = make("div", { class: "row", hidden: true });
    this.superseded = make("input", { type: "checkbox", name: "superseded" });
    this.superseded.addEventListener("change", () => this.#rely(this.superseded.checked));
    this.reliance = make("label", { class: "keep", hidden: true }, this.superseded, "The author relies on a superseded wording");
    this.element = make("div", {}, this.combobox.element, this.facts, this.warning, this.instead, this.reliance);
  }

  /** @param {Authority|null} authority */
  set(authority) {
    this.#take(authority);
    if (authority) {
      this.load();
    }
  }

  /** Fetch the wordings, once. */
  async load() {
    await this.provisions.load();
    this.combobox.refresh();
    this.say();
  }

  /** Say the dates of the wording, and whether it was in force. */
  say() {
    const found = this.value && this.provisions.find(this.value);
    const parts = found ? [forceWords(found), found.description] : [];
    const facts = parts.filter(Boolean).map((part) => part[0].toUpperCase() + part.slice(1)).join(". ");
    const link = found?.link && make("a", { href: found.link, target: "_blank", rel: "noopener noreferrer" }, "Official text");
    this.facts.replaceChildren(facts, facts && link ? " · " : "", link || "");
    this.facts.hidden = !this.facts.textContent;
    const situation = this.situation();
    this.warning.textContent = found ? forceWarning(found, situation) : "";
    const others = this.warning.textContent ? inForceInstead(found, this.provisions.items, situation) : [];
    this.instead.replaceChildren(...others.map((other) => this.#offer(other)));
    this.instead.hidden = !others.length;
    this.superseded.checked = Boolean(this.value?.reliance);
    this.reliance.hidden = !this.warning.textContent && !this.superseded.checked;
  }

  /** A click takes the wording that was in force. */
  #offer(other) {
    const words = `Choose the wording in force: ${other.version || provisionName(other)}`;
    return makeButton(words, { class: "button quiet" }, () => {
      this.#take(other);
      this.combobox.input.focus();
    });
  }

  #rely(superseded) {
    if (this.value) {
      const { instrument, locator, version } = this.value;
      this.value = { instrument, locator, version, ...(superseded ? { reliance: "superseded" } : {}) };
    }
  }

  #take(authority) {
    this.value = authority && {
      instrument: authority.instrument, locator: authority.locator ?? "", version: authority.version ?? "",
      ...(authority.reliance ? { reliance: authority.reliance } : {}),
    };
    this.combobox.set(this.value ? provisionName(this.value) : "");
    this.say();
  }

  #search(query) {
    const words = fold(query).split(/\s+/).filter(Boolean);
    const found = this.provisions.items.filter((item) =>
      words.every((word) => fold(`${provisionName(item)} ${item.description}`).includes(word)));
    const situation = this.situation();
    const time = situation?.begins || situation?.ends ? situation : { begins: this.date };
    return byForce(found, time).map(({ item, hint }) => ({ value: JSON.stringify(item), label: provisionName(item), hint }));
  }

  /** Ask a reviewer for a new wording. */
  async #ask() {
    const inputs = Object.entries(NEW).map(([name, [, example]]) =>
      make("input", { type: "text", name, placeholder: example, value: name === "instrument" ? this.combobox.input.value : "" }),
    );
    const problem = make("p", { class: "problem", role: "alert", hidden: true });
    const fields = inputs.map((input) => labelled(NEW[input.name][0], input));
    /** @type {[string, string][]} */
    const choices = [["", "Cancel"], ["yes", "Add"]];
    const host = /** @type {HTMLElement} */ (this.element.closest("glossator-annotator"));
    while ((await ask(host, "New wording of a provision", [...fields, problem], choices)) === "yes") {
      const body = Object.fromEntries(inputs.map((input) => [input.name, input.value.trim()]));
      const answer = await this.provisions.add(body);
      if (answer.state === "ok") {
        this.#take(answer.data);
        break;
      }
      problem.hidden = false;
      problem.textContent = Object.values(answer.fields ?? {}).flat().join(" ")
        || (answer.detail ?? "It could not be added. Try again when you are online.");
    }
    this.combobox.input.focus();
  }
}
