import assert from "node:assert/strict";
import { test } from "node:test";

import { Collection } from "../../static/glossator/js/annotator/collection.js";
import { outlineOf } from "../../static/glossator/js/annotator/relation-words.js";

const fresh = () => new Collection({ noun: "relation", labels: {}, make: (body) => ({ ...body, own: true }) });
const row = (id, version, more = {}) => ({ id, version, kind: "rebuts", ...more });

test("a change is shown at once and keeps its version when it is acknowledged", () => {
  const set = fresh();
  set.show({ kind: "put", id: "a", body: { kind: "rebuts" } });
  assert.deepEqual([set.get("a").pending, set.version("a")], [true, null]);
  set.acknowledge({ id: "a", kind: "put" }, row("a", 1), false);
  assert.deepEqual([set.get("a").pending, set.version("a"), set.get("a").own], [false, 1, true]);
  set.show({ kind: "patch", id: "a", body: { kind: "concedes" } });
  assert.equal(set.get("a").kind, "concedes");
});

test("what was taken away comes back with the version that took it", () => {
  const set = fresh();
  set.load([row("a", 3)]);
  set.show({ kind: "delete", id: "a" });
  assert.equal(set.get("a"), undefined);
  set.acknowledge({ id: "a", kind: "delete" }, row("a", 4), false);
  assert.equal(set.version("a"), 4);
  set.show({ kind: "restore", id: "a" });
  assert.equal(set.get("a").kind, "rebuts");
});

test("the server's set is taken but for what is on its way", () => {
  const set = fresh();
  set.load([row("a", 1), row("b", 1)]);
  set.show({ kind: "put", id: "new", body: { kind: "supports" } });
  const changed = set.load([row("a", 2, { kind: "concedes" })], (id) => id === "new");
  assert.deepEqual(changed, ["a"]);
  assert.deepEqual(set.all.map(({ id, kind }) => [id, kind]), [["a", "concedes"], ["new", "supports"]]);
  assert.equal(set.version("b"), 1);
});

test("an outline goes source, kind, target in the order of the text", () => {
  const end = (id, start, document = 1) => ({ id, start, document });
  const rows = [
    { kind: "concedes", source: end("far", 0, 2), target: end("x", 5) },
    { kind: "rebuts", source: end("y", 9), target: end("z", 30) },
    { kind: "supports", source: end("y", 9), target: end("x", 5) },
    { kind: "rebuts", source: end("x", 5), target: end("z", 30) },
  ];
  const outline = outlineOf(rows, 1).map(({ source, kinds }) => [source.id, kinds.map(({ kind }) => kind)]);
  assert.deepEqual(outline, [["x", ["rebuts"]], ["y", ["supports", "rebuts"]], ["far", ["concedes"]]]);
});
