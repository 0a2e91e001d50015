import { count } from "./offsets.js";

/** Tells which paragraphs lie within half a window of the window. */
export class Near {
  /**
   * @param {HTMLElement[]} sections  each holds some of the paragraphs
   * @param {number[][]} members      indexes of the paragraphs of each section
   * @param {import("./selection.js").Page} page
   */
  constructor(sections, members, page) {
    this.sections = sections;
    this.members = members;
    this.page = page;
  }

  /** @returns {number[]}  indexes of the paragraphs, in order */
  now() {
    const room = window.innerHeight / 2;
    const boxOf = (element) => element.getBoundingClientRect();
    const above = (element) => boxOf(element).bottom < -room;
    const reached = (element) => boxOf(element).top <= window.innerHeight + room;
    const within = (elements) => {
      const first = count(elements.length, (i) => above(elements[i]));
      return [first, Math.max(first, count(elements.length, (i) => reached(elements[i])))];
    };
    const indexes = this.members.slice(...within(this.sections)).flat();
    return indexes.slice(...within(indexes.map((index) => this.page.elements[index])));
  }

  /**
   * Say it now and whenever the window or the text moved, once a frame. An observer of each
   * section would cost every frame, also those in which nothing moved.
   *
   * @param {(indexes: number[]) => void} tell
   */
  listen(tell) {
    let asked = false;
    const look = () => {
      asked = false;
      tell(this.now());
    };
    const ask = () => {
      if (!asked) {
        asked = true;
        requestAnimationFrame(look);
      }
    };
    // whoever measures the page in the same frame listens in the capture phase: what is
    // painted here has it laid out
    window.addEventListener("scroll", ask, { passive: true });
    window.addEventListener("resize", ask);
    // after the frame, in which nothing is to be measured any more
    new ResizeObserver(() => setTimeout(look)).observe(document.body);
  }
}
