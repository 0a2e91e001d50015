import { Chips } from "./chips.js";
import { Combobox } from "./combobox.js";
import { make, makeButton } from "./dom.js";
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
  /**
   * @param {import("./names.js").Names} names
   * @param {import("./holders.js").Holders} known  to whom claims were attributed before
   */
  constructor(names, known) {
    this.known = known;
    this.holder = null;
    /** @type {import("./speaker.js").Speaker|null} */
    this.speaker = null;
    this.own = radio("voice", "own");
    this.attributed = radio("voice", "attributed");
    this.holders = new Combobox({
      label: "Holder",
      placeholder: "Person, State, organisation",
      search: (query) => this.#search(names, query),
      onPick: async (option) => this.#taken(await names.takeActor(option)),
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
    this.proposal = make("p", { class: "proposal", hidden: true });
    this.quick = make("div", { class: "quick", role: "group", "aria-label": "Recent holders in this text" });
    this.element = make(
      "fieldset",
      { class: "voice-field" },
      make("legend", {}, "Voice"),
      make("label", {}, this.own, "The author’s own"),
      make("label", {}, this.attributed, "Attributed to …"),
      this.proposal, this.quick, this.attribution,
    );
    this.element.addEventListener("change", (event) => {
      this.#show();
      if (event.target === this.attributed) {
        this.holders.input.focus();
      }
    });
    for (const input of [this.own, this.attributed]) {
      input.addEventListener("keydown", (event) => this.#type(event));
    }
  }

  /** @param {import("./annotation.js").Annotation} row */
  set(row) {
    this.#hold(row.holder);
    this.attributed.checked = row.holder !== null;
    this.own.checked = row.holder === null;
    this.via.set(row.via);
    this.attitude.value = row.attitude;
    this.#show();
  }

  /**
   * Offer to attribute the passage; nothing is done until it is taken.
   *
   * @param {import("./speaker.js").Speaker|null} speaker
   */
  propose(speaker) {
    this.speaker = speaker;
    if (speaker) {
      const { holder } = speaker;
      const words = !holder ? "In quotation marks: attributed?"
        : holder.known ? `Attributed to ${holder.name}?` : `Attributed to ${holder.name}? Add the name`;
      const keys = make("kbd", { "aria-hidden": "true" }, "Alt+H");
      const button = makeButton(words, { class: "button", "aria-keyshortcuts": "Alt+H" }, () => this.takeProposal());
      button.append(" ", keys);
      this.proposal.replaceChildren(button);
    }
    this.#show();
  }

  /** @returns {boolean}  whether there was one to take */
  takeProposal() {
    if (this.proposal.hidden) {
      return false;
    }
    const { holder } = this.speaker;
    this.attributed.checked = true;
    if (holder?.known) {
      this.#hold(holder.name);
    }
    this.#show();
    if (!holder?.known) {
      this.holders.input.focus();
      this.holders.input.value = holder?.name ?? "";
      this.holders.open();
    } else {
      this.attitude.focus();
    }
    return true;
  }

  focus() {
    (this.own.checked ? this.own : this.attributed).focus();
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

  /** @param {string|null} name @returns {boolean}  whether there is one */
  #taken(name) {
    if (name !== null) {
      this.#hold(name);
    }
    return name !== null;
  }

  #hold(name) {
    this.holder = name;
    this.holders.set(name ?? "");
    this.#show();
  }

  /** The holders of this text first, with digits. */
  #search(names, query) {
    const found = names.searchActors(query);
    if (query.trim()) {
      return found;
    }
    const recent = this.known.recent();
    const first = recent.map((name) => ({ value: name, label: name, shortcut: true }));
    return [...first, ...found.filter(({ value }) => !recent.includes(value))];
  }

  /** On either choice: a digit takes a recent holder, a letter begins a name. */
  #type(event) {
    const { key, ctrlKey, metaKey, altKey } = event;
    if (key.length !== 1 || key === " " || ctrlKey || metaKey || altKey) {
      return;
    }
    const recent = /[1-9]/.test(key) ? this.known.recent()[Number(key) - 1] : undefined;
    if (recent) {
      this.#attribute(recent);
    } else if (!/[0-9]/.test(key)) {
      this.attributed.checked = true;
      this.#show();
      this.holders.input.focus();
      this.holders.input.value = key;
      this.holders.open();
    }
    event.preventDefault();
  }

  #attribute(name) {
    this.attributed.checked = true;
    this.#hold(name);
    this.attributed.focus();
  }

  #show() {
    const { holder } = this.speaker ?? {};
    this.attribution.hidden = this.own.checked;
    this.proposal.hidden = !this.speaker || (this.attributed.checked && (!holder || this.holder !== null));
    const recent = this.holder ? [] : this.known.recent();
    this.quick.hidden = recent.length === 0;
    this.quick.replaceChildren(...recent.map((name, i) => {
      const digit = make("kbd", { "aria-hidden": "true" }, String(i + 1));
      const button = makeButton("", { class: "quick-choice" }, () => this.#attribute(name));
      button.append(digit, " ", name);
      return button;
    }));
  }
}
