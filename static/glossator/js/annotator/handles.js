import { make } from "./dom.js";
import { characterAt, directionOf, dragged } from "./edges.js";
import { highlight } from "./highlight.js";
import { paragraphAt, quoteOf } from "./offsets.js";
import { placeAt } from "./place.js";
import { rangesOf } from "./selection.js";

/** Pixels from the window's border where dragging scrolls, and how far in one frame. */
const BORDER = 72;
const STRIDE = 14;

/** Two handles at the edges of the chosen annotation, or of the passage to annotate. */
export class Handles {
  /** @param {any} annotator */
  constructor(annotator) {
    this.annotator = annotator;
    this.page = annotator.page;
    this.paragraphs = annotator.page.paragraphs;
    this.edges = { start: this.#handle("start"), end: this.#handle("end") };
    const attributes = { class: "handles", hidden: true };
    this.element = make("div", attributes, this.edges.start, this.edges.end);
    this.host = annotator.querySelector(".annotator");
    this.host.append(this.element);
    /** @type {{edge: "start"|"end", range: object, before: object, from: object, at: object}|null} */
    this.drag = null;
  }

  listen() {
    new ResizeObserver(() => this.#later()).observe(this.annotator.text);
    window.addEventListener("resize", () => this.#later());
    document.fonts?.addEventListener("loadingdone", () => this.#later());
  }

  /** @param {boolean} chosen  whether what they are at was painted anew */
  painted(chosen) {
    if (chosen) {
      this.#later();
      this.#preview();
    }
  }

  chosen() {
    this.#later();
  }

  /** Once for all that happens before the next frame. */
  #later() {
    this.asked ??= requestAnimationFrame(() => {
      this.asked = undefined;
      this.place();
    });
  }

  /** @returns {{start: number, end: number}|null}  what the handles move */
  get range() {
    const { reading, form } = this.annotator;
    const row = reading.chosen && reading.model.get(reading.chosen);
    if (reading.draft) {
      return reading.mayCode ? reading.draft : null;
    }
    return row && reading.mayEdit(row) ? (reading.isUnsaved ? form.range : row) : null;
  }

  /** Put the handles where the edges are. */
  place() {
    const range = this.drag?.range ?? this.range;
    this.element.hidden = !range;
    if (!range) {
      return;
    }
    const origin = this.host.getBoundingClientRect();
    for (const edge of /** @type {("start"|"end")[]} */ (["start", "end"])) {
      const { x, top, height, side } = this.#point(range, edge);
      const { style, dataset } = this.edges[edge];
      dataset.side = side;
      style.left = `${x - origin.left}px`;
      style.top = `${top - origin.top}px`;
      style.setProperty("--line-height", `${height}px`);
      this.#say(edge, range);
    }
  }

  /** Where an edge is in the window; its handle stands on the side outside the range. */
  #point({ start, end }, edge) {
    const at = edge === "start" ? start : end - 1;
    const index = paragraphAt(this.paragraphs, at);
    const { direction } = getComputedStyle(this.page.elements[index]);
    const way = directionOf(characterAt(this.paragraphs, at), direction === "rtl" ? "rtl" : "ltr");
    const boxes = [...rangesOf(this.page, at, at + 1)[0].getClientRects()];
    const box = boxes[0] ?? this.page.elements[index].getBoundingClientRect();
    const side = (way === "ltr") === (edge === "start") ? "left" : "right";
    return { x: box[side], top: box.top, height: box.height, side };
  }

  #say(edge, { start, end }) {
    const handle = this.edges[edge];
    const words = quoteOf(this.paragraphs, start, end).trim().split(/\s+/u);
    const length = this.paragraphs.at(-1).end;
    handle.setAttribute("aria-valuemin", String(edge === "start" ? 0 : start + 1));
    handle.setAttribute("aria-valuemax", String(edge === "start" ? end - 1 : length));
    handle.setAttribute("aria-valuenow", String(edge === "start" ? start : end));
    handle.setAttribute("aria-valuetext", (edge === "start" ? words[0] : words.at(-1)) ?? "");
  }

  #handle(edge) {
    const label = edge === "start" ? "Start of the passage" : "End of the passage";
    const title = `${label}: drag it; Alt for the exact place, Escape to give up`;
    const handle = make("div", {
      class: "handle", role: "slider", tabindex: 0, "aria-label": label, title,
      "aria-orientation": "horizontal", "data-edge": edge,
    });
    handle.addEventListener("pointerdown", (event) => this.#grasp(event, edge));
    handle.addEventListener("pointermove", (event) => this.#move(event));
    handle.addEventListener("pointerup", () => this.#release());
    handle.addEventListener("pointercancel", () => this.#drop());
    handle.addEventListener("keydown", (event) => this.#key(event, edge));
    return handle;
  }

  #grasp(event, edge) {
    const { range } = this;
    if (event.button !== 0 || !range) {
      return;
    }
    event.preventDefault();
    const { x, top, height } = this.#point(range, edge);
    const from = { x: event.clientX - x, y: event.clientY - (top + height / 2) };
    const { start, end } = range;
    this.drag = { edge, range: { start, end }, before: { start, end }, from, at: event };
    this.edges[edge].setPointerCapture(event.pointerId);
    this.edges[edge].focus({ preventScroll: true });
    this.element.classList.add("dragging");
    requestAnimationFrame(() => this.#scroll());
  }

  #move(event) {
    if (this.drag) {
      this.drag.at = event;
      this.#follow();
    }
  }

  /** Take the edge where the pointer is. */
  #follow() {
    const { edge, before, from, at } = this.drag;
    const place = placeAt(this.page, at.clientX - from.x, at.clientY - from.y);
    if (place !== null) {
      const how = { exact: at.altKey, language: this.annotator.reading.language };
      this.drag.range = dragged(this.paragraphs, before, edge, place, how);
      this.place();
      this.#preview();
    }
  }

  #preview() {
    if (this.drag) {
      const { start, end } = this.drag.range;
      const name = this.annotator.reading.draft ? "draft" : "chosen";
      highlight(name, rangesOf(this.page, start, end));
    }
  }

  /** While the pointer rests near the window's border, the text moves on under it. */
  #scroll() {
    if (!this.drag) {
      return;
    }
    const { clientY } = this.drag.at;
    const panel = this.annotator.panel.element;
    const low = getComputedStyle(panel).position === "fixed" ? panel.getBoundingClientRect().top : window.innerHeight;
    const way = clientY < BORDER ? -1 : clientY > low - BORDER ? 1 : 0;
    if (way) {
      window.scrollBy({ top: way * STRIDE, behavior: "instant" });
      this.#follow();
    }
    requestAnimationFrame(() => this.#scroll());
  }

  #release() {
    const { drag } = this;
    if (drag) {
      this.#end();
      const { start, end } = drag.range;
      if (start !== drag.before.start || end !== drag.before.end) {
        this.annotator.reading.steps.keep({ start, end });
      }
    }
  }

  #drop() {
    if (this.drag) {
      this.#end();
      this.annotator.tell("The edge stays where it was.");
    }
  }

  #end() {
    this.drag = null;
    this.element.classList.remove("dragging");
    this.annotator.reading.highlight();
    this.annotator.text.focus({ preventScroll: true });
  }

  #key(event, edge) {
    const steps = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };
    if (event.key === "Escape") {
      event.preventDefault();
      if (this.drag) {
        this.#drop();
      } else {
        this.annotator.text.focus({ preventScroll: true });
      }
    } else if (steps[event.key] && !this.drag) {
      event.preventDefault();
      this.annotator.reading.steps.edge(edge, steps[event.key]);
    }
  }
}
