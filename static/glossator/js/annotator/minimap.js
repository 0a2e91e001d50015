import { barsOf, COLOURS, densityOf, signatureOf } from "./density.js";
import { make } from "./dom.js";
import { whenIdle } from "./idle.js";
import { countIn, partsOf } from "./near.js";
import { scrollToTop } from "./scroll.js";

/** Pixels: width of the strip, and of a mark of another kind on it. */
const WIDTH = 12;
const MARK = 2;
/** So many pixels the frame may be behind while the text moves: to move it makes the browser
    put all layers of the page together again. */
const BEHIND = 3;
/** Milliseconds after which the text rests. */
const REST = 120;

/**
 * Beside the text, where its annotations lie: a picture of what the list says in words.
 * It is drawn by code points, so it needs no layout of the text.
 */
export class Minimap {
  /** @param {any} annotator */
  constructor(annotator) {
    this.annotator = annotator;
    this.sections = /** @type {HTMLElement[]} */ ([...annotator.text.querySelectorAll("section")]);
    this.parts = partsOf(this.sections);
    this.starts = this.sections.map((section) =>
      Number(/** @type {HTMLElement} */ (section.querySelector("p[data-c]")).dataset.c));
    this.length = annotator.page.paragraphs.at(-1)?.end ?? 0;
    this.canvas = make("canvas", {});
    this.frame = make("div", { class: "minimap-frame" });
    this.element = make("div", { class: "minimap", "aria-hidden": "true" }, this.canvas, this.frame);
    /** @type {Map<string, {start: number, end: number}[]>} */
    this.kinds = new Map();
    this.asked = false;
    this.stale = true;
    this.signature = null;
    /** pixels: where the frame stands */
    this.stands = { top: -Infinity, height: 0 };
    this.resting = 0;
    /** what was drawn last: a state of the model, and what is shown of it */
    this.drawn = "";
    annotator.minimap = this;
  }

  listen() {
    this.annotator.querySelector(".annotator").append(this.element);
    window.addEventListener("scroll", () => this.#ask(), { passive: true, capture: true });
    new ResizeObserver(() => this.#redraw()).observe(this.element);
    new MutationObserver(() => this.#redraw()).observe(document.documentElement, {
      attributeFilter: ["data-theme", "data-contrast"],
    });
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#redraw());
    this.#drag();
  }

  painted() {
    // paragraphs that come into view are painted too, and change nothing here
    this.stale ||= this.drawn !== this.#state();
    this.#ask();
  }

  /**
   * Show other places too, such as the hits of a search.
   *
   * @param {string} kind  "found", or another that the style sheet has a colour for
   * @param {{start: number, end: number}[]} ranges  none takes them away
   */
  marks(kind, ranges) {
    if (ranges.length) {
      this.kinds.set(kind, ranges);
    } else {
      this.kinds.delete(kind);
    }
    this.#redraw();
  }

  #state() {
    const { model, show } = this.annotator;
    return `${model.stamp} ${JSON.stringify(show.only)}`;
  }

  #redraw() {
    this.signature = null;
    this.stale = true;
    this.#ask();
  }

  /** At most once a frame; the picture itself waits until the page has nothing else to do. */
  #ask() {
    if (!this.asked) {
      this.asked = true;
      requestAnimationFrame(() => {
        this.asked = false;
        this.#follow();
      });
    }
    if (this.stale) {
      this.drawing ??= whenIdle(() => {
        this.drawing = undefined;
        this.#draw();
      });
    }
  }

  /** The frame around what the window shows. @param {number} [behind]  pixels it may be */
  #follow(behind = BEHIND) {
    clearTimeout(this.resting);
    const whole = this.element.clientHeight;
    if (!whole || !this.length) {
      return;
    }
    const top = (this.#at(0) / this.length) * whole;
    const bottom = (this.#at(window.innerHeight) / this.length) * whole;
    const height = Math.max(6, bottom - top);
    const { stands } = this;
    if (Math.abs(top - stands.top) < behind && Math.abs(height - stands.height) < behind) {
      this.resting = setTimeout(() => this.#follow(0), REST);
      return;
    }
    this.stands = { top, height };
    this.frame.style.transform = `translateY(${top}px)`;
    this.frame.style.height = `${height}px`;
  }

  /** The code point that stands about so many pixels below the top of the window. */
  #at(y) {
    const index = countIn(this.parts, (element) => element.getBoundingClientRect().top <= y) - 1;
    if (index < 0) {
      return 0;
    }
    const { top, height } = this.sections[index].getBoundingClientRect();
    const end = this.starts[index + 1] ?? this.length;
    const share = Math.min(1, (y - top) / Math.max(1, height));
    return this.starts[index] + share * (end - this.starts[index]);
  }

  #draw() {
    const { model, show } = this.annotator;
    const sorted = show.isActive ? model.sorted.filter((row) => show.matches(row)) : model.sorted;
    const height = this.element.clientHeight;
    if (!height) {
      return;
    }
    this.stale = false;
    this.drawn = this.#state();
    const colours = sorted.map(this.#colours());
    const colourOf = (i) => colours[i];
    const signature = signatureOf(sorted, colourOf);
    if (signature === this.signature) {
      return;
    }
    this.signature = signature;
    const ratio = window.devicePixelRatio || 1;
    this.canvas.width = WIDTH * ratio;
    this.canvas.height = height * ratio;
    const context = this.canvas.getContext("2d");
    context.scale(ratio, ratio);
    const paint = this.#paint();
    const counts = densityOf(sorted, colourOf, this.length, height);
    for (let row = 0; row < height; row += 1) {
      for (const { colour, from, to } of barsOf(counts, row, WIDTH)) {
        context.fillStyle = paint[colour];
        context.fillRect(from, row, to - from, 1);
      }
    }
    this.#drawKinds(context, height);
  }

  #drawKinds(context, height) {
    for (const [kind, ranges] of this.kinds) {
      [context.fillStyle] = this.#coloursOf([`minimap-${kind}`]);
      for (const { start } of ranges) {
        context.fillRect(0, Math.floor((start / this.length) * height), WIDTH, MARK);
      }
    }
  }

  /** @returns {(row: import("./annotation.js").Annotation) => number}  number of its palette */
  #colours() {
    const known = new Map();
    const { codebook } = this.annotator;
    return ({ doctrine, status }) => {
      if (!known.has(doctrine)) {
        known.set(doctrine, Number(codebook.paletteOf(doctrine).replace(/\D/g, "")) || 0);
      }
      return status === "rejected" ? 0 : known.get(doctrine);
    };
  }

  /** The palette as the style sheets and the browser have it now. */
  #paint() {
    return this.#coloursOf(Array.from({ length: COLOURS }, (_, i) => `palette-${i}`));
  }

  /** All at once: the browser works its styles out again for each question after a change. */
  #coloursOf(styles) {
    const probes = styles.map((style) => make("i", { class: style }));
    this.element.append(...probes);
    const colours = probes.map((probe) => getComputedStyle(probe).color);
    probes.forEach((probe) => probe.remove());
    return colours;
  }

  #drag() {
    const go = (event) => {
      const { top, height } = this.element.getBoundingClientRect();
      const share = Math.min(1, Math.max(0, (event.clientY - top) / height));
      const place = Math.min(this.length - 1, Math.floor(share * this.length));
      scrollToTop(this.annotator.page, { start: place, end: place + 1 }, window.innerHeight / 2);
    };
    this.element.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      this.element.setPointerCapture(event.pointerId);
      go(event);
    });
    this.element.addEventListener("pointermove", (event) => {
      if (this.element.hasPointerCapture(event.pointerId)) {
        go(event);
      }
    });
  }
}
