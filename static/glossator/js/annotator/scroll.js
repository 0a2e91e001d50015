import { Estimates } from "./estimates.js";
import { countIn, partsOf } from "./near.js";
import { rangesOf } from "./selection.js";

/** Pixels that bars may cover above and below. */
const MARGIN = 90;
/** Pixels above a passage that was brought to the top. */
const TOP = 64;
/** A jump has arrived when so many frames in a row found nothing to correct: painting
    what came near takes up to three. */
const STILL = 4;
/** Milliseconds after which the text rests. */
const REST = 120;
/** Frames after which a jump is left as it is. */
const LONGEST = 90;

/** Number of the jump under way; a later one takes its place. */
let jump = 0;

/**
 * Scroll, and correct it over the next frames until it stands: what was never near the
 * window has only an estimated height, and gets its own when it comes near.
 *
 * @param {() => number} missing  pixels by which the window stands too high, now
 * @returns {Promise<void>}       when it stands, or another jump or the reader took over
 */
function settleAt(missing) {
  const mine = ++jump;
  let still = 0;
  let frames = 0;
  return new Promise((resolve) => {
    const step = () => {
      if (mine !== jump || still > STILL || frames > LONGEST) {
        resolve();
        return;
      }
      const before = window.scrollY;
      const by = missing();
      if (Math.abs(by) >= 1) {
        window.scrollBy({ top: by, behavior: "instant" });
      }
      still = window.scrollY === before ? still + 1 : 0;
      frames += 1;
      requestAnimationFrame(step);
    };
    step();
  });
}

/**
 * Bring a passage into view if it is not there.
 *
 * @param {import("./selection.js").Page} page
 * @param {{start: number, end: number}} passage
 */
export function scrollTo(page, passage) {
  const { top, bottom } = boxOf(page, passage);
  const low = window.innerHeight - MARGIN;
  if (top < MARGIN || bottom > low) {
    const middle = window.innerHeight / 3;
    scrollToTop(page, passage, bottom - top > low - middle ? MARGIN : middle);
  }
}

/**
 * Bring a passage to the top of the window.
 *
 * @param {import("./selection.js").Page} page
 * @param {{start: number, end: number}} passage
 * @param {number} [above]  pixels left above it
 */
export function scrollToTop(page, passage, above = TOP) {
  return settleAt(() => boxOf(page, passage).top - above);
}

/** Go to the very end of the page, or to its beginning. @param {"start"|"end"} edge */
function scrollToEdge(edge) {
  const { documentElement } = document;
  return settleAt(() =>
    (edge === "end" ? documentElement.scrollHeight - window.innerHeight : 0) - window.scrollY);
}

/** Makes scrolling exact although most of the text was never laid out. */
export class Scrolling {
  /** @param {{text: HTMLElement, page: import("./selection.js").Page}} annotator */
  constructor({ text, page }) {
    this.text = text;
    this.estimates = new Estimates(text, page);
    this.estimates.apply();
  }

  restyled() {
    this.estimates.apply();
  }

  /** Home and End are the browser's own keys, wherever nothing else takes them: it would
      take the reader to an estimated place. */
  listen() {
    document.addEventListener("keydown", (event) => {
      const { key, shiftKey, altKey, defaultPrevented } = event;
      if (["Home", "End"].includes(key) && !shiftKey && !altKey && !defaultPrevented && this.#scrolls(event)) {
        event.preventDefault();
        scrollToEdge(key === "End" ? "end" : "start");
      }
    });
    // the reader's own hand ends a jump
    for (const moved of ["wheel", "touchmove", "pointerdown"]) {
      window.addEventListener(moved, () => (jump += 1), { passive: true, capture: true });
    }
  }

  /** Whether the browser would scroll the window for a key. */
  #scrolls({ target }) {
    const inText = target instanceof HTMLElement && this.text.contains(target);
    return target === document.body || (inText && !target.isContentEditable);
  }
}

/** @param {import("./selection.js").Page} page @returns {DOMRect} */
function boxOf(page, { start, end }) {
  return rangesOf(page, start, end)[0].getBoundingClientRect();
}

/** Tells which paragraph stands at the top of the window. */
export class Follower {
  /** @param {import("./selection.js").Page} page @param {HTMLElement} text */
  constructor(page, text) {
    this.page = page;
    this.sections = [...text.querySelectorAll("section")];
    this.parts = partsOf(this.sections);
  }

  /** Whenever the text rests again. @param {(codePoint: number) => void} tell */
  listen(tell) {
    let resting = 0;
    window.addEventListener("scroll", () => {
      clearTimeout(resting);
      resting = setTimeout(() => tell(this.first()), REST);
    }, { passive: true });
  }

  /** @returns {number}  code point of the document */
  first() {
    const above = (element) => element.getBoundingClientRect().bottom < MARGIN;
    const section = countIn(this.parts, above);
    const paragraphs = [...(this.sections[section]?.querySelectorAll("p[data-c]") ?? [])];
    const found = paragraphs.find((element) => !above(element)) ?? paragraphs.at(-1);
    const { paragraphs: all, places } = this.page;
    return found ? all[places.get(found)].start : all.at(-1).end;
  }
}
