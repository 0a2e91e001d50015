import assert from "node:assert/strict";
import { test } from "node:test";

import { barsOf, COLOURS, densityOf, signatureOf } from "../../static/glossator/js/annotator/density.js";

const ranges = [{ start: 0, end: 10 }, { start: 95, end: 100 }, { start: 90, end: 99 }];
const colours = [1, 2, 2];

test("each row counts what lies on it, by colour", () => {
  const counts = densityOf(ranges, (i) => colours[i], 100, 10);
  assert.equal(counts[0 * COLOURS + 1], 1);
  assert.equal(counts[1 * COLOURS + 1], 0);
  assert.equal(counts[9 * COLOURS + 2], 2);
});

test("a row is wider the more lies on it, and never wider than the strip", () => {
  const width = (number) => {
    const many = Array.from({ length: number }, () => ({ start: 0, end: 1 }));
    return barsOf(densityOf(many, () => 3, 10, 1), 0, 12).at(-1)?.to ?? 0;
  };
  assert.equal(width(0), 0);
  assert.ok(width(1) < width(2));
  assert.equal(width(50), 12);
});

test("the signature follows places and colours", () => {
  const first = signatureOf(ranges, (i) => colours[i]);
  assert.equal(signatureOf(ranges, (i) => colours[i]), first);
  assert.notEqual(signatureOf(ranges, () => 1), first);
  assert.notEqual(signatureOf(ranges.slice(1), (i) => colours[i + 1]), first);
});
