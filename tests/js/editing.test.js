import assert from "node:assert/strict";
import { test } from "node:test";

import { Editing } from "../../static/glossator/js/annotator/editing.js";

test("of several that come back, the nearest to the coder is shown", () => {
  const rows = new Map([["above", 10], ["near", 480], ["far", 900]].map(([id, start]) => [id, { id, start }]));
  const chosen = [];
  const reading = /** @type {any} */ ({
    annotator: {}, place: 500, chosen: null, model: { get: (id) => rows.get(id), tombstones: new Map() },
    changes: { redo: () => ({ said: "Done again.", ids: ["far", "near", "above"] }) },
    mustWait: () => false, choose: (id) => chosen.push(id), tell: () => {},
  });
  new Editing(reading).redo();
  assert.deepEqual(chosen, ["near"]);
});
