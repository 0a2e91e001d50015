import { newId } from "./changes.js";
import { Collection } from "./collection.js";
import { excerpt } from "./excerpt.js";
import { Following } from "./following.js";
import { whenIdle } from "./idle.js";
import { RelationOutline } from "./relation-outline.js";
import { RelationSection } from "./relation-section.js";

/** How the arguments of a text bear on one another, and on those of other texts. */
export class Relations {
  /** @param {any} annotator */
  constructor(annotator) {
    this.annotator = annotator;
    this.document = Number(annotator.dataset.document);
    this.rows = new Collection({
      noun: "relation",
      labels: { kind: "Relation", note: "Note" },
      make: (body) => this.#made(body),
      again: (row) => this.join(row.source, row.target, row.kind, row.note),
      onChange: () => this.draw(),
    });
    annotator.changes.stores.set("relation", this.rows);
    this.following = new Following({ annotator, url: annotator.dataset.relationsUrl, rows: this.rows });
    annotator.relations = this;
    /** @type {Map<string, import("./relation-words.js").End>} ends in other texts */
    this.far = new Map();
    /** how many annotations there were when they were last drawn */
    this.size = 0;
    this.section = new RelationSection(this);
    this.outline = new RelationOutline(this);
  }

  listen() {
    this.outline.place();
    this.revised();
  }

  /** The text has a new revision: ask what became of its relations. */
  revised() {
    this.following.ask();
  }

  /** @param {string|null} id */
  chosen(id) {
    this.section.show(id);
  }

  /** An annotation that came or went takes its relations along. */
  painted() {
    const { size } = this.annotator.model.byId;
    if (size !== this.size) {
      this.size = size;
      this.drawing ??= whenIdle(() => {
        this.drawing = undefined;
        this.draw();
      });
    }
  }

  /** Show all of them anew. */
  draw() {
    this.section.draw();
    this.outline.draw();
  }

  /** @returns {any[]}  those of which both ends are there */
  get standing() {
    return this.rows.all
      .map((row) => ({ ...row, source: this.endOf(row.source), target: this.endOf(row.target) }))
      .filter(({ source, target }) => source && target);
  }

  /** @param {string} id @returns {any[]}  of one annotation */
  of(id) {
    return this.standing.filter(({ source, target }) => source.id === id || target.id === id);
  }

  /** @param {{own?: boolean}} row @returns {boolean} */
  mayEdit(row) {
    const { reading } = this.annotator;
    return reading.mayReview || (reading.mayCode && row.own === true);
  }

  /**
   * Draw one from an annotation to another.
   *
   * @param {import("./relation-words.js").End} source
   * @param {import("./relation-words.js").End} target
   * @param {string} kind
   * @param {string} note
   * @returns {boolean}  false when these are joined so already
   */
  join(source, target, kind, note = "") {
    const same = this.standing.some(
      (row) => row.own && row.kind === kind && row.source.id === source.id && row.target.id === target.id,
    );
    if (same) {
      return false;
    }
    [source, target].forEach((end) => this.far.set(end.id, end));
    const body = { source: source.id, target: target.id, kind, ...(note && { note }) };
    const needs = [source.id, target.id];
    this.annotator.changes.make({ what: "relation", kind: "put", id: newId(), body, needs }, "Related");
    return true;
  }

  /** @param {any} row @param {object} fields  kind or note */
  edit(row, fields) {
    const before = Object.fromEntries(Object.keys(fields).map((name) => [name, row[name]]));
    const change = { what: "relation", kind: "patch", id: row.id, body: fields, before };
    this.annotator.changes.make(change, "Relation changed");
  }

  /** @param {any} row */
  remove(row) {
    this.annotator.changes.make({ what: "relation", kind: "delete", id: row.id }, "Relation removed");
    this.annotator.tell("Relation removed. Undo brings it back.");
  }

  /**
   * @param {import("./relation-words.js").End} end
   * @returns {import("./relation-words.js").End|null}  as it is now; null when it was deleted
   */
  endOf(end) {
    const { model, codebook, page, dataset } = this.annotator;
    const row = model.get(end.id);
    if (!row) {
      return end.document === this.document ? null : end;
    }
    const { start, doctrine, stance, holder, coder } = row;
    const quote = excerpt(page.paragraphs, row, 160);
    const html_url = `${location.pathname}?annotation=${end.id}`;
    const doctrine_name = codebook.nameOf(doctrine);
    const title = dataset.title ?? "";
    return { id: end.id, document: this.document, title, start, quote, doctrine_name, stance, holder, coder, html_url };
  }

  /** Go to an end in this text. @param {string} id */
  go(id) {
    this.annotator.reading.choose(id, { open: true });
  }

  #made({ source, target, kind, note = "" }) {
    const end = (id) => this.far.get(id) ?? unknown(id, this.annotator.model.get(id) ? this.document : 0);
    const { userName } = this.annotator.dataset;
    return { kind, note, source: end(source), target: end(target), own: true, coder: userName };
  }
}

/** An end of which only the id outlived the page; the server tells the rest. */
function unknown(id, document) {
  return {
    id, document, title: "another text", start: 0, quote: "…", doctrine_name: "",
    stance: "", holder: null, coder: "", html_url: `?annotation=${id}`,
  };
}
