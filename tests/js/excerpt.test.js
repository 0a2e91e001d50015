import assert from "node:assert/strict";
import { test } from "node:test";

import { shorten } from "../../static/glossator/js/annotator/excerpt.js";

test("a long quote is cut between words", () => {
  const text = "The government asked its allies for help, and help came. Nobody";
  assert.equal(shorten(text, 60), "The government asked its allies for help, … came. Nobody");
});

test("a short one stays, on one line", () => {
  assert.equal(shorten(" Help\n\ncame. ", 60), "Help came.");
});

test("one long word is cut all the same", () => {
  const found = shorten("W".repeat(300), 60);
  assert.ok(found.length <= 60 && found.includes("…"), found);
});
