import { paragraphAt, toCodePoint, toUnit } from "./offsets.js";

/** White space of every kind, no-break and zero-width spaces included. */
const BLANK = /[\s\u200B\u2060]/u;

const segmenters = new Map();

/**
 * @param {"word"|"sentence"} granularity
 * @param {string} language  a BCP 47 tag; an unknown one falls back to English
 * @returns {Intl.Segmenter}
 */
export function segmenter(granularity, language) {
  const key = `${granularity} ${language}`;
  if (!segmenters.has(key)) {
    segmenters.set(key, makeSegmenter(granularity, language));
  }
  return segmenters.get(key);
}

/**
 * @param {import("./offsets.js").Paragraph} paragraph
 * @param {string} language
 * @returns {{start: number, end: number}[]}  its words, in code points of the document
 */
export function wordsOf(paragraph, language) {
  const words = [];
  for (const part of segmenter("word", language).segment(paragraph.text)) {
    if (part.isWordLike) {
      words.push({
        start: toCodePoint(paragraph, part.index),
        end: toCodePoint(paragraph, part.index + part.segment.length),
      });
    }
  }
  return words;
}

/**
 * Leave out white space at both ends.
 *
 * @param {import("./offsets.js").Paragraph[]} paragraphs
 * @param {number} start  code point of the document
 * @param {number} end    after the last character
 * @returns {{start: number, end: number}|null}  null when nothing but white space is left
 */
export function trim(paragraphs, start, end) {
  let from = start;
  let to = end;
  while (from < to && isBlank(paragraphs, from)) {
    from += 1;
  }
  while (to > from && isBlank(paragraphs, to - 1)) {
    to -= 1;
  }
  return from < to ? { start: from, end: to } : null;
}

/**
 * Widen a range to whole words and leave out white space at both ends.
 *
 * @param {import("./offsets.js").Paragraph[]} paragraphs
 * @param {number} start  code point of the document
 * @param {number} end    after the last character
 * @param {string} language
 * @returns {{start: number, end: number}|null}
 */
export function snapToWords(paragraphs, start, end, language) {
  const range = trim(paragraphs, start, end);
  if (!range) {
    return null;
  }
  const first = partAt(paragraphs, range.start, language);
  const last = partAt(paragraphs, range.end - 1, language);
  return {
    start: first.wordLike ? first.start : Math.min(range.start, first.start),
    end: Math.max(range.end, last.end),
  };
}

/**
 * The border of the next or previous word, for making a range longer or shorter.
 *
 * @param {import("./offsets.js").Paragraph[]} paragraphs
 * @param {number} place       code point of the document
 * @param {"start"|"end"} edge which border of a word is wanted
 * @param {1|-1} step
 * @param {string} language
 * @returns {number}  the place itself when there is no further word
 */
export function wordBorder(paragraphs, place, edge, step, language) {
  const last = paragraphs.length - 1;
  for (let i = paragraphAt(paragraphs, place); i >= 0 && i <= last; i += step) {
    const borders = wordsOf(paragraphs[i], language).map((word) => word[edge]);
    const found =
      step === 1
        ? borders.find((border) => border > place)
        : borders.reverse().find((border) => border < place);
    if (found !== undefined) {
      return found;
    }
  }
  return place;
}

/**
 * Move one edge of a range by a word; punctuation goes with the word beside it.
 *
 * @param {import("./offsets.js").Paragraph[]} paragraphs
 * @param {{start: number, end: number}} range  code points of the document
 * @param {"start"|"end"} edge
 * @param {1|-1} step
 * @param {string} language
 * @returns {{start: number, end: number}|null}  null when no word would be left, or none
 *   is there to take in
 */
export function moveByWord(paragraphs, range, edge, step, language) {
  const border = (place, side, way) => wordBorder(paragraphs, place, side, way, language);
  let place = range[edge];
  if (edge === "end") {
    place = step === 1 ? border(place, "end", 1) : border(border(place, "start", -1) + 1, "end", -1);
  } else {
    place = step === -1 ? border(place, "start", -1) : border(border(place, "end", 1) - 1, "start", 1);
  }
  const moved = { start: range.start, end: range.end, [edge]: place };
  return place !== range[edge] && moved.start < moved.end ? moved : null;
}

function makeSegmenter(granularity, language) {
  try {
    return new Intl.Segmenter(language || "en", { granularity });
  } catch {
    return new Intl.Segmenter("en", { granularity });
  }
}

/** The segment around a character, in code points; never half a visible character. */
function partAt(paragraphs, codePoint, language) {
  const paragraph = paragraphs[paragraphAt(paragraphs, codePoint)];
  const parts = segmenter("word", language).segment(paragraph.text);
  const part = parts.containing(toUnit(paragraph, codePoint));
  return {
    start: toCodePoint(paragraph, part.index),
    end: toCodePoint(paragraph, part.index + part.segment.length),
    wordLike: part.isWordLike,
  };
}

function isBlank(paragraphs, codePoint) {
  const paragraph = paragraphs[paragraphAt(paragraphs, codePoint)];
  return BLANK.test(paragraph.text.charAt(toUnit(paragraph, codePoint)));
}
