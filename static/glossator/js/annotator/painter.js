import { cut } from "./cut.js";
import { renew } from "./dom.js";
import { whenIdle } from "./idle.js";
import { assignLanes } from "./lanes.js";
import { Near } from "./near.js";
import { toUnit } from "./offsets.js";

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
   * @param {(row: import("./annotation.js").Annotation) => boolean} options.isDimmed  not among
   *   those that the coder wants to see
   * @param {(indexes: number[]) => void} options.onPaint  called with the paragraphs that
   *   were painted anew
   */
  constructor({ sections, page, model, gutter, paletteOf, isDimmed, onPaint }) {
    this.page = page;
    this.model = model;
    this.gutter = gutter;
    this.paletteOf = paletteOf;
    this.isDimmed = isDimmed;
    this.onPaint = onPaint;
    /** @type {Set<number>} indexes of the paragraphs that are painted */
    this.shown = new Set();
    /** @type {Map<number, {key: string, node: ChildNode}[]>} what stands in each of them */
    this.pieces = new Map();
    this.dirty = new Set();
    this.uncounted = new Set();
    const members = sections.map((section) =>
      [...section.querySelectorAll("p[data-c]")].map((element) => page.places.get(element)),
    );
    this.near = new Near(sections, members, page);
  }

  /** Follow the window. */
  watch() {
    this.near.listen((indexes) => this.show(indexes));
    document.addEventListener("selectionchange", () => this.release());
  }

  /** Paint what is near the window now, without waiting for the next frame. */
  showNear() {
    this.show(this.near.now());
  }

  /** Paint these paragraphs, and no others. @param {number[]} indexes */
  show(indexes) {
    const before = this.shown;
    this.shown = new Set(indexes);
    const gone = [...before].filter((index) => !this.shown.has(index));
    const come = indexes.filter((index) => !before.has(index));
    if (gone.length || come.length) {
      this.update([...gone, ...come]);
    }
  }

  /**
   * Paint paragraphs anew; those that the selection touches wait until it is gone.
   *
   * @param {Iterable<number>} indexes
   */
  update(indexes) {
    const selected = selectedRange();
    const painted = [];
    for (const index of indexes) {
      if (selected?.intersectsNode(this.page.elements[index])) {
        this.dirty.add(index);
        continue;
      }
      this.dirty.delete(index);
      painted.push(index);
      if (this.shown.has(index)) {
        this.paint(index);
      } else {
        this.clear(index);
      }
    }
    if (painted.length) {
      this.onPaint(painted);
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
      const wanted = cut(paragraph.start, paragraph.end, painted).map((segment) => {
        const styles = segment.ids.map((id) => this.#style(this.model.get(id), lanes.get(id)));
        const key = [segment.start, segment.end, ...styles].join("|");
        return { key, make: () => piece(paragraph, segment, styles) };
      });
      this.pieces.set(index, renew(element, this.pieces.get(index) ?? [], wanted));
    }
    const shown = rows.filter((row) => !this.isDimmed(row));
    this.gutter.show(index, shown, shown.length < rows.length ? 0 : extra);
  }

  clear(index) {
    const element = this.page.elements[index];
    if (element.childElementCount) {
      element.textContent = this.page.paragraphs[index].text;
    }
    this.pieces.delete(index);
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
        const far = !this.shown.has(index);
        const rows = far ? this.model.inParagraph(index) : [];
        this.gutter.count(index, rows.filter((row) => !this.isDimmed(row)).length);
      }
      this.uncounted.clear();
    });
  }

  /** @returns {string}  classes of its marks */
  #style(row, lane) {
    const states = { pending: row.pending, rejected: row.status === "rejected", dimmed: this.isDimmed(row) };
    const names = Object.keys(states).filter((name) => states[name]);
    return [`lane-${lane}`, `stance-${row.stance}`, this.paletteOf(row.doctrine), ...names].join(" ");
  }
}

/** One mark inside the other, the outer annotation outside. @returns {ChildNode} */
function piece(paragraph, { start, end }, styles) {
  const text = paragraph.text.slice(toUnit(paragraph, start), toUnit(paragraph, end));
  /** @type {ChildNode} */
  let node = document.createTextNode(text);
  for (let i = styles.length - 1; i >= 0; i -= 1) {
    const mark = document.createElement("mark");
    mark.className = styles[i];
    mark.setAttribute("data-at", String(start));
    mark.append(node);
    node = mark;
  }
  return node;
}

/** The browser lays the page out to answer, so it is asked once for many paragraphs. */
function selectedRange() {
  const selection = window.getSelection();
  return selection?.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : undefined;
}
