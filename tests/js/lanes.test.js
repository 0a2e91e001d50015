import assert from "node:assert/strict";
import { test } from "node:test";

import { assignLanes } from "../../static/glossator/js/annotator/lanes.js";

const span = (id, start, end) => ({ id, start, end });

test("the outer span takes the first lane, the inner one the next", () => {
  const { lanes, extra } = assignLanes([span("inner", 2, 4), span("outer", 0, 9)]);
  assert.deepEqual([...lanes], [["outer", 0], ["inner", 1]]);
  assert.equal(extra, 0);
});

test("a lane is used again as soon as it is free", () => {
  const { lanes } = assignLanes([span("a", 0, 4), span("b", 2, 8), span("c", 4, 6)]);
  assert.deepEqual([...lanes], [["a", 0], ["b", 1], ["c", 0]]);
});

test("what finds no lane among five is counted", () => {
  const spans = Array.from({ length: 7 }, (_, i) => span(`s${i}`, 0, 10));
  const { lanes, extra } = assignLanes(spans);
  assert.deepEqual([...lanes.values()], [0, 1, 2, 3, 4]);
  assert.equal(extra, 2);
});

test("no two spans that overlap share a lane", () => {
  let seed = 7;
  const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
  const spans = Array.from({ length: 300 }, (_, i) => {
    const start = random(500);
    return span(`s${i}`, start, start + 1 + random(20));
  });
  const { lanes, extra } = assignLanes(spans, 99);
  assert.equal(extra, 0);
  for (const a of spans) {
    for (const b of spans) {
      const overlap = a !== b && a.start < b.end && b.start < a.end;
      assert.ok(!overlap || lanes.get(a.id) !== lanes.get(b.id), `${a.id} ${b.id}`);
    }
  }
});
