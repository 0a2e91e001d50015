/** Milliseconds between two questions while the page is seen. */
const EVERY = 5_000;

/** Asks for what others changed. */
export class Poll {
  /**
   * @param {object} options
   * @param {import("./api.js").Api} options.api
   * @param {string} options.url
   * @param {import("./model.js").Model} options.model
   * @param {import("./outbox.js").Outbox} options.outbox
   * @param {(change: {touched: Set<number>, changed: string[], deleted: string[]}) => void} options.onChange
   * @param {() => void} [options.onRevision]  something of the text changed, whatever it is
   */
  constructor({ api, url, model, outbox, onChange, onRevision = () => {} }) {
    this.api = api;
    this.url = url;
    this.model = model;
    this.outbox = outbox;
    this.onChange = onChange;
    this.onRevision = onRevision;
    this.revision = 0;
    this.asking = false;
    /** whether to wait until somebody signs in or looks at the page again */
    this.signedOut = false;
  }

  /**
   * @param {string} [part]  the query that asks for a part of the text
   * @returns {Promise<import("./api.js").Answer>}  the whole set, or that part
   */
  async first(part = "") {
    const answer = await this.api.get(this.url + part);
    if (answer.state === "ok") {
      this.revision = answer.data.revision;
    }
    return answer;
  }

  start() {
    setInterval(() => this.#ask(), EVERY);
    document.addEventListener("visibilitychange", () => this.resume());
  }

  /** Ask again, after nobody was signed in. */
  resume() {
    this.signedOut = false;
    this.#ask();
  }

  async #ask() {
    if (document.visibilityState !== "visible" || this.asking || this.signedOut) {
      return;
    }
    this.asking = true;
    const answer = await this.api.get(`${this.url}?since=${this.revision}`);
    this.asking = false;
    this.signedOut = answer.state === "signed-out";
    if (answer.state !== "ok" || !answer.data) {
      return;
    }
    const change = this.model.change(answer.data, (id) => this.outbox.isBusy(id));
    this.revision = answer.data.revision;
    this.onRevision();
    if (change.changed.length || change.deleted.length) {
      this.onChange(change);
    }
  }
}
