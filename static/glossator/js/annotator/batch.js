import { excerpt } from "./excerpt.js";

const REASONS = {
  conflict: "Somebody changed it meanwhile; theirs stands.",
  gone: "Somebody deleted it meanwhile.",
  missing: "It is no longer there.",
  forbidden: "You may not change it.",
};

/** Changes made with one gesture, on their way to the server. */
export class Batch {
  /** @param {any} annotator @param {() => void} onProgress */
  constructor(annotator, onProgress) {
    this.annotator = annotator;
    this.onProgress = onProgress;
    this.begin([], 0);
  }

  /**
   * @param {string[]} ids  of the annotations that are changed now
   * @param {number} foreign  how many were left out because they are somebody else's
   */
  begin(ids, foreign) {
    this.ids = new Set(ids);
    this.all = ids.length;
    this.done = 0;
    this.foreign = foreign;
    /** @type {{id: string, words: string, reason: string}[]} */
    this.refused = [];
  }

  /** Count what is still on its way. */
  look() {
    if (this.done < this.all) {
      const waiting = new Set(this.annotator.outbox.queue.map((entry) => entry.id));
      const done = this.all - [...this.ids].filter((id) => waiting.has(id)).length;
      if (done !== this.done) {
        this.done = done;
        this.onProgress();
      }
      if (done === this.all) {
        // what happens to them later is another gesture
        this.ids.clear();
      }
    }
  }

  /**
   * The server refused a change: what it has stands, and the refusal is kept for the list.
   *
   * @param {import("./queue.js").Entry} entry
   * @param {import("./api.js").Answer} answer
   * @returns {boolean}  false when it belongs to another gesture
   */
  held(entry, answer) {
    if (!this.ids.has(entry.id)) {
      return false;
    }
    this.#yield(entry, answer);
    return true;
  }

  async #yield(entry, answer) {
    const { api, changes, codebook, model, page } = this.annotator;
    const row = model.get(entry.id) ?? model.tombstones.get(entry.id);
    const words = row
      ? `${codebook.nameOf(row.doctrine)}, “${excerpt(page.paragraphs, row, 40)}”`
      : "An annotation";
    const reasons = Object.values(answer.fields ?? {}).flat().map(String).join(" ");
    const reason = REASONS[answer.state] ?? (reasons || answer.detail || "The server refused it.");
    this.refused.push({ id: entry.id, words, reason });
    const stands = await api.get(api.urlOf(entry));
    const gone = stands.state === "gone" || stands.state === "missing";
    await changes.yield(entry, stands.state === "ok" ? stands.data : gone ? null : (answer.current ?? null));
    this.annotator.tell(`Not changed: ${words}. ${reason}`);
    this.look();
    this.onProgress();
  }
}
