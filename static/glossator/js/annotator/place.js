import { count } from "./offsets.js";
import { codePointAt } from "./selection.js";

/**
 * @param {number} x  in the window
 * @param {number} y
 * @returns {{node: Node, offset: number}|null}  the place in the page there
 */
export function caretAt(x, y) {
  if (document.caretPositionFromPoint) {
    const place = document.caretPositionFromPoint(x, y);
    return place && { node: place.offsetNode, offset: place.offset };
  }
  const range = document.caretRangeFromPoint?.(x, y);
  return range ? { node: range.startContainer, offset: range.startOffset } : null;
}

/**
 * The place in the text under a point, or the nearest one beside it.
 *
 * @param {import("./selection.js").Page} page
 * @param {number} x  in the window
 * @param {number} y
 * @returns {number|null}  code point of the document; null when nothing is there
 */
export function placeAt(page, x, y) {
  const box = (index) => page.elements[index].getBoundingClientRect();
  const above = count(page.elements.length, (i) => box(i).bottom <= y);
  const index = Math.min(above, page.elements.length - 1);
  const { left, right, top, bottom } = box(index);
  const inside = (value, low, high) => Math.min(Math.max(value, low + 1), high - 1);
  const caret = caretAt(inside(x, left, right), inside(y, top, bottom));
  if (!caret || !page.elements[index].contains(caret.node)) {
    return null;
  }
  return codePointAt(page, caret.node, caret.offset, "start");
}
