/** So many recent holders have a digit of their own. */
const RECENTS = 5;

/** To whom claims of this text were attributed, the latest here first, then the most. */
export class Holders {
  /** @param {import("./model.js").Model} model */
  constructor(model) {
    this.model = model;
    /** @type {string[]} */
    this.latest = [];
    /** @type {string[]|null} */
    this.most = null;
  }

  /** @param {string|null} name  of whom a claim was just attributed to */
  use(name) {
    if (name) {
      this.latest = [name, ...this.latest.filter((other) => other !== name)].slice(0, RECENTS);
    }
  }

  /** @returns {string[]} */
  recent() {
    this.most ??= this.#most();
    return [...new Set([...this.latest, ...this.most])].slice(0, RECENTS);
  }

  /** Counted once: what is added since is among the latest. */
  #most() {
    const counts = new Map();
    for (const { holder } of this.model.sorted) {
      if (holder) {
        counts.set(holder, (counts.get(holder) ?? 0) + 1);
      }
    }
    return [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a)).slice(0, RECENTS);
  }
}
