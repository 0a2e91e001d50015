import assert from "node:assert/strict";
import { test } from "node:test";

import { voiceWords } from "../../static/glossator/js/annotator/voice-words.js";

test("the author's own voice goes without saying", () => {
  assert.deepEqual(voiceWords({ holder: null, via: [], attitude: "" }), []);
});

test("holder, reporters and attitude are told", () => {
  const row = { holder: "The minister", via: ["A", "B"], attitude: "endorses" };
  assert.deepEqual(voiceWords(row), ["by The minister, via A, via B", "the text endorses it"]);
});

test("an attitude nobody can tell is told as such", () => {
  const row = { holder: "The minister", via: [], attitude: "unclear" };
  assert.deepEqual(voiceWords(row), ["by The minister", "the text’s attitude is not clear"]);
});
