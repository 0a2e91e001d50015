import { count } from "./offsets.js";
import { rangesOf } from "./selection.js";

/** Pixels that bars may cover above and below. */
const MARGIN = 90;
/** Pixels above a passage that was brought to the top. */
const TOP = 64;

/**
 * Bring a passage into view if it is not there.
 *
 * @param {import("./selection.js").Page} page
 * @param {{start: number, end: number}} passage
 */
export function scrollTo(page, { start, end }) {
  const range = rangesOf(page, start, end)[0];
  const { top, bottom } = range.getBoundingClientRect();
  const low = window.innerHeight - MARGIN;
  if (top < MARGIN || bottom > low) {
    const middle = window.innerHeight / 3;
    window.scrollBy({ top: top - (bottom - top > low ? MARGIN : middle) });
  }
}

/**
 * Bring a passage to the top of the window.
 *
 * @param {import("./selection.js").Page} page
 * @param {{start: number, end: number}} passage
 */
export function scrollToTop(page, { start, end }) {
  const { top } = rangesOf(page, start, end)[0].getBoundingClientRect();
  window.scrollBy({ top: top - TOP });
}

/** Tells which paragraph stands at the top of the window. */
export class Follower {
  /** @param {import("./selection.js").Page} page @param {HTMLElement} text */
  constructor(page, text) {
    this.page = page;
    this.sections = [...text.querySelectorAll("section")];
    this.asked = false;
  }

  /** @param {(codePoint: number) => void} tell */
  listen(tell) {
    const look = () => {
      this.asked = false;
      tell(this.#first());
    };
    window.addEventListener("scroll", () => {
      if (!this.asked) {
        this.asked = true;
        requestAnimationFrame(look);
      }
    }, { passive: true });
  }

  #first() {
    const above = (element) => element.getBoundingClientRect().bottom < MARGIN;
    const section = count(this.sections.length, (i) => above(this.sections[i]));
    const paragraphs = [...(this.sections[section]?.querySelectorAll("p[data-c]") ?? [])];
    const found = paragraphs.find((element) => !above(element)) ?? paragraphs.at(-1);
    const { paragraphs: all, places } = this.page;
    return found ? all[places.get(found)].start : all.at(-1).end;
  }
}
