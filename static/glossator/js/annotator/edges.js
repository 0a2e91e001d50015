import { paragraphAt, toCodePoint, toUnit } from "./offsets.js";
import { segmenter } from "./words.js";

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
const LEFT_TO_RIGHT = /[\p{L}\p{N}]/u;

/**
 * Where a dragged edge comes to stand: at the nearest border of a word or of a sign, and
 * never at or beyond the other edge.
 *
 * @param {import("./offsets.js").Paragraph[]} paragraphs
 * @param {{start: number, end: number}} range  code points of the document
 * @param {"start"|"end"} edge
 * @param {number} place  code point under the pointer
 * @param {{exact: boolean, language: string}} how  exact: not only at borders of words
 * @returns {{start: number, end: number}}
 */
export function dragged(paragraphs, range, edge, place, { exact, language }) {
  const isStart = edge === "start";
  const furthest = isStart ? range.end - 1 : range.start + 1;
  const wanted = isStart ? Math.min(place, furthest) : Math.max(place, furthest);
  const fits = (point) => (isStart ? point <= furthest : point >= furthest);
  const borders = exact ? [wanted] : bordersNear(paragraphs, wanted, edge, language);
  const near = borders.filter(fits).sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted));
  return { start: range.start, end: range.end, [edge]: near[0] ?? range[edge] };
}

/**
 * @param {string} character
 * @param {"ltr"|"rtl"} around  the paragraph's direction, which signs and spaces take
 * @returns {"ltr"|"rtl"}
 */
export function directionOf(character, around) {
  if (RIGHT_TO_LEFT.test(character)) {
    return "rtl";
  }
  return LEFT_TO_RIGHT.test(character) ? "ltr" : around;
}

/** The borders in the paragraph of a place, or in the nearest one that has any. */
function bordersNear(paragraphs, place, edge, language) {
  const at = paragraphAt(paragraphs, place);
  for (let far = 0; far < paragraphs.length; far += 1) {
    const found = [at - far, at + far].flatMap((index) => bordersOf(paragraphs[index], edge, language));
    if (found.length) {
      return found;
    }
  }
  return [];
}

function bordersOf(paragraph, edge, language) {
  if (!paragraph) {
    return [];
  }
  const parts = [...segmenter("word", language).segment(paragraph.text)];
  return parts
    .filter(({ segment }) => segment.trim() !== "")
    .map(({ index, segment }) => toCodePoint(paragraph, edge === "start" ? index : index + segment.length));
}

/**
 * @param {import("./offsets.js").Paragraph[]} paragraphs
 * @param {number} codePoint
 * @returns {string}  the character there
 */
export function characterAt(paragraphs, codePoint) {
  const paragraph = paragraphs[paragraphAt(paragraphs, codePoint)];
  const point = paragraph.text.codePointAt(toUnit(paragraph, codePoint));
  return point === undefined ? "" : String.fromCodePoint(point);
}
