import assert from "node:assert/strict";
import { test } from "node:test";

import { makeParagraphs } from "../../static/glossator/js/annotator/offsets.js";
import { bodyOf, difference, fromAnswer, merged } from "../../static/glossator/js/annotator/rows.js";

const PARAGRAPHS = makeParagraphs(["Help 😀 came.\n", "It left.\n"]);
const ROW = fromAnswer({
  id: "a", start: 5, end: 11, doctrine: "consent", stance: "asserts", voice: { kind: "own" },
  situation: null, version: 3,
});

test("the body holds the stored words, and no empty field but the situation", () => {
  assert.deepEqual(bodyOf(ROW, "7", PARAGRAPHS), {
    id: "a", document: 7, start: 5, end: 11, quote: "😀 came", voice: { kind: "own" },
    doctrine: "consent", stance: "asserts", situation: null,
  });
});

test("an attributed voice goes to the server and back", () => {
  const voice = { kind: "attributed", holder: "The minister", via: ["A newspaper"] };
  const row = fromAnswer({ ...bodyOf(ROW, "7", PARAGRAPHS), voice });
  assert.deepEqual([row.holder, row.via], ["The minister", ["A newspaper"]]);
  assert.deepEqual(bodyOf(row, "7", PARAGRAPHS).voice, voice);
});

test("a change says what differs only, and what takes it back", () => {
  const { body, before } = difference(ROW, { ...ROW, stance: "denies", note: "x" }, PARAGRAPHS);
  assert.deepEqual(body, { stance: "denies", note: "x" });
  assert.deepEqual(before, { stance: "asserts", note: "" });
});

test("a moved edge brings range and words along", () => {
  const { body, before } = difference(ROW, { ...ROW, end: 15 }, PARAGRAPHS);
  assert.deepEqual(body, { start: 5, end: 15, quote: "😀 came.\nIt" });
  assert.deepEqual(before, { start: 5, end: 11, quote: "😀 came" });
});

test("nothing changed is no request", () => {
  assert.equal(difference(ROW, { ...ROW, tags: [], note: "" }, PARAGRAPHS), null);
});

test("fields taken back leave the others as they are", () => {
  const row = merged({ ...ROW, note: "kept", holder: "X" }, { voice: { kind: "own" }, tags: ["t"] });
  assert.deepEqual([row.note, row.holder, row.tags], ["kept", null, ["t"]]);
});
