import * as queues from "./queue.js";

/** Waits between tries after a lost network or a server error, in milliseconds. */
const WAITS = [1_000, 2_000, 5_000, 15_000, 30_000];

/** Sends what was done, in order, until it is acknowledged; survives the page. */
export class Outbox {
  /**
   * @param {object} options
   * @param {{adopt: Function, save: Function}} options.store  see openStore
   * @param {{send: Function}} options.api
   * @param {string} options.user  whose marks these are
   * @param {(state: "saved"|"saving"|"unsaved") => void} options.onState
   * @param {(entry: import("./queue.js").Entry, answer: object) => void} options.onDone
   * @param {(entry: import("./queue.js").Entry, answer: object) => void} options.onHeld
   * @param {() => Promise<boolean>} options.onSignedOut  resolves when signed in again
   * @param {() => Promise<boolean>} options.onForbidden  resolves true to try once more
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
    /** @type {import("./queue.js").Entry[]} */
    this.queue = [];
    this.running = false;
    this.failures = 0;
    this.declined = false;
    this.timer = 0;
  }

  /** Take up what an earlier page could not send. */
  async open() {
    const found = queues.adopted(await this.store.adopt(this.user));
    await this.keep([...found, ...this.queue]);
    this.flush();
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

  /** @param {string} id  give up what is queued about it */
  async drop(id) {
    await this.keep(queues.dropped(this.queue, id));
  }

  /** @param {number} number @param {number} version  send a held one over that version */
  async release(number, version) {
    await this.keep(queues.released(this.queue, number, version));
    this.flush();
  }

  /** Send all that can be sent, one after the other. */
  async flush() {
    if (this.running) {
      return;
    }
    clearTimeout(this.timer);
    this.running = true;
    // whoever does not want to sign in is not asked again before the next change
    this.declined = false;
    let goes = true;
    for (let entry = this.next(); goes && entry; entry = this.next()) {
      goes = await this.sendOne(entry);
    }
    this.running = false;
    this.report();
    if (this.declined) {
      return;
    }
    if (!goes) {
      const wait = WAITS[Math.min(this.failures, WAITS.length) - 1] ?? WAITS[0];
      this.timer = setTimeout(() => this.flush(), wait);
    } else if (this.next()) {
      this.flush();
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
    if (answer.state === "forbidden" && (await this.onForbidden())) {
      answer = await this.api.send(entry);
    }
    if (answer.state === "ok" || queues.wasDone(entry, answer)) {
      return this.done(entry, answer);
    }
    if (answer.state === "signed-out") {
      this.failures += 1;
      this.report();
      this.declined = !(await this.onSignedOut());
      return !this.declined;
    }
    if (answer.state === "offline" || answer.state === "failed") {
      this.failures += 1;
      return false;
    }
    await this.keep(queues.held(this.queue, number, answer));
    this.onHeld(entry, answer);
    return true;
  }

  async done(entry, answer) {
    const row = answer.data ?? answer.current ?? {};
    this.failures = 0;
    await this.keep(queues.acknowledged(this.queue, entry.number, row.version ?? null));
    this.onDone(entry, answer);
    return true;
  }

  async keep(queue) {
    this.queue = queue;
    this.report();
    await this.store.save(this.user, queue);
  }

  report() {
    const stuck = this.failures > 0 || this.queue.some((entry) => entry.state === "held");
    this.onState(!this.queue.length ? "saved" : stuck ? "unsaved" : "saving");
  }
}

/**
 * Where the queue lies between two pages: IndexedDB, one record for each user and window.
 *
 * @param {IDBFactory|undefined} [factory]  without one, nothing outlives the page
 * @returns {Promise<{adopt: (user: string) => Promise<object[][]>,
 *   save: (user: string, queue: object[]) => Promise<void>}>}
 */
export async function openStore(factory = globalThis.indexedDB) {
  const own = crypto.getRandomValues(new Uint32Array(2)).join("-");
  let database;
  try {
    database = await opened(factory);
  } catch {
    return { adopt: async () => [], save: async () => {} };
  }
  const table = () => database.transaction("queues", "readwrite").objectStore("queues");
  return {
    async adopt(user) {
      const records = table();
      const range = IDBKeyRange.bound([user], [user, []]);
      const found = await settled(records.getAll(range));
      await settled(records.delete(range));
      return found;
    },
    async save(user, queue) {
      try {
        const key = [user, own];
        await settled(queue.length ? table().put(queue, key) : table().delete(key));
      } catch {
        // a full disk must not keep the marks from being sent
      }
    },
  };
}

function opened(factory) {
  const request = factory.open("glossator", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("queues");
  return settled(request);
}

function settled(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
