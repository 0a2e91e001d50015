import { Chips } from "./chips.js";
import { Combobox } from "./combobox.js";
import { make } from "./dom.js";
import { labelled, radio, select } from "./fields.js";

const ATTITUDES = {
  "": "Not said",
  endorses: "Endorses",
  rejects: "Rejects",
  doubts: "Doubts",
  neutral: "Neutral",
  unclear: "Not clear",
};

/** Whose position it is: the text's own, or a holder's, through whom, and how taken. */
export class VoiceField {
  /** @param {import("./names.js").Names} names */
  constructor(names) {
    this.holder = null;
    this.own = radio("voice", "own");
    this.attributed = radio("voice", "attributed");
    this.holders = new Combobox({
      label: "Holder",
      placeholder: "Person, State, organisation",
      search: (query) => names.searchActors(query),
      onPick: async (option) => this.#hold(await names.takeActor(option)),
      onClear: () => this.#hold(null),
    });
    this.via = new Chips({
      label: "Reported via",
      search: (query) => names.searchActors(query),
      take: (option) => names.takeActor(option),
    });
    this.attitude = select("attitude", ATTITUDES);
    const attitude = labelled("The text’s attitude to it", this.attitude);
    const parts = [this.holders.element, attitude, this.via.element];
    this.attribution = make("div", { class: "attribution" }, ...parts);
    this.element = make(
      "fieldset",
      { class: "voice-field" },
      make("legend", {}, "Voice"),
      make("label", {}, this.own, "The author’s own"),
      make("label", {}, this.attributed, "Attributed to …"),
      this.attribution,
    );
    this.element.addEventListener("change", (event) => {
      this.attribution.hidden = this.own.checked;
      if (event.target === this.attributed) {
        this.holders.input.focus();
      }
    });
  }

  /** @param {import("./model.js").Annotation} row */
  set(row) {
    this.#hold(row.holder);
    this.attributed.checked = row.holder !== null;
    this.own.checked = row.holder === null;
    this.attribution.hidden = this.own.checked;
    this.via.set(row.via);
    this.attitude.value = row.attitude;
  }

  /** @returns {boolean}  attributed, and nobody named yet */
  get isOpen() {
    return this.attributed.checked && !this.holder;
  }

  /** @returns {{holder: string|null, via: string[], attitude: string}} */
  get value() {
    return this.own.checked
      ? { holder: null, via: [], attitude: "" }
      : { holder: this.holder, via: this.via.names, attitude: this.attitude.value };
  }

  #hold(name) {
    this.holder = name;
    this.holders.set(name ?? "");
  }
}
