import assert from "node:assert/strict";
import { test } from "node:test";

import { makeParagraphs, quoteOf } from "../../static/glossator/js/annotator/offsets.js";
import { moveByWord, snapToWords, trim, wordBorder, wordsOf } from "../../static/glossator/js/annotator/words.js";

const PARAGRAPHS = makeParagraphs(["Troops 😀 came,\u00a0invited.\n\n", "They left cafe\u0301s.\n"]);

function snapped(start, end) {
  const range = snapToWords(PARAGRAPHS, start, end, "en");
  return range && quoteOf(PARAGRAPHS, range.start, range.end);
}

test("half a word is widened to the whole", () => {
  assert.equal(snapped(2, 4), "Troops");
  assert.equal(snapped(10, 17), "came,\u00a0invited");
});

test("white space at the ends is left out, no-break spaces included", () => {
  assert.equal(snapped(6, 14), "😀 came,");
  assert.deepEqual(trim(PARAGRAPHS, 14, 17), { start: 15, end: 17 });
});

test("a range over two paragraphs loses the newlines at its ends only", () => {
  assert.equal(snapped(16, 26), "invited.\n\nThey");
  assert.equal(snapped(16, 25), "invited.");
});

test("nothing but white space is no range", () => {
  assert.equal(snapped(6, 7), null);
  assert.equal(trim(PARAGRAPHS, 23, 25), null);
});

test("a letter keeps its combining mark", () => {
  assert.equal(snapped(36, 39), "cafe\u0301s");
});

test("words are code points of the document", () => {
  const words = wordsOf(PARAGRAPHS[1], "en");
  assert.deepEqual(
    words.map((word) => quoteOf(PARAGRAPHS, word.start, word.end)),
    ["They", "left", "cafe\u0301s"],
  );
});

test("the next border crosses paragraphs and stops at the text's ends", () => {
  assert.equal(wordBorder(PARAGRAPHS, 6, "end", 1, "en"), 13);
  assert.equal(wordBorder(PARAGRAPHS, 22, "end", 1, "en"), 29);
  assert.equal(wordBorder(PARAGRAPHS, 25, "start", -1, "en"), 15);
  assert.equal(wordBorder(PARAGRAPHS, 0, "start", -1, "en"), 0);
});

test("an unknown language is treated as English", () => {
  assert.deepEqual(snapToWords(PARAGRAPHS, 2, 4, "not a tag"), { start: 0, end: 6 });
});

test("an edge moves by a word, and its punctuation goes along", () => {
  const moved = (start, end, edge, step) => {
    const range = moveByWord(PARAGRAPHS, { start, end }, edge, step, "en");
    return range && quoteOf(PARAGRAPHS, range.start, range.end);
  };
  assert.equal(moved(0, 23, "end", -1), "Troops 😀 came");
  assert.equal(moved(0, 6, "end", 1), "Troops 😀 came");
  assert.equal(moved(9, 22, "start", -1), "Troops 😀 came,\u00a0invited");
  assert.equal(moved(0, 22, "start", 1), "came,\u00a0invited");
});

test("an edge stays where no word would be left or none follows", () => {
  assert.equal(moveByWord(PARAGRAPHS, { start: 9, end: 13 }, "end", -1, "en"), null);
  assert.equal(moveByWord(PARAGRAPHS, { start: 9, end: 13 }, "start", 1, "en"), null);
  assert.equal(moveByWord(PARAGRAPHS, { start: 0, end: 13 }, "start", -1, "en"), null);
});
