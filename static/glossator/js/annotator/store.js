const DATABASE = "glossator";
/** Milliseconds after which a database that says nothing counts as none. */
const PATIENCE = 10_000;

/**
 * Where unsent work lies between two pages: IndexedDB. A record [user, window] holds the
 * queue of one window, a record ["draft", user, document, window] what stands in its open form.
 * A window holds a lock as long as it lives, so that no other takes its queue from it.
 */
export class Store {
  /**
   * @param {IDBDatabase|null} database  without one, nothing outlives the page
   * @param {LockManager|undefined} locks
   */
  constructor(database, locks) {
    this.database = database;
    this.locks = locks;
    this.own = crypto.getRandomValues(new Uint32Array(2)).join("-");
    /** @type {boolean} whether what is saved outlives the page */
    this.lasting = database !== null;
  }

  /** Say that this window lives. @returns {Promise<void>} */
  async live() {
    if (this.locks) {
      await new Promise((resolve) => {
        this.locks.request(lockOf(this.own), () => {
          resolve();
          return new Promise(() => {});
        });
      });
    }
  }

  /**
   * Take over the queues of windows that are gone.
   *
   * @param {string} user
   * @param {(found: object[][]) => object[]} merge  the new queue of this window; it is
   *   kept in the same transaction, so that none is lost between the two
   * @returns {Promise<string[]>}  windows that live and have a queue of their own
   */
  async adopt(user, merge) {
    const living = await this.#living();
    try {
      return this.database ? await this.#adopt(user, merge, living) : [];
    } catch {
      // a full or broken disk: what lies there stays, and the page can be used
      this.lasting = false;
      return [];
    }
  }

  async #adopt(user, merge, living) {
    const records = this.#records();
    const range = rangeOf(user);
    const keys = await settled(records.getAllKeys(range));
    const queues = await settled(records.getAll(range));
    const gone = keys.map((key) => !living.has(key[1]) && key[1] !== this.own);
    if (gone.includes(true)) {
      const kept = settled(records.put(merge(queues.filter((_, i) => gone[i])), [user, this.own]));
      keys.forEach((key, i) => gone[i] && records.delete(key));
      await kept;
    }
    return keys.map((key) => key[1]).filter((own) => living.has(own) && own !== this.own);
  }

  /** Call back when another window is gone. @param {string} own @param {() => void} gone */
  whenGone(own, gone) {
    // shared with all who wait: whoever holds it alone counts as living
    this.locks?.request(lockOf(own), { mode: "shared" }, () => {}).then(gone);
  }

  /** @param {string} user @param {object[]} queue @returns {Promise<void>} */
  async save(user, queue) {
    await this.#put([user, this.own], queue.length ? queue : null);
  }

  /** Of this window. @param {string} user @param {string} document @param {object|null} draft */
  async saveDraft(user, document, draft) {
    await this.#put(["draft", user, document, this.own], draft);
  }

  /**
   * What other windows left, and those that live and may leave something.
   *
   * @param {string} user
   * @param {string} document
   * @returns {Promise<{left: {key: string[], draft: any}[], living: string[]}>}
   */
  async drafts(user, document) {
    try {
      const living = await this.#living();
      const range = rangeOf("draft", user, document);
      const records = this.#records("readonly");
      const keys = /** @type {string[][]} */ (await settled(records.getAllKeys(range)));
      const drafts = await settled(records.getAll(range));
      const others = keys.map((key, i) => ({ key, draft: drafts[i] })).filter(({ key }) => key[3] !== this.own);
      return {
        left: others.filter(({ key }) => !living.has(key[3])),
        living: others.map(({ key }) => key[3]).filter((own) => living.has(own)),
      };
    } catch {
      return { left: [], living: [] };
    }
  }

  /**
   * Make another window's draft this one's, at once, so that it is never in neither.
   *
   * @param {string[]} key
   * @returns {Promise<boolean>}  false when it is not there any more
   */
  async takeDraft(key) {
    try {
      const records = this.#records();
      const draft = await settled(records.get(key));
      if (draft) {
        records.put(draft, [...key.slice(0, 3), this.own]);
        await settled(records.delete(key));
      }
      return Boolean(draft);
    } catch {
      this.lasting = false;
      return true;
    }
  }

  /** @param {string[]} key  of another window's draft */
  async dropDraft(key) {
    await this.#put(key, null);
  }

  /** @param {string} user @returns {Promise<{changes: number, drafts: number}>}  kept here */
  async held(user) {
    try {
      const records = this.#records("readonly");
      const queues = await settled(records.getAll(rangeOf(user)));
      const drafts = await settled(records.count(rangeOf("draft", user)));
      return { changes: queues.flat().length, drafts };
    } catch {
      return { changes: 0, drafts: 0 };
    }
  }

  /** Delete all that is kept of a user. @param {string} user */
  async discard(user) {
    if (this.database) {
      const records = this.#records();
      records.delete(rangeOf("draft", user));
      await settled(records.delete(rangeOf(user)));
    }
  }

  async #put(key, value) {
    try {
      const records = this.#records();
      await settled(value === null ? records.delete(key) : records.put(value, key));
    } catch {
      // a full disk must not keep the marks from being sent
      this.lasting = false;
    }
  }

  async #living() {
    const { held = [] } = (await this.locks?.query().catch(() => null)) ?? {};
    const alone = held.filter(({ mode }) => mode === "exclusive");
    return new Set(alone.map(({ name }) => name.replace(lockOf(""), "")));
  }

  #records(mode = "readwrite") {
    const transaction = this.database.transaction("queues", /** @type {IDBTransactionMode} */ (mode));
    return transaction.objectStore("queues");
  }
}

/**
 * @param {IDBFactory|undefined} [factory]
 * @param {LockManager|undefined} [locks]
 * @returns {Promise<Store>}
 */
export async function openStore(factory = globalThis.indexedDB, locks = globalThis.navigator?.locks) {
  try {
    const request = factory.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore("queues");
    const late = new Promise((_, reject) => setTimeout(reject, PATIENCE));
    return new Store(await Promise.race([settled(request), late]), locks);
  } catch {
    return new Store(null, locks);
  }
}

/** All keys that begin with these words. */
function rangeOf(...words) {
  return IDBKeyRange.bound(words, [...words, []]);
}

function lockOf(own) {
  return `glossator-window-${own}`;
}

function settled(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
