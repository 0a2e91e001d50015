import { newId } from "./changes.js";
import { Collection } from "./collection.js";
import { make, makeButton } from "./dom.js";
import { excerpt } from "./excerpt.js";
import { select } from "./fields.js";
import { Following } from "./following.js";
import { highlight } from "./highlight.js";
import { paragraphAt } from "./offsets.js";
import { covering, outsideOf } from "./outside.js";
import { scrollTo } from "./scroll.js";
import { rangesOf } from "./selection.js";

const KINDS = { biography: "About the author", teaser: "Teaser", comments: "Comments", other: "Other" };

/** Stretches outside the text: greyed, told, and left out by sentences, search and counts. */
export class Regions {
  /** @param {any} annotator */
  constructor(annotator) {
    this.annotator = annotator;
    this.rows = new Collection({
      noun: "stretch outside the text",
      labels: { start: "Start", end: "End", kind: "Kind" },
      make: (body) => ({ ...body, coder: annotator.dataset.userName }),
      again: (row) => this.set(row, row.kind),
      onChange: () => this.draw(),
    });
    annotator.changes.stores.set("region", this.rows);
    this.following = new Following({ annotator, url: annotator.dataset.regionsUrl, rows: this.rows });
    annotator.regions = this;
    annotator.list.isOutside = (row) => this.covers(row.start, row.end);
    this.commands = { outside: () => this.#mark() };
    /** @type {Set<number>} indexes of paragraphs that show it */
    this.shown = new Set();
    /** @type {{start: number, end: number}[]} outside, in paragraphs that are not so whole */
    this.parts = [];
    this.offer = makeButton("Outside the text", {
      class: "link", hidden: true, title: "Not part of the argument, such as a biography",
    }, () => this.#mark());
    this.summary = make("summary", {}, "Outside the text");
    this.items = make("ul", { class: "relation-list" });
    this.view = make("details", { class: "regions-view", hidden: true }, this.summary, this.items);
  }

  listen() {
    const { form, panel } = this.annotator;
    form.edges.append(this.offer);
    panel.list.element.append(this.view);
    this.revised();
  }

  /** The text has a new revision: ask what became of its regions. */
  revised() {
    this.following.ask();
  }

  /** @returns {import("./outside.js").Region[]}  in the order of the text */
  get all() {
    return this.rows.all.sort((a, b) => a.start - b.start || a.end - b.end);
  }

  /** @param {number} start @param {number} end @returns {boolean}  whether a range lies outside */
  covers(start, end) {
    return covering(this.all, start, end) !== undefined;
  }

  chosen() {
    this.offer.hidden = this.annotator.reading.draft === null;
  }

  painted() {
    const { page } = this.annotator;
    if (this.parts.length || this.hasPaint) {
      this.hasPaint = this.parts.length > 0;
      highlight("outside", this.parts.flatMap(({ start, end }) => rangesOf(page, start, end)));
    }
  }

  /** @param {{start: number, end: number}} range @param {string} kind */
  set({ start, end }, kind) {
    const { dataset, changes } = this.annotator;
    const body = { document: Number(dataset.document), start, end, kind };
    changes.make({ what: "region", kind: "put", id: newId(), body }, "Set outside the text");
  }

  /** Show them in the text and in the panel. */
  draw() {
    this.#paint();
    const all = this.all;
    this.view.hidden = all.length === 0;
    this.summary.textContent = `Outside the text (${all.length})`;
    const focused = this.items.contains(document.activeElement)
      ? /** @type {HTMLElement} */ (document.activeElement).closest("li").dataset.id
      : undefined;
    this.items.replaceChildren(...all.map((region) => this.#item(region)));
    if (focused) {
      const again = /** @type {HTMLElement|null} */ (this.items.querySelector(`[data-id="${focused}"] button`));
      (again ?? this.summary).focus();
    }
    if (this.annotator.reading) {
      this.annotator.list.draw();
    }
  }

  #mark() {
    const { reading } = this.annotator;
    const { draft } = reading;
    if (!reading.mayCode) {
      reading.tell("To set what is outside the text takes the role coder.");
    } else if (!draft) {
      reading.tell("Select a passage first.");
    } else if (this.covers(draft.start, draft.end)) {
      reading.tell("This lies outside the text already.");
    } else {
      this.set(draft, "other");
      reading.place = draft.end;
      reading.leave();
      reading.tell("Set outside the text. Undo takes it back.");
    }
  }

  /** Grey whole paragraphs by a class, parts of others by a highlight. */
  #paint() {
    const { elements, paragraphs } = this.annotator.page;
    const all = this.all;
    const touched = new Set();
    for (const { start, end } of all) {
      const last = paragraphAt(paragraphs, end - 1);
      for (let i = paragraphAt(paragraphs, start); i <= last; i += 1) {
        touched.add(i);
      }
    }
    this.parts = [];
    for (const index of new Set([...touched, ...this.shown])) {
      const { whole, parts, first } = outsideOf(all, paragraphs[index]);
      this.parts.push(...parts);
      elements[index].classList.toggle("outside", whole !== null);
      if (first) {
        elements[index].setAttribute("aria-description", `${whole ? "" : "Partly "}outside the text: ${KINDS[first.kind]}`);
      } else {
        elements[index].removeAttribute("aria-description");
      }
    }
    this.shown = touched;
    this.painted();
  }

  #item(region) {
    const { page, reading, changes, text } = this.annotator;
    const quote = excerpt(page.paragraphs, region, 100);
    const go = makeButton("", { class: "relation-end" }, () => {
      reading.place = region.start;
      scrollTo(page, region);
      text.focus({ preventScroll: true });
    });
    go.append(make("q", {}, quote));
    const words = [KINDS[region.kind], region.coder].filter(Boolean).join(" · ");
    const parts = [go, make("span", { class: "relation-from" }, ` ${words}`)];
    if (reading?.mayCode) {
      const kind = select("region-kind", KINDS);
      kind.value = region.kind;
      kind.setAttribute("aria-label", `Kind of “${quote}”`);
      kind.addEventListener("change", () => {
        const change = { body: { kind: kind.value }, before: { kind: region.kind } };
        changes.make({ what: "region", kind: "patch", id: region.id, ...change }, "Kind of a stretch changed");
      });
      const remove = makeButton("Remove", { class: "button quiet", "aria-label": `Take back into the text: “${quote}”` }, () => {
        changes.make({ what: "region", kind: "delete", id: region.id }, "Taken back into the text");
        reading.tell("Taken back into the text. Undo sets it outside again.");
      });
      parts.push(make("div", { class: "relation-tools" }, kind, remove));
    }
    return make("li", { "data-id": region.id }, ...parts);
  }
}
