/** A coder's sitting without a page: what the random tests drive. */

import { Changes } from "../../static/glossator/js/annotator/changes.js";
import { Collection } from "../../static/glossator/js/annotator/collection.js";
import { Model } from "../../static/glossator/js/annotator/model.js";
import { makeParagraphs } from "../../static/glossator/js/annotator/offsets.js";
import { Outbox } from "../../static/glossator/js/annotator/outbox.js";
import { fromAnswer } from "../../static/glossator/js/annotator/rows.js";

/** Words of every kind: plain, combining, beyond U+FFFF, joined, right to left, blank. */
const WORDS = ["word ", "e\u0301tat ", "😀", "𝔊lossa ", "👩‍⚖️ ", "“Said.” ", "עַם ", "\u00a0", "No. 4, "];
const STANCES = ["asserts", "denies", "doubts"];
const DOCTRINES = ["request", "attack"];

/** @param {number} seed @returns {(below: number) => number} */
export function dice(seed) {
  let state = seed * 7919 + 17;
  return (below) => (state = (state * 48271) % 2147483647) % below;
}

/** @param {(below: number) => number} random */
export function text(random) {
  return Array.from({ length: 2 + random(5) }, () => {
    const words = Array.from({ length: 2 + random(12) }, () => WORDS[random(WORDS.length)]);
    return `${words.join("")}\n`;
  });
}

/** What a coder might say of a passage. @param {(below: number) => number} random */
export function label(random) {
  const holder = random(3) ? null : "The minister";
  return {
    doctrine: DOCTRINES[random(2)], stance: STANCES[random(3)], note: random(3) ? "" : `Note ${random(9)}`,
    tags: random(4) ? [] : ["a tag"], holder, via: holder && random(2) ? ["A paper"] : [],
  };
}

/** A passage of one paragraph, or over several. */
export function passage(random, paragraphs) {
  const { end } = paragraphs.at(-1);
  const start = random(end);
  return { start, end: Math.min(end, start + 1 + random(random(3) ? 8 : 60)) };
}

/** Rows with versions, answering as the API does. */
export class Server {
  /** @param {(below: number) => number} random @param {boolean} lossy  whether requests and answers get lost */
  constructor(random, lossy) {
    this.random = random;
    this.lossy = lossy;
    this.rows = new Map();
  }

  async send(entry) {
    for (let turns = this.random(4); turns > 0; turns -= 1) {
      await null;
    }
    const lost = this.lossy && this.random(8) === 0;
    if (lost && this.random(2)) {
      return { state: "offline" };
    }
    const answer = this.answer(JSON.parse(JSON.stringify(entry)));
    return lost ? { state: "offline" } : answer;
  }

  answer({ what = "annotation", kind, id, body, version }) {
    const row = this.rows.get(id);
    if (kind === "put" && !row) {
      this.rows.set(id, { ...body, what, id, version: 1, deleted: false, coder: "alice" });
      return this.told(id);
    }
    if (row.deleted && kind !== "restore") {
      return { state: "gone", data: { uuid: id, version: row.version } };
    }
    if (kind !== "put" && row.version !== version) {
      return { state: "conflict", current: this.told(id).data };
    }
    if (kind !== "put") {
      this.change(id, { ...body, ...(kind !== "patch" && { deleted: kind === "delete" }) });
    }
    return this.told(id);
  }

  change(id, fields) {
    const row = this.rows.get(id);
    this.rows.set(id, { ...row, ...fields, version: row.version + 1 });
  }

  told(id) {
    const { deleted, what, ...data } = this.rows.get(id);
    return { state: "ok", data };
  }

  /** All annotations, in columns. */
  get columns() {
    const all = [...this.rows.values()].filter(({ what }) => what === "annotation");
    const standing = all.filter(({ deleted }) => !deleted).map((row) => ({ ...fromAnswer(row), uuid: row.id, by: 1 }));
    const names = [
      "uuid", "start", "end", "doctrine", "stance", "holder", "via", "attitude", "situation",
      "tags", "note", "status", "version", "coder", "by",
    ];
    const columns = Object.fromEntries(names.map((name) => [name, standing.map((row) => row[name])]));
    return { ...columns, deleted: all.filter(({ deleted }) => deleted).map(({ id }) => id) };
  }
}

/** The page's own parts, with a server of our own behind them. */
export class Sitting {
  constructor(seed, { lossy = false } = {}) {
    this.random = dice(seed);
    this.paragraphs = makeParagraphs(text(this.random));
    this.server = new Server(this.random, lossy);
    this.model = new Model(this.paragraphs);
    for (let i = this.random(8); i > 0; i -= 1) {
      const { holder, via, ...fields } = label(this.random);
      const voice = holder ? { kind: "attributed", holder, via } : { kind: "own" };
      const body = { ...fields, voice, ...passage(this.random, this.paragraphs) };
      this.server.answer({ kind: "put", id: `row-${i}`, body });
    }
    this.model.load(this.server.columns);
    this.outbox = new Outbox({
      store: /** @type {any} */ ({ lasting: true, save: async () => {} }),
      api: this.server, user: "1", onState: () => {},
      onDone: (entry, answer) => this.changes.acknowledge(entry, answer),
      onHeld: (entry, answer) => this.decide(entry, answer),
      onSignedOut: async () => false,
      onForbidden: async () => "same",
    });
    this.changes = new Changes({
      document: "1", model: this.model, outbox: this.outbox, self: { coder: "alice", by: 1 }, paint: () => {},
    });
    const make = (body) => ({ ...body });
    this.relations = new Collection({ noun: "relation", labels: {}, make });
    this.regions = new Collection({ noun: "region", labels: {}, make });
    this.changes.stores.set("relation", this.relations);
    this.changes.stores.set("region", this.regions);
  }

  /** The coder's choice about a change that came too late: mine or theirs. */
  async decide(entry, answer) {
    const row = this.server.rows.get(entry.id);
    const current = row.deleted ? null : this.server.told(entry.id).data;
    const mine = entry.kind === "restore" ? !current : current && this.random(2);
    if (mine) {
      await this.outbox.release(entry.number, row.version);
    } else {
      await this.changes.yield(entry, current);
    }
    this.decided = answer.state;
  }

  /** Somebody else does something to an annotation. @returns {string|null} its id */
  interfere() {
    const all = [...this.server.rows.values()].filter(({ what }) => what === "annotation");
    const row = all[this.random(all.length)];
    const fields = [{ note: "Theirs" }, { stance: "concedes" }, passage(this.random, this.paragraphs)];
    if (row) {
      const deleted = row.deleted ? false : this.random(4) === 0;
      this.server.change(row.id, { deleted, ...(deleted ? {} : fields[this.random(3)]) });
    }
    return row?.id ?? null;
  }

  /** The page asks what others did. */
  ask() {
    const news = this.model.change(this.server.columns, (id) => this.outbox.isBusy(id));
    [...news.changed, ...news.deleted].forEach((id) => this.changes.stack.forget(id));
  }

  /** Wait until all is sent. */
  async settle() {
    while (this.outbox.queue.length) {
      await this.outbox.flush();
    }
    await this.outbox.keeping;
    clearTimeout(this.outbox.timer);
  }
}
