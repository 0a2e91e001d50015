import { count } from "./offsets.js";

/** How far around the window is near, in windows. */
const ROOM = 0.5;
/** Milliseconds after which the window rests. */
const REST = 100;

/** Tells which paragraphs lie within half a window of the window. */
export class Near {
  /**
   * @param {HTMLElement[]} sections  each holds some of the paragraphs
   * @param {number[][]} members      indexes of the paragraphs of each section
   * @param {import("./selection.js").Page} page
   */
  constructor(sections, members, page) {
    this.sections = sections;
    this.parts = partsOf(sections);
    this.members = members;
    this.page = page;
  }

  /** @returns {number[]}  indexes of the paragraphs, in order */
  now() {
    const room = window.innerHeight * ROOM;
    const boxOf = (element) => element.getBoundingClientRect();
    const above = (element) => boxOf(element).bottom < -room;
    const reached = (element) => boxOf(element).top <= window.innerHeight + room;
    const within = (number) => {
      const first = number(above);
      return [first, Math.max(first, number(reached))];
    };
    const indexes = this.members.slice(...within((holds) => countIn(this.parts, holds))).flat();
    const elements = indexes.map((index) => this.page.elements[index]);
    return indexes.slice(...within((holds) => count(elements.length, (i) => holds(elements[i]))));
  }

  /**
   * Say it now, and again when the text moved by the room around the window, or rests: what
   * the window shows was told before. In the frames between, nothing is to be painted. An
   * observer of each section would cost every frame.
   *
   * @param {(indexes: number[]) => void} tell
   */
  listen(tell) {
    let asked = false;
    let resting = 0;
    /** @type {{element: HTMLElement, top: number}|null} where the text stood the last time */
    let stood = null;
    const look = () => {
      clearTimeout(resting);
      const indexes = this.now();
      const element = this.page.elements[indexes[indexes.length >> 1]]?.parentElement;
      stood = element ? { element, top: topOf(element) } : null;
      tell(indexes);
    };
    const follow = () => {
      asked = false;
      clearTimeout(resting);
      if (stood && Math.abs(topOf(stood.element) - stood.top) <= window.innerHeight * ROOM) {
        resting = setTimeout(look, REST);
      } else {
        look();
      }
    };
    window.addEventListener("scroll", () => {
      if (!asked) {
        asked = true;
        // whoever measures the page in the same frame listens in the capture phase: what is
        // painted here has it laid out
        requestAnimationFrame(follow);
      }
    }, { passive: true });
    window.addEventListener("resize", () => requestAnimationFrame(look));
    // after the frame, in which nothing is to be measured any more
    new ResizeObserver(() => setTimeout(follow)).observe(document.body);
  }
}

/** @param {HTMLElement} element */
function topOf(element) {
  return element.getBoundingClientRect().top;
}

/**
 * @param {HTMLElement[]} sections
 * @returns {HTMLElement[][]}  by the part that holds them
 */
export function partsOf(sections) {
  const parts = [...new Set(sections.map((section) => section.parentElement))];
  return parts.map((part) => /** @type {HTMLElement[]} */ ([...part.children]));
}

/**
 * Parts first: to measure a section has the browser lay out the part that holds it.
 *
 * @param {HTMLElement[][]} parts  their sections
 * @param {(element: HTMLElement) => boolean} holds  of all up to one of them
 * @returns {number}  of the sections that it holds of
 */
export function countIn(parts, holds) {
  const next = count(parts.length, (i) => holds(parts[i][0].parentElement));
  let number = 0;
  parts.slice(0, next + 1).forEach((sections, i) => {
    // the last that it holds of may hold it in part, as may the one after
    number += i < next - 1 ? sections.length : count(sections.length, (k) => holds(sections[k]));
  });
  return number;
}
