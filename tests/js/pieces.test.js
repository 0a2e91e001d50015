import assert from "node:assert/strict";
import { test } from "node:test";

import { makeParagraphs } from "../../static/glossator/js/annotator/offsets.js";
import { bordersIn, merge, nearest, neighbourOf, saidBy, split } from "../../static/glossator/js/annotator/pieces.js";

const paragraphs = makeParagraphs(["One two, three.\n", "\n", "Four five.\n"]);
const row = { id: "a", doctrine: "x", start: 0, end: 15, stance: "asserts", holder: null };

test("a passage is split before any of its words but the first", () => {
  assert.deepEqual(bordersIn(paragraphs, { start: 0, end: 26 }, "en"), [4, 9, 17, 22]);
  assert.deepEqual(bordersIn(paragraphs, { start: 4, end: 7 }, "en"), []);
  assert.equal(nearest([4, 9, 17, 22], 12), 1);
});

test("the parts have no white space at the cut and are the whole", () => {
  assert.deepEqual(split(paragraphs, row, 9), [{ start: 0, end: 8 }, { start: 9, end: 15 }]);
  assert.deepEqual(split(paragraphs, { start: 0, end: 26 }, 17), [{ start: 0, end: 15 }, { start: 17, end: 26 }]);
});

test("the neighbour is of the same doctrine and touches or overlaps", () => {
  const next = { ...row, id: "b", start: 17, end: 21 };
  const far = { ...row, id: "c", start: 22, end: 26 };
  const other = { ...next, id: "d", doctrine: "y" };
  assert.equal(neighbourOf(paragraphs, [row, other, far], row), undefined);
  assert.equal(neighbourOf(paragraphs, [row, other, next, far], row), next);
  assert.equal(neighbourOf(paragraphs, [row, next], next), row);
  const inner = { ...row, id: "e", start: 4, end: 7 };
  assert.equal(neighbourOf(paragraphs, [row, inner, next], row), inner);
});

test("merged, the first one stands, the second fills what is open", () => {
  const first = { ...row, tags: ["one"], note: "Mine.", ground: "rule" };
  const second = {
    ...row, id: "b", start: 17, end: 26, stance: "denies", holder: "A State", tags: ["two"],
    note: "Other.", role: "claim", comparators: [{ situation: "S", relation: "like" }],
  };
  const { fields, differences } = merge(first, second);
  assert.deepEqual([fields.start, fields.end, fields.stance, fields.holder], [0, 26, "asserts", null]);
  assert.deepEqual([fields.tags, fields.note], [["one", "two"], "Mine.\nOther."]);
  assert.deepEqual([fields.ground, fields.role, fields.comparators.length], ["rule", "claim", 1]);
  assert.deepEqual(differences.map(({ label }) => label), ["Stance", "Voice"]);
  assert.deepEqual(merge(first, first).differences, []);
  assert.equal(saidBy(first).id, undefined);
});
