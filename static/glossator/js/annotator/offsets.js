/**
 * The one place where UTF-16 units and Unicode code points meet.
 *
 * A paragraph is one block of the text. Everything outside this module counts in code
 * points of the whole document, 0-based and half-open; only the DOM counts in units.
 *
 * @typedef {object} Paragraph
 * @property {number} start   code point of the document where it begins
 * @property {number} end     code point of the document after its last character
 * @property {string} text    exactly as stored, its newlines included
 * @property {number[]|null} astral  places, in code points from `start`, of the
 *   characters beyond U+FFFF; null where there is none
 */

/**
 * @param {number} start  code point of the document
 * @param {string} text   without lone surrogates
 * @returns {Paragraph}
 */
export function makeParagraph(start, text) {
  const astral = astralPlaces(text);
  const length = text.length - (astral ? astral.length : 0);
  return { start, end: start + length, text, astral };
}

/**
 * @param {string[]} texts  the blocks in order; together they are the document
 * @returns {Paragraph[]}
 */
export function makeParagraphs(texts) {
  let start = 0;
  return texts.map((text) => {
    const paragraph = makeParagraph(start, text);
    start = paragraph.end;
    return paragraph;
  });
}

/**
 * @param {Paragraph} paragraph
 * @param {number} unit  UTF-16 index, 0 <= unit <= text.length; inside a surrogate pair
 *   it is rounded down to the character's beginning
 * @returns {number}     code point of the document
 * @throws {RangeError}  outside the paragraph
 */
export function toCodePoint(paragraph, unit) {
  if (!Number.isInteger(unit) || unit < 0 || unit > paragraph.text.length) {
    throw new RangeError(`Unit ${unit} is not in this paragraph.`);
  }
  const { astral, start } = paragraph;
  if (!astral) {
    return start + unit;
  }
  // the i-th astral character begins at unit astral[i] + i and ends two units later
  const before = count(astral.length, (i) => astral[i] + i + 1 < unit);
  const inside = before < astral.length && astral[before] + before + 1 === unit;
  return start + unit - before - (inside ? 1 : 0);
}

/**
 * @param {Paragraph} paragraph
 * @param {number} codePoint  of the document, start <= codePoint <= end
 * @returns {number}          UTF-16 index in the paragraph's text
 * @throws {RangeError}       outside the paragraph
 */
export function toUnit(paragraph, codePoint) {
  const { astral, start, end } = paragraph;
  if (!Number.isInteger(codePoint) || codePoint < start || codePoint > end) {
    throw new RangeError(`Code point ${codePoint} is not in this paragraph.`);
  }
  const inside = codePoint - start;
  return inside + (astral ? count(astral.length, (i) => astral[i] < inside) : 0);
}

/**
 * @param {Paragraph[]} paragraphs
 * @param {number} codePoint  0 <= codePoint <= the document's length
 * @returns {number}          index of the paragraph that holds the character there; of
 *   the last one for the document's end
 * @throws {RangeError}       outside the document
 */
export function paragraphAt(paragraphs, codePoint) {
  const last = paragraphs[paragraphs.length - 1];
  if (!Number.isInteger(codePoint) || codePoint < 0 || !last || codePoint > last.end) {
    throw new RangeError(`Code point ${codePoint} is not in this document.`);
  }
  return Math.max(0, count(paragraphs.length, (i) => paragraphs[i].start <= codePoint) - 1);
}

/**
 * @param {Paragraph[]} paragraphs
 * @param {number} start  code point of the document
 * @param {number} end    code point of the document, after the last character
 * @returns {string}      the stored words in that range
 * @throws {RangeError}   outside the document, or empty
 */
export function quoteOf(paragraphs, start, end) {
  if (start >= end) {
    throw new RangeError("A passage needs at least one character.");
  }
  const words = [];
  const to = paragraphAt(paragraphs, end - 1);
  for (let index = paragraphAt(paragraphs, start); index <= to; index += 1) {
    const paragraph = paragraphs[index];
    const first = toUnit(paragraph, Math.max(start, paragraph.start));
    const last = toUnit(paragraph, Math.min(end, paragraph.end));
    words.push(paragraph.text.slice(first, last));
  }
  return words.join("");
}

/**
 * How many of the first entries fulfil a condition that holds for a prefix only.
 *
 * @param {number} length
 * @param {(index: number) => boolean} holds  true up to some index, then false
 * @returns {number}
 */
export function count(length, holds) {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** @param {string} text */
function astralPlaces(text) {
  if (!/[\uD800-\uDBFF]/.test(text)) {
    return null;
  }
  const places = [];
  let place = 0;
  for (const character of text) {
    if (character.length === 2) {
      places.push(place);
    }
    place += 1;
  }
  return places;
}
