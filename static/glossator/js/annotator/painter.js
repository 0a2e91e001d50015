import { cut } from "./cut.js";
import { whenIdle } from "./idle.js";
import { assignLanes } from "./lanes.js";
import { count, toUnit } from "./offsets.js";

/**
 * Paints what is near the window. Show, hide and update are all the page needs of it.
 */
export class Painter {
  /**
   * @param {object} options
   * @param {HTMLElement[]} options.sections  each holds some of the paragraphs
   * @param {import("./selection.js").Page} options.page
   * @param {import("./model.js").Model} options.model
   * @param {import("./gutter.js").Gutter} options.gutter
   * @param {(slug: string) => string} options.paletteOf  class of a doctrine's colour
   * @param {(row: import("./model.js").Annotation) => boolean} options.isDimmed  not among
   *   those that the coder wants to see
   * @param {() => void} options.onPaint  called after paragraphs were painted anew
   */
  constructor({ sections, page, model, gutter, paletteOf, isDimmed, onPaint }) {
    this.sections = sections;
    this.page = page;
    this.model = model;
    this.gutter = gutter;
    this.paletteOf = paletteOf;
    this.isDimmed = isDimmed;
    this.onPaint = onPaint;
    this.shown = new Set();
    this.dirty = new Set();
    this.turned = new Set();
    this.uncounted = new Set();
    this.members = sections.map((section) =>
      [...section.querySelectorAll("p[data-c]")].map((element) => page.places.get(element)),
    );
    this.sectionOf = new Map(
      this.members.flatMap((members, section) => members.map((index) => [index, section])),
    );
  }

  /** Follow the window. */
  watch() {
    const near = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const section = this.sections.indexOf(/** @type {HTMLElement} */ (target));
          this.#turn(section, isIntersecting);
        }
        this.#paintTurned();
      },
      { rootMargin: "50% 0px" },
    );
    this.sections.forEach((section) => near.observe(section));
    document.addEventListener("selectionchange", () => this.release());
  }

  /**
   * Paint what is near the window now, without waiting for the browser to say what is.
   *
   * @returns {number[]}  indexes of the paragraphs
   */
  showNear() {
    const sections = this.near();
    sections.forEach((section) => this.#turn(section, true));
    this.#paintTurned();
    return sections.flatMap((section) => this.members[section]);
  }

  /** @returns {number[]}  the sections that lie within half a window of the window */
  near() {
    const boxes = (i) => this.sections[i].getBoundingClientRect();
    const height = window.innerHeight;
    const found = [];
    const first = count(this.sections.length, (i) => boxes(i).bottom < -height / 2);
    for (let i = first; i < this.sections.length && boxes(i).top <= 1.5 * height; i += 1) {
      found.push(i);
    }
    return found;
  }

  /** @param {number} section */
  show(section) {
    this.#turn(section, true);
    this.#paintTurned();
  }

  /** @param {number} section */
  hide(section) {
    this.#turn(section, false);
    this.#paintTurned();
  }

  #turn(section, shown) {
    if (shown !== this.shown.has(section)) {
      this.shown[shown ? "add" : "delete"](section);
      this.turned.add(section);
    }
  }

  #paintTurned() {
    if (this.turned.size) {
      const indexes = [...this.turned].flatMap((section) => this.members[section]);
      this.turned.clear();
      this.update(indexes);
    }
  }

  /**
   * Paint paragraphs anew; those that the selection touches wait until it is gone.
   *
   * @param {Iterable<number>} indexes
   */
  update(indexes) {
    const selected = selectedRange();
    let painted = false;
    for (const index of indexes) {
      if (selected?.intersectsNode(this.page.elements[index])) {
        this.dirty.add(index);
        continue;
      }
      this.dirty.delete(index);
      painted = true;
      if (this.shown.has(this.sectionOf.get(index))) {
        this.paint(index);
      } else {
        this.clear(index);
      }
    }
    if (painted) {
      this.onPaint();
    }
  }

  /** Paint what had to wait for the selection. */
  release() {
    if (this.dirty.size) {
      this.update([...this.dirty]);
    }
  }

  paint(index) {
    const element = this.page.elements[index];
    const paragraph = this.page.paragraphs[index];
    const rows = this.model.inParagraph(index);
    const { lanes, extra } = assignLanes(rows);
    const painted = rows.filter((row) => lanes.has(row.id));
    if (painted.length || element.childElementCount) {
      const pieces = cut(paragraph.start, paragraph.end, painted).map((segment) => {
        const first = toUnit(paragraph, segment.start);
        const text = paragraph.text.slice(first, toUnit(paragraph, segment.end));
        return this.piece(text, segment, lanes);
      });
      element.replaceChildren(...pieces);
    }
    const shown = rows.filter((row) => !this.isDimmed(row));
    this.gutter.show(index, shown, shown.length < rows.length ? 0 : extra);
  }

  clear(index) {
    const element = this.page.elements[index];
    if (element.childElementCount) {
      element.textContent = this.page.paragraphs[index].text;
    }
    this.gutter.hide(index);
    this.#count([index]);
  }

  /** Tell the gutter how many annotations the paragraphs far from the window have. */
  tellCounts() {
    this.#count(this.page.paragraphs.keys());
  }

  /** When nothing else is to do. @param {Iterable<number>} indexes */
  #count(indexes) {
    for (const index of indexes) {
      this.uncounted.add(index);
    }
    this.counting ??= whenIdle(() => {
      this.counting = undefined;
      for (const index of this.uncounted) {
        const far = !this.shown.has(this.sectionOf.get(index));
        const rows = far ? this.model.inParagraph(index) : [];
        this.gutter.count(index, rows.filter((row) => !this.isDimmed(row)).length);
      }
      this.uncounted.clear();
    });
  }

  /** One mark inside the other, the outer annotation outside. */
  piece(text, segment, lanes) {
    /** @type {Node} */
    let node = document.createTextNode(text);
    for (const id of [...segment.ids].reverse()) {
      const row = this.model.get(id);
      const mark = document.createElement("mark");
      mark.className = `lane-${lanes.get(id)} stance-${row.stance} ${this.paletteOf(row.doctrine)}`;
      mark.classList.toggle("pending", Boolean(row.pending));
      mark.classList.toggle("rejected", row.status === "rejected");
      mark.classList.toggle("dimmed", this.isDimmed(row));
      mark.dataset.at = segment.start;
      mark.append(node);
      node = mark;
    }
    return node;
  }
}

/** The browser lays the page out to answer, so it is asked once for many paragraphs. */
function selectedRange() {
  const selection = window.getSelection();
  return selection?.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : undefined;
}
