import * as queues from "./queue.js";

/** Waits between tries after a lost network or a server error, in milliseconds. */
const WAITS = [1_000, 2_000, 5_000, 15_000, 30_000];

/**
 * @typedef {object} Waiting
 * @property {number} count     changes that are not acknowledged
 * @property {""|"offline"|"failed"|"signed-out"|"held"} why  they are not sent
 * @property {boolean} lasting  whether they outlive the page
 */

/** Sends what was done, in order, until it is acknowledged; survives the page. */
export class Outbox {
  /**
   * @param {object} options
   * @param {import("./store.js").Store} options.store
   * @param {{send: Function}} options.api
   * @param {string} options.user  whose marks these are
   * @param {(state: "saved"|"saving"|"unsaved", more: Waiting) => void} options.onState
   * @param {(entry: import("./queue.js").Entry, answer: object) => void} options.onDone
   * @param {(entry: import("./queue.js").Entry, answer: object) => void} options.onHeld
   * @param {() => Promise<boolean>} options.onSignedOut  resolves when signed in again
   * @param {() => Promise<"same"|"other"|"nobody"|"unknown">} options.onForbidden  who is
   *   signed in now, compared with the user
   * @param {(entries: import("./queue.js").Entry[]) => void} [options.onAdopted]  another
   *   window left them
   */
  constructor(options) {
    this.store = options.store;
    this.api = options.api;
    this.user = options.user;
    this.onState = options.onState;
    this.onDone = options.onDone;
    this.onHeld = options.onHeld;
    this.onSignedOut = options.onSignedOut;
    this.onForbidden = options.onForbidden;
    this.onAdopted = options.onAdopted ?? (() => {});
    /** @type {import("./queue.js").Entry[]} */
    this.queue = [];
    this.running = false;
    this.failures = 0;
    /** @type {Waiting["why"]} what kept the last one from being sent */
    this.trouble = "";
    this.declined = false;
    this.timer = 0;
    /** changes that the server has acknowledged */
    this.acknowledged = 0;
    /** @type {Promise<void>|null} the next saving of the queue */
    this.keeping = null;
    /** @type {Promise<void>} resolves when nothing is under way */
    this.idle = Promise.resolve();
  }

  /** Take up what earlier pages could not send. */
  async open() {
    await this.store.live();
    const living = await this.adopt();
    living.forEach((own) => this.store.whenGone(own, () => this.adopt()));
  }

  /** @returns {Promise<string[]>}  other windows of the user that live and have a queue */
  async adopt() {
    let taken = [];
    const living = await this.store.adopt(this.user, (found) => {
      taken = queues.adopted(this.queue, found);
      return [...this.queue, ...taken];
    });
    if (taken.length) {
      await this.keep([...this.queue, ...queues.adopted(this.queue, [taken])]);
      this.onAdopted(taken);
    }
    this.report();
    this.flush();
    return living;
  }

  /**
   * @param {import("./undo.js").Change & {document: string}} change
   * @param {number|null} version  of the row the coder saw
   */
  async add(change, version) {
    await this.keep(queues.enqueue(this.queue, change, version));
    this.flush();
  }

  /** @param {string} id @returns {boolean} */
  isBusy(id) {
    return queues.isBusy(this.queue, id);
  }

  /**
   * Ask for what stands, and again while own changes were acknowledged in between: an answer
   * that set out before them would bring back what they took away.
   *
   * @template T
   * @param {() => Promise<T>} ask
   * @returns {Promise<T>}
   */
  async latest(ask) {
    for (;;) {
      const before = this.acknowledged;
      const answer = await ask();
      if (this.acknowledged === before) {
        return answer;
      }
    }
  }

  /** @param {string} id  give up what is queued about it */
  async drop(id) {
    await this.keep(queues.dropped(this.queue, id));
  }

  /** @param {number} number @param {number} version  send a held one over that version */
  async release(number, version) {
    await this.keep(queues.released(this.queue, number, version));
    this.flush();
  }

  /** Send all that can be sent. @returns {Promise<void>}  when this try is over */
  flush() {
    if (!this.running) {
      this.idle = this.#send();
    }
    return this.idle;
  }

  /** One after the other. */
  async #send() {
    clearTimeout(this.timer);
    this.running = true;
    // whoever does not want to sign in is not asked again before the next change
    this.declined = false;
    let goes = true;
    try {
      for (let entry = this.next(); goes && entry; entry = this.next()) {
        goes = await this.sendOne(entry);
      }
    } finally {
      // a fault while one is shown must not keep the others from being sent
      this.running = false;
    }
    this.report();
    if (this.declined) {
      return;
    }
    if (!goes) {
      const wait = WAITS[Math.min(this.failures, WAITS.length) - 1] ?? WAITS[0];
      this.timer = setTimeout(() => this.flush(), wait);
    } else if (this.next()) {
      await this.flush();
    }
  }

  next() {
    return queues.nextEntry(this.queue);
  }

  /** @returns {Promise<boolean>}  false when sending makes no sense for a while */
  async sendOne({ number }) {
    await this.keep(queues.attempted(this.queue, number));
    const entry = this.queue.find((other) => other.number === number);
    if (!entry) {
      return true;
    }
    let answer = await this.api.send(entry);
    if (answer.state === "forbidden") {
      answer = await this.identified(entry, answer);
    }
    if (answer.state === "ok" || queues.wasDone(entry, answer)) {
      return this.done(entry, answer);
    }
    if (answer.state === "signed-out") {
      this.failures += 1;
      this.trouble = answer.state;
      this.report();
      this.declined = !(await this.onSignedOut());
      return !this.declined;
    }
    if (answer.state === "offline" || answer.state === "failed") {
      this.failures += 1;
      this.trouble = answer.state;
      return false;
    }
    await this.keep(queues.held(this.queue, number, answer));
    this.onHeld(entry, answer);
    return true;
  }

  /** Refused: because the token is old, or somebody else is signed in, or really. */
  async identified(entry, answer) {
    const who = await this.onForbidden();
    if (who === "same") {
      return this.api.send(entry);
    }
    return { ...answer, state: who === "unknown" ? "offline" : "signed-out" };
  }

  async done(entry, answer) {
    const row = answer.data ?? answer.current ?? {};
    this.failures = 0;
    this.trouble = "";
    this.acknowledged += 1;
    const kept = this.keep(queues.acknowledged(this.queue, entry.number, row.version ?? null));
    // at once: a change made while it is kept follows the new version
    this.onDone(entry, answer);
    await kept;
    return true;
  }

  /** Give up all that waits. */
  async discard() {
    clearTimeout(this.timer);
    await this.keep([]);
  }

  /** Changes of one gesture are kept together. @returns {Promise<void>} */
  keep(queue) {
    this.queue = queue;
    this.report();
    this.keeping ??= Promise.resolve().then(async () => {
      this.keeping = null;
      await this.store.save(this.user, this.queue);
      this.report();
    });
    return this.keeping;
  }

  report() {
    const count = this.queue.length;
    const held = this.queue.some((entry) => entry.state === "held");
    const stuck = this.failures > 0 || held;
    const why = !count || !stuck ? "" : this.failures > 0 ? this.trouble : "held";
    const { lasting } = this.store;
    this.onState(!count ? "saved" : stuck ? "unsaved" : "saving", { count, why, lasting });
  }
}
