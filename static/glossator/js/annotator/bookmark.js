import { keptPlaces, placeOf, withPlace } from "./places.js";
import { Follower, scrollToTop } from "./scroll.js";

/** Milliseconds of rest after which a place is kept. */
const REST = 300;

/** Where this person left the text, in this browser; a link goes before it. */
export class Bookmark {
  /** @param {any} annotator */
  constructor(annotator) {
    this.annotator = annotator;
    const { dataset, memory, page, text } = annotator;
    this.memory = memory;
    this.document = dataset.document;
    this.follower = new Follower(page, text);
    this.timer = 0;
    history.scrollRestoration = "manual";
  }

  listen() {
    this.#return();
    window.addEventListener("scroll", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.#keep(), REST);
    }, { passive: true });
    window.addEventListener("pagehide", () => this.#keep());
  }

  #return() {
    const { page, reading, permalink } = this.annotator;
    const place = placeOf(this.#kept(), this.document);
    const last = page.paragraphs.at(-1)?.end ?? 0;
    if (permalink?.isGiven || !place || place.start >= last) {
      return;
    }
    reading.place = place.start;
    scrollToTop(page, { start: place.start, end: place.start + 1 }, place.above);
    const number = page.elements[page.paragraphs.findIndex(({ end }) => end > place.start)].dataset.n;
    this.annotator.tell(`You are back at paragraph ${number}.`, { shown: false });
  }

  #keep() {
    const { page } = this.annotator;
    const start = this.follower.first();
    const index = page.paragraphs.findIndex((paragraph) => paragraph.start === start);
    if (index === -1) {
      return;
    }
    const above = window.scrollY > 0 ? Math.round(page.elements[index].getBoundingClientRect().top) : null;
    const place = above === null ? null : { start, above };
    this.memory.set("places", withPlace(this.#kept(), this.document, place));
  }

  #kept() {
    return keptPlaces(this.memory.get("places", []));
  }
}
