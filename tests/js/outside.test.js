import assert from "node:assert/strict";
import { test } from "node:test";

import { covering, outsideOf, skipping } from "../../static/glossator/js/annotator/outside.js";

const region = (start, end) => ({ id: `${start}-${end}`, start, end, kind: "other" });
const paragraph = (start, text) => ({ start, end: start + text.length, text });

test("a range lies outside when one region holds it whole", () => {
  const regions = [region(10, 20), region(18, 40)];
  assert.equal(covering(regions, 12, 20).id, "10-20");
  assert.equal(covering(regions, 15, 25), undefined);
  assert.equal(covering(regions, 39, 41), undefined);
});

test("a paragraph is outside whole though its line end is not selected", () => {
  const { whole, parts } = outsideOf([region(10, 15)], paragraph(10, "About\n"));
  assert.equal(whole.start, 10);
  assert.deepEqual(parts, []);
});

test("of another paragraph only the part that a region shares is outside", () => {
  const { whole, parts, first } = outsideOf([region(0, 13), region(18, 90)], paragraph(10, "One two three\n"));
  assert.equal(whole, null);
  assert.deepEqual(parts, [{ start: 10, end: 13 }, { start: 18, end: 24 }]);
  assert.equal(first.start, 0);
  assert.equal(outsideOf([], paragraph(10, "One\n")).first, null);
});

test("stepping passes over what is outside, both ways", () => {
  const sentences = [[0, 9], [10, 19], [20, 29], [30, 39]].map(([start, end]) => ({ start, end }));
  const next = (from) => sentences.find(({ start }) => start >= from) ?? null;
  const previous = (from) => sentences.findLast(({ end }) => end <= from) ?? null;
  const regions = [region(10, 19), region(20, 29)];
  assert.deepEqual(skipping(regions, 9, 1, next), { start: 30, end: 39 });
  assert.deepEqual(skipping(regions, 30, -1, previous), { start: 0, end: 9 });
  assert.equal(skipping([region(30, 39)], 30, 1, next), null);
});
