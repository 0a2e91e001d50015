import assert from "node:assert/strict";
import { test } from "node:test";

import {
  makeParagraph,
  makeParagraphs,
  paragraphAt,
  quoteOf,
  toCodePoint,
  toUnit,
} from "../../static/glossator/js/annotator/offsets.js";

const TEXT = "a😀b𝔼e\u0301\u00a0z";

test("every code point goes to its unit and back", () => {
  const paragraph = makeParagraph(10, TEXT);
  let unit = 0;
  let place = 10;
  for (const character of TEXT) {
    assert.equal(toUnit(paragraph, place), unit);
    assert.equal(toCodePoint(paragraph, unit), place);
    unit += character.length;
    place += 1;
  }
  assert.equal(toUnit(paragraph, place), TEXT.length);
  assert.equal(toCodePoint(paragraph, TEXT.length), paragraph.end);
});

test("a unit inside a surrogate pair is rounded down", () => {
  const paragraph = makeParagraph(0, TEXT);
  assert.equal(toCodePoint(paragraph, 2), 1);
  assert.equal(toCodePoint(paragraph, 5), 3);
});

test("astral places are kept only where there are any", () => {
  assert.equal(makeParagraph(0, "plain é").astral, null);
  assert.deepEqual(makeParagraph(0, TEXT).astral, [1, 3]);
});

test("a unit or code point outside the paragraph is an error", () => {
  const paragraph = makeParagraph(5, "abc");
  for (const unit of [-1, 4, 1.5, NaN]) {
    assert.throws(() => toCodePoint(paragraph, unit), RangeError);
  }
  for (const place of [4, 9, 5.5]) {
    assert.throws(() => toUnit(paragraph, place), RangeError);
  }
});

test("a code point's paragraph is the one that holds its character", () => {
  const paragraphs = makeParagraphs(["ab\n", "😀\n\n", "c"]);
  const found = [0, 1, 2, 3, 4, 5, 6, 7].map((place) => paragraphAt(paragraphs, place));
  assert.deepEqual(found, [0, 0, 0, 1, 1, 1, 2, 2]);
  assert.throws(() => paragraphAt(paragraphs, 8), RangeError);
  assert.throws(() => paragraphAt([], 0), RangeError);
});

test("a quote is the stored words, over several paragraphs too", () => {
  const paragraphs = makeParagraphs(["ab\n", "😀\n\n", "c"]);
  assert.equal(quoteOf(paragraphs, 1, 4), "b\n😀");
  assert.equal(quoteOf(paragraphs, 0, 7), "ab\n😀\n\nc");
  assert.throws(() => quoteOf(paragraphs, 3, 3), RangeError);
  assert.throws(() => quoteOf(paragraphs, 3, 9), RangeError);
});
