import assert from "node:assert/strict";
import { test } from "node:test";

import { Wholes } from "../../static/glossator/js/annotator/wholes.js";

/** A row as the list of annotations tells it: without its note. */
const painted = (version) => ({ id: "a", version, stance: "asserts", holder: null, via: [], tags: [] });

test("an answer older than the row brings no old note back", async () => {
  const asked = [];
  let row = painted(1);
  const annotator = {
    api: { annotationUrl: "/annotations/", get: () => new Promise((answer) => asked.push(answer)) },
    model: { get: () => row, fill: (_id, { note }) => (row = { ...row, note }) },
  };
  const wholes = new Wholes(annotator);
  const before = wholes.whole("a");
  // another coder changes it, and its list tells the new version
  row = painted(2);
  const after = wholes.whole("a");
  asked[1]({ state: "ok", data: { id: "a", version: 2, note: "new" } });
  assert.equal((await after).note, "new");
  asked[0]({ state: "ok", data: { id: "a", version: 1, note: "old" } });
  assert.equal((await before).note, "new");
});
