import assert from "node:assert/strict";
import { test } from "node:test";

import { keptPlaces, MOST, placeOf, withPlace } from "../../static/glossator/js/annotator/places.js";

test("a place comes back as it was kept", () => {
  const kept = withPlace([], "7", { start: 120, above: 40 });
  const place = placeOf(keptPlaces(kept), "7");
  assert.deepEqual(place, { document: "7", start: 120, above: 40 });
});

test("the beginning needs no place, and the oldest goes first", () => {
  let kept = [];
  for (let i = 0; i <= MOST; i += 1) {
    kept = withPlace(kept, String(i), { start: i, above: 0 });
  }
  assert.equal(kept.length, MOST);
  assert.equal(placeOf(kept, "0"), undefined);
  assert.equal(placeOf(withPlace(kept, "9", null), "9"), undefined);
});

test("what is spoilt is no place", () => {
  assert.deepEqual(keptPlaces(7), []);
  assert.deepEqual(keptPlaces([{ document: "1", start: -4, above: 0 }, null]), []);
});
