import assert from "node:assert/strict";
import { test } from "node:test";

import { linesOf } from "../../static/glossator/js/annotator/estimates.js";

test("a paragraph takes the lines that its letters fill", () => {
  assert.equal(linesOf("a".repeat(100), 40), 3);
  assert.equal(linesOf("a".repeat(80), 40), 2);
});

test("the last newline opens no line, an empty one takes one", () => {
  assert.equal(linesOf("one\n", 40), 1);
  assert.equal(linesOf("one\n\n", 40), 2);
  assert.equal(linesOf("\n\n\n", 40), 3);
});

test("a paragraph without a letter is not without height", () => {
  assert.equal(linesOf("", 40), 1);
});
