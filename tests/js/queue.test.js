import assert from "node:assert/strict";
import { test } from "node:test";

import * as queues from "../../static/glossator/js/annotator/queue.js";

const put = { kind: "put", id: "a", document: "1", body: { stance: "asserts", start: 0 } };
const patch = (body, id = "a") => ({ kind: "patch", id, document: "1", body });
const remove = { kind: "delete", id: "a", document: "1" };

test("an edit of what was never sent goes into it", () => {
  const queue = queues.enqueue(queues.enqueue([], put, null), patch({ stance: "denies" }), null);
  assert.equal(queue.length, 1);
  assert.deepEqual(queue[0].body, { stance: "denies", start: 0 });
});

test("an edit of what may have arrived waits for its answer", () => {
  let queue = queues.attempted(queues.enqueue([], put, null), 1);
  queue = queues.enqueue(queue, patch({ stance: "denies" }), null);
  assert.equal(queue.length, 2);
  assert.equal(queues.nextEntry(queue).number, 1);
  queue = queues.acknowledged(queue, 1, 7);
  assert.deepEqual([queue[0].kind, queue[0].version], ["patch", 7]);
});

test("a held one holds back its own annotation only", () => {
  let queue = queues.enqueue([], patch({ note: "x" }), 2);
  queue = queues.enqueue(queue, remove, 2);
  queue = queues.enqueue(queue, patch({ note: "y" }, "b"), 1);
  queue = queues.held(queue, 1, { state: "conflict" });
  assert.equal(queues.nextEntry(queue).id, "b");
});

test("a held one goes again over the version its coder saw", () => {
  let queue = queues.held(queues.enqueue([], patch({ note: "x" }), 2), 1, { state: "conflict" });
  queue = queues.released(queue, 1, 5);
  assert.deepEqual([queues.nextEntry(queue).version, queue[0].answer], [5, undefined]);
});

test("giving up takes all that is queued about the annotation", () => {
  let queue = queues.enqueue([], remove, 2);
  queue = queues.enqueue(queue, patch({ note: "y" }, "b"), 1);
  queue = queues.dropped(queue, "a");
  assert.deepEqual([queues.isBusy(queue, "a"), queues.isBusy(queue, "b")], [false, true]);
});

test("what several windows left becomes one queue with numbers of its own", () => {
  const left = [queues.enqueue([], put, null), queues.enqueue([], remove, 1)];
  assert.deepEqual(queues.adopted([], left).map((entry) => entry.number), [1, 2]);
  const queue = queues.enqueue(queues.enqueue([], put, null), remove, 1);
  assert.deepEqual(queues.adopted(queue, left).map((entry) => entry.number), [3, 4]);
});

test("a refused edit whose wish is there already was done", () => {
  const entry = { kind: "patch", body: { note: "x", tags: [] } };
  const answer = (current) => ({ state: "conflict", current });
  assert.equal(queues.wasDone(entry, answer({ note: "x", version: 3 })), true);
  assert.equal(queues.wasDone(entry, answer({ note: "z" })), false);
  assert.equal(queues.wasDone(entry, { state: "gone" }), false);
  const restore = { kind: "restore", version: 2 };
  assert.equal(queues.wasDone(restore, answer({ version: 3 })), true);
  assert.equal(queues.wasDone(restore, answer({ version: 4 })), false);
  assert.equal(queues.wasDone({ kind: "delete" }, { state: "gone" }), true);
});

test("absent and empty fields are the same, others are not", () => {
  assert.ok(queues.same({ voice: { kind: "own" } }, { voice: { kind: "own", via: [] } }));
  assert.ok(!queues.same({ tags: ["a"] }, { tags: ["b"] }));
  assert.ok(!queues.same({ start: 0 }, { start: null }));
});

test("a relation waits for the annotations it joins", () => {
  const relation = { what: "relation", kind: "put", id: "r", document: "1", body: {}, needs: ["a", "b"] };
  let queue = queues.enqueue(queues.enqueue([], put, null), relation, null);
  assert.equal(queue[1].what, "relation");
  queue = queues.held(queue, 1, { state: "invalid" });
  assert.equal(queues.nextEntry(queue), undefined);
  queue = queues.acknowledged(queue, 1, 1);
  assert.equal(queues.nextEntry(queue).id, "r");
});
