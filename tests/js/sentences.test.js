import assert from "node:assert/strict";
import { test } from "node:test";

import { makeParagraph, makeParagraphs, quoteOf } from "../../static/glossator/js/annotator/offsets.js";
import { sentenceAt, sentenceFrom, sentencesOf } from "../../static/glossator/js/annotator/sentences.js";

function split(text, language = "en") {
  const paragraph = makeParagraph(0, text);
  return sentencesOf(paragraph, language).map(({ start, end }) => quoteOf([paragraph], start, end));
}

test("legal abbreviations do not end a sentence", () => {
  const first = "The court in R. v. Doe relied on Art. 51 and No. 7.";
  assert.deepEqual(split(`${first} It erred.`), [first, "It erred."]);
});

test("initials, Latin and document numbers do not end one either", () => {
  const first = "See A. B. Smith et al. Ibid. At S.C. Res. 99, U.N. Doc. Five.";
  assert.deepEqual(split(`${first}\n`), [first]);
});

test("a short month does not end one", () => {
  const text = "It entered into force on Jan. 1, and ended on Dec. 3.";
  assert.deepEqual(split(text), [text]);
});

test("each language has its own list", () => {
  assert.deepEqual(split("Nach Abs. Zwei gilt es. Dann nicht.", "de").length, 2);
  assert.deepEqual(split("Selon l'arr. Dupont, c'est permis. Ensuite non.", "fr-CH").length, 2);
  assert.deepEqual(split("См. Устав. Это верно.", "ru").length, 2);
});

test("a number before a heading goes with it", () => {
  for (const heading of ["II. What it means", "3. The facts", "b. The law"]) {
    assert.deepEqual(split(heading), [heading]);
  }
  assert.deepEqual(split("He did it. I. Did not."), ["He did it.", "I. Did not."]);
});

test("the end of a line ends a sentence, whatever stands before it", () => {
  assert.deepEqual(split("As held in No.\nNext line."), ["As held in No.", "Next line."]);
});

test("white space at the ends does not belong to it", () => {
  assert.deepEqual(split("  One.\u00a0 Two.\n\n"), ["One.", "Two."]);
});

test("stepping crosses paragraphs, empty ones too", () => {
  const paragraphs = makeParagraphs(["One. Two.\n", "\n", "Three 😀."]);
  const at = (place, step) => {
    const found = sentenceFrom(paragraphs, place, step, "en");
    return found && quoteOf(paragraphs, found.start, found.end);
  };
  assert.equal(at(0, 1), "One.");
  assert.equal(at(4, 1), "Two.");
  assert.equal(at(9, 1), "Three 😀.");
  assert.equal(at(19, 1), null);
  assert.equal(at(11, -1), "Two.");
  assert.equal(at(0, -1), null);
});

test("the sentence around a character is found", () => {
  const paragraphs = makeParagraphs(["One. Two.\n"]);
  assert.deepEqual(sentenceAt(paragraphs, 6, "en"), { start: 5, end: 9 });
});
