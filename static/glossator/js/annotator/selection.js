import { count, paragraphAt, toCodePoint, toUnit } from "./offsets.js";

/**
 * @typedef {object} Page
 * @property {HTMLElement[]} elements  the `<p>` of each paragraph
 * @property {Map<Element, number>} places  index of each of these elements
 * @property {import("./offsets.js").Paragraph[]} paragraphs
 */

/**
 * @param {Page} page
 * @param {Node} node
 * @param {number} offset  as in a Range
 * @param {"start"|"end"} edge  decides to which side a place between paragraphs belongs
 * @returns {number}  code point of the document
 */
export function codePointAt({ elements, places, paragraphs }, node, offset, edge) {
  const element = /** @type {Element} */ (node.nodeType === 1 ? node : node.parentElement);
  const index = places.get(element?.closest("p[data-c]"));
  if (index !== undefined) {
    const before = document.createRange();
    before.selectNodeContents(elements[index]);
    before.setEnd(node, offset);
    return toCodePoint(paragraphs[index], before.toString().length);
  }
  const place = document.createRange();
  place.setStart(node, offset);
  const above = count(elements.length, (i) => place.comparePoint(elements[i], 0) < 0);
  if (edge === "start") {
    return above < paragraphs.length ? paragraphs[above].start : paragraphs.at(-1).end;
  }
  return above > 0 ? paragraphs[above - 1].end : 0;
}

/**
 * @param {Page} page
 * @param {Element} root  the element of the text
 * @returns {{start: number, end: number}|null}  the selection in the text, as it is
 */
export function selectedRange(page, root) {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) {
    return null;
  }
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(root)) {
    return null;
  }
  const start = root.contains(range.startContainer)
    ? codePointAt(page, range.startContainer, range.startOffset, "start")
    : 0;
  const end = root.contains(range.endContainer)
    ? codePointAt(page, range.endContainer, range.endOffset, "end")
    : page.paragraphs.at(-1).end;
  return start < end ? { start, end } : null;
}

/**
 * @param {Page} page
 * @param {number} start  code point of the document
 * @param {number} end    after the last character
 * @returns {Range[]}     one a paragraph, so that nothing between them is in it
 */
export function rangesOf(page, start, end) {
  const ranges = [];
  const last = paragraphAt(page.paragraphs, end - 1);
  for (let i = paragraphAt(page.paragraphs, start); i <= last; i += 1) {
    const paragraph = page.paragraphs[i];
    const range = document.createRange();
    const from = toUnit(paragraph, Math.max(start, paragraph.start));
    const to = toUnit(paragraph, Math.min(end, paragraph.end));
    range.setStart(...textPlace(page.elements[i], from));
    range.setEnd(...textPlace(page.elements[i], to));
    ranges.push(range);
  }
  return ranges;
}

/** Select a range in the page, as if by mouse. @param {Page} page */
export function select(page, start, end) {
  const ranges = rangesOf(page, start, end);
  const first = ranges[0];
  const last = ranges.at(-1);
  const selection = window.getSelection();
  selection?.setBaseAndExtent(
    first.startContainer, first.startOffset, last.endContainer, last.endOffset,
  );
}

/** @returns {[Node, number]} */
function textPlace(element, unit) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let left = unit;
  let node = walker.nextNode();
  while (node && left > node.nodeValue.length) {
    left -= node.nodeValue.length;
    node = walker.nextNode();
  }
  return node ? [node, left] : [element, element.childNodes.length];
}
