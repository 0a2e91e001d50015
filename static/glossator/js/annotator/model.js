import { BLANK, rowsOf, SELDOM } from "./annotation.js";
import { outerFirst } from "./cut.js";
import { count, paragraphAt } from "./offsets.js";

/** @typedef {import("./annotation.js").Annotation} Annotation */

/** The annotations of one document: no DOM, no network. */
export class Model {
  /** @param {import("./offsets.js").Paragraph[]} paragraphs */
  constructor(paragraphs) {
    this.paragraphs = paragraphs;
    /** @type {Map<string, Annotation>} */
    this.byId = new Map();
    /** @type {Annotation[]} outer first */
    this.sorted = [];
    /** @type {Map<number, Annotation[]>} what was asked for, by index of the paragraph */
    this.inside = new Map();
    /** @type {Uint32Array|null} the furthest end among sorted[0..i] */
    this.reach = null;
    /** @type {Map<string, Annotation>} what was taken away, so that it can come back */
    this.tombstones = new Map();
    /** raised with every change, so that who counts need not count again */
    this.stamp = 0;
  }

  /**
   * Take the whole set as the server sends it.
   *
   * @param {object} columns  arrays of one length, by name
   */
  load(columns) {
    const rows = rowsOf(columns);
    this.byId = new Map(rows.map((row) => [row.id, row]));
    this.sorted = [...this.byId.values()].sort(outerFirst);
    this.inside.clear();
    this.reach = null;
    this.stamp += 1;
  }

  /**
   * Take more of them; rows that are known, or on their way, are left alone.
   *
   * @param {object} columns  as for load
   * @param {(id: string) => boolean} [busy]
   * @returns {Set<number>}   indexes of the paragraphs whose paint changes
   */
  add(columns, busy = () => false) {
    const touched = new Set();
    const fresh = rowsOf(columns).filter(({ id, version }) => {
      const known = this.byId.get(id) ?? this.tombstones.get(id);
      return !busy(id) && (known?.version ?? -1) < version;
    });
    for (const row of fresh) {
      if (this.byId.has(row.id)) {
        this.remove(row.id).forEach((index) => touched.add(index));
      }
      this.byId.set(row.id, row);
      this.tombstones.delete(row.id);
      this.#touch(row, touched);
    }
    // two runs in order: the sort goes through them once
    this.sorted = [...this.sorted, ...fresh].sort(outerFirst);
    this.reach = null;
    return touched;
  }

  /** @param {string} id */
  get(id) {
    return this.byId.get(id);
  }

  /**
   * Put a row in, or in the place of the one with its id.
   *
   * @param {Annotation} row
   * @returns {Set<number>}  indexes of the paragraphs whose paint changes
   */
  upsert(row) {
    const touched = this.remove(row.id);
    this.tombstones.delete(row.id);
    this.byId.set(row.id, row);
    this.#insert(row);
    return this.#touch(row, touched);
  }

  /**
   * @param {string} id
   * @returns {Set<number>}  indexes of the paragraphs whose paint changes
   */
  remove(id) {
    const touched = new Set();
    const row = this.byId.get(id);
    if (!row) {
      return touched;
    }
    this.byId.delete(id);
    this.tombstones.set(id, row);
    this.#take(row);
    return this.#touch(row, touched);
  }

  /**
   * Complete a row with fields that the columns leave out, unless it is another version.
   *
   * @param {string} id
   * @param {object} answer  the server's object
   */
  fill(id, answer) {
    const row = this.byId.get(id);
    if (row && row.version === answer.version) {
      for (const name of SELDOM) {
        row[name] = answer[name] ?? BLANK[name];
      }
    }
  }

  /**
   * Take what changed since a revision; rows that are still on their way are left alone.
   *
   * @param {object} columns  as for load, with `deleted`: the uuids that are gone
   * @param {(id: string) => boolean} [busy]  whether a request about it is under way
   * @returns {{touched: Set<number>, changed: string[], deleted: string[]}}
   */
  change(columns, busy = () => false) {
    const touched = new Set();
    const changed = [];
    const deleted = [];
    for (const row of rowsOf(columns)) {
      const known = this.byId.get(row.id);
      if (!busy(row.id) && (known?.version ?? 0) < row.version) {
        this.upsert(row).forEach((index) => touched.add(index));
        changed.push(row.id);
      }
    }
    for (const id of columns.deleted ?? []) {
      if (!busy(id) && this.byId.has(id)) {
        this.remove(id).forEach((index) => touched.add(index));
        deleted.push(id);
      }
    }
    return { touched, changed, deleted };
  }

  /**
   * @param {number} index  of a paragraph
   * @returns {Annotation[]}  outer first
   */
  inParagraph(index) {
    let rows = this.inside.get(index);
    if (!rows) {
      const { start, end } = this.paragraphs[index];
      rows = this.#sharing(start, end).reverse();
      this.inside.set(index, rows);
    }
    return rows;
  }

  /**
   * @param {number} codePoint  of a character
   * @returns {Annotation[]}    those that cover it, innermost first
   */
  at(codePoint) {
    return this.overlapping(codePoint, codePoint + 1);
  }

  /**
   * @param {number} start
   * @param {number} end
   * @returns {Annotation[]}  those that share a character with [start, end), innermost first
   */
  overlapping(start, end) {
    const found = this.#sharing(start, end);
    return found.sort((a, b) => a.end - a.start - (b.end - b.start) || outerFirst(a, b));
  }

  /**
   * @param {string|null} id    the one to step from, or
   * @param {number} codePoint  the place to step from when there is none
   * @param {1|-1} step
   * @param {(row: Annotation) => boolean} [wanted]  others are passed over
   * @returns {Annotation|undefined}
   */
  neighbour(id, codePoint, step, wanted = () => true) {
    const row = id === null ? undefined : this.byId.get(id);
    const before = row
      ? this.sorted.indexOf(row) + (step === 1 ? 1 : 0)
      : count(this.sorted.length, (i) => this.sorted[i].start < codePoint);
    let at = step === 1 ? before : before - 1;
    while (this.sorted[at] && !wanted(this.sorted[at])) {
      at += step;
    }
    return this.sorted[at];
  }

  /** Those that share a character with [start, end), the last ones first. */
  #sharing(start, end) {
    const reach = this.#reach();
    const found = [];
    const before = count(this.sorted.length, (i) => this.sorted[i].start < end);
    for (let i = before - 1; i >= 0 && reach[i] > start; i -= 1) {
      if (this.sorted[i].end > start) {
        found.push(this.sorted[i]);
      }
    }
    return found;
  }

  #reach() {
    if (!this.reach) {
      this.reach = new Uint32Array(this.sorted.length);
      this.#reachFrom(0);
    }
    return this.reach;
  }

  /** Work it out again from a place on, as far as it differs. */
  #reachFrom(place) {
    const { reach, sorted } = this;
    let furthest = place ? reach[place - 1] : 0;
    for (let i = place; i < sorted.length; i += 1) {
      furthest = Math.max(furthest, sorted[i].end);
      if (i > place && reach[i] === furthest) {
        return;
      }
      reach[i] = furthest;
    }
  }

  #insert(row) {
    const place = count(this.sorted.length, (i) => outerFirst(this.sorted[i], row) < 0);
    this.sorted.splice(place, 0, row);
    if (this.reach) {
      const before = this.reach;
      this.reach = new Uint32Array(this.sorted.length);
      this.reach.set(before.subarray(0, place));
      this.reach.set(before.subarray(place), place + 1);
      this.#reachFrom(place);
    }
  }

  #take(row) {
    const place = this.sorted.indexOf(row);
    if (place === -1) {
      return;
    }
    this.sorted.splice(place, 1);
    if (this.reach) {
      this.reach.copyWithin(place, place + 1);
      this.reach = this.reach.subarray(0, this.sorted.length);
      this.#reachFrom(place);
    }
  }

  /** Forget what is known of the paragraphs of a row. */
  #touch(row, touched) {
    this.stamp += 1;
    this.#eachParagraph(row, (index) => {
      this.inside.delete(index);
      touched.add(index);
    });
    return touched;
  }

  #eachParagraph(row, visit) {
    const last = paragraphAt(this.paragraphs, row.end - 1);
    for (let i = paragraphAt(this.paragraphs, row.start); i <= last; i += 1) {
      visit(i);
    }
  }
}
