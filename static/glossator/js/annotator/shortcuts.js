import { commandsOf, KEYS, shown } from "./keyboard.js";

/** Keys that browsers act on before or besides any page, or that everybody needs as they are. */
const RESERVED = new Set([
  "Tab", "Shift+Tab", "Escape", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight",
  "PageUp", "PageDown", "Home", "End", "F1", "F5", "F11", "F12", "Alt+F4",
  "Alt+ArrowLeft", "Alt+ArrowRight",
  ..."acvxtnwlrpq0+-=".split("").map((key) => `Control+${key}`),
  ..."tnwri".split("").map((key) => `Control+Shift+${key}`),
  "Control+Tab", "Control+Shift+Tab", "Control+F5",
]);

/** Which key stands for which command, as one person wants it. */
export class Shortcuts {
  /**
   * @param {object} options
   * @param {string} options.user
   * @param {Storage} [options.storage]
   * @param {Object<string, import("./keyboard.js").Row>} [options.keys]
   */
  constructor({ user, storage, keys = KEYS }) {
    this.name = `glossator-keys-${user}`;
    this.storage = storage;
    this.keys = keys;
    const { own, letters } = this.#stored();
    /** @type {Object<string, string[]>} command -> its keys, where they are not ours */
    this.own = own;
    /** @type {boolean} whether single characters act */
    this.letters = letters;
  }

  /** Another window may change them, too: what was chosen there stays. */
  listen() {
    globalThis.addEventListener("storage", ({ key }) => {
      if (key === this.name) {
        Object.assign(this, this.#stored());
      }
    });
  }

  /** @param {string} command @returns {string[]} */
  keysOf(command) {
    return this.own[command] ?? this.keys[command]?.[1] ?? [];
  }

  /** @param {string} command @returns {string}  a key that acts now, for people; or "" */
  keyOf(command) {
    const key = this.keysOf(command).find((combination) => this.commandOf(combination) === command);
    return key ? shown(key).replace(/\+([a-z])$/u, (_end, letter) => `+${letter.toUpperCase()}`) : "";
  }

  /** @param {string} combination @returns {string|undefined}  the command that acts now */
  commandOf(combination) {
    return !this.letters && isSingle(combination) ? undefined : this.holderOf(combination);
  }

  /** @param {string} combination @returns {string|undefined}  whose key it is, acting or not */
  holderOf(combination) {
    const own = Object.entries(this.own).find(([, keys]) => keys.includes(combination));
    const ours = commandsOf(this.keys).get(combination);
    return own?.[0] ?? (ours && !this.own[ours] ? ours : undefined);
  }

  /** @param {string} command @param {string} combination  taken from whoever has it */
  change(command, combination) {
    const holder = this.holderOf(combination);
    if (holder && holder !== command) {
      this.own[holder] = this.keysOf(holder).filter((key) => key !== combination);
    }
    this.own[command] = [combination];
    this.#keep();
  }

  /** @param {string} command */
  off(command) {
    this.own[command] = [];
    this.#keep();
  }

  /** Give a command our key again, unless another has it now. @param {string} command */
  back(command) {
    delete this.own[command];
    const taken = new Set(Object.values(this.own).flat());
    if (this.keysOf(command).some((key) => taken.has(key))) {
      this.own[command] = this.keysOf(command).filter((key) => !taken.has(key));
    }
    this.#keep();
  }

  allBack() {
    this.own = {};
    this.letters = true;
    this.#keep();
  }

  /** @param {boolean} act  whether single characters do */
  useLetters(act) {
    this.letters = act;
    this.#keep();
  }

  #stored() {
    try {
      const { own = {}, letters = true } = JSON.parse(this.storage?.getItem(this.name) ?? "{}");
      const known = Object.entries(own).filter(
        ([command, keys]) => command in this.keys && isText(keys),
      );
      return { own: Object.fromEntries(known), letters: letters !== false };
    } catch {
      return { own: {}, letters: true };
    }
  }

  #keep() {
    try {
      this.storage?.setItem(this.name, JSON.stringify({ own: this.own, letters: this.letters }));
    } catch {
      // a full or forbidden storage: the choice lasts as long as the page
    }
  }
}

/** @param {unknown} keys @returns {boolean}  whether it is a list of strings */
function isText(keys) {
  return Array.isArray(keys) && keys.every((key) => typeof key === "string");
}

/** @param {string} combination @returns {boolean}  whether the browser needs it */
export function isReserved(combination) {
  return RESERVED.has(combination) || /^Control\+[1-9]$/u.test(combination);
}

/** @param {string} combination @returns {boolean}  one character, with or without Shift */
export function isSingle(combination) {
  const key = combination.replace(/^Shift\+(?=.)/u, "");
  return key !== " " && [...key].length === 1;
}
