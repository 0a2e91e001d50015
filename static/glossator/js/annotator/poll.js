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
   * @param {{revision: number}} options.heard  of what the page knows; raised here
   * @param {(change: {touched: Set<number>, changed: string[], deleted: string[]}) => void} options.onChange
   * @param {() => void} [options.onRevision]  something of the text changed, whatever it is
   */
  constructor({ api, url, model, outbox, heard, onChange, onRevision = () => {} }) {
    this.api = api;
    this.url = url;
    this.model = model;
    this.outbox = outbox;
    this.onChange = onChange;
    this.onRevision = onRevision;
    this.heard = heard;
    this.asking = false;
    /** whether to wait until somebody signs in or looks at the page again */
    this.signedOut = false;
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
    const answer = await this.outbox.latest(
      () => this.api.get(`${this.url}?since=${this.heard.revision}`),
    );
    this.asking = false;
    this.signedOut = answer.state === "signed-out";
    if (answer.state !== "ok" || !answer.data) {
      return;
    }
    const change = this.model.change(answer.data, (id) => this.outbox.isBusy(id));
    this.heard.revision = answer.data.revision;
    this.onRevision();
    if (change.changed.length || change.deleted.length) {
      this.onChange(change);
    }
  }
}
