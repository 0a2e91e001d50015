import assert from "node:assert/strict";
import { test } from "node:test";

import { directionOf, dragged } from "../../static/glossator/js/annotator/edges.js";
import { makeParagraphs } from "../../static/glossator/js/annotator/offsets.js";

const paragraphs = makeParagraphs(["One two, three.\n", "\n", "Four five.\n"]);
const words = { exact: false, language: "en" };
const exact = { exact: true, language: "en" };
const two = { start: 4, end: 7 };

test("an edge goes to the nearest border of a word or sign", () => {
  assert.deepEqual(dragged(paragraphs, two, "end", 13, words), { start: 4, end: 14 });
  assert.deepEqual(dragged(paragraphs, two, "end", 10, words), { start: 4, end: 8 });
  assert.deepEqual(dragged(paragraphs, two, "start", 1, words), { start: 0, end: 7 });
});

test("Alt takes the place as it is", () => {
  assert.deepEqual(dragged(paragraphs, two, "end", 10, exact), { start: 4, end: 10 });
});

test("the start never passes the end", () => {
  assert.deepEqual(dragged(paragraphs, two, "start", 15, words), { start: 4, end: 7 });
  assert.deepEqual(dragged(paragraphs, two, "end", 0, words), { start: 4, end: 7 });
  assert.deepEqual(dragged(paragraphs, two, "start", 15, exact), { start: 6, end: 7 });
  assert.deepEqual(dragged(paragraphs, two, "end", 0, exact), { start: 4, end: 5 });
});

test("between paragraphs the nearest words count", () => {
  assert.deepEqual(dragged(paragraphs, two, "end", 16, words), { start: 4, end: 15 });
  assert.deepEqual(dragged(paragraphs, two, "end", 21, words), { start: 4, end: 21 });
});

test("a sign takes the direction around it", () => {
  assert.equal(directionOf("ש", "ltr"), "rtl");
  assert.equal(directionOf("a", "rtl"), "ltr");
  assert.equal(directionOf(".", "rtl"), "rtl");
});
