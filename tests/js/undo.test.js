import assert from "node:assert/strict";
import { test } from "node:test";

import { inverse, UndoStack } from "../../static/glossator/js/annotator/undo.js";

const edit = { kind: "patch", id: "a", body: { note: "new" }, before: { note: "old" } };

test("each change has its inverse", () => {
  assert.deepEqual(inverse({ kind: "put", id: "a", body: {} }), { kind: "delete", id: "a" });
  assert.deepEqual(inverse({ kind: "delete", id: "a" }), { kind: "restore", id: "a" });
  assert.deepEqual(inverse({ kind: "restore", id: "a" }), { kind: "delete", id: "a" });
  assert.deepEqual(inverse(edit).body, { note: "old" });
});

test("what was undone can be done again; a new put becomes a restore", () => {
  const stack = new UndoStack();
  stack.push("Annotated", [{ kind: "put", id: "a", body: {} }]);
  stack.push("Edited", [edit]);
  assert.deepEqual(stack.undo().changes[0].body, { note: "old" });
  assert.equal(stack.undo().changes[0].kind, "delete");
  assert.equal(stack.undo(), null);
  assert.equal(stack.redo().changes[0].kind, "restore");
  assert.deepEqual(stack.redo().changes[0].body, { note: "new" });
  assert.equal(stack.redo(), null);
});

test("a new change forgets what was undone", () => {
  const stack = new UndoStack();
  stack.push("Edited", [edit]);
  stack.undo();
  stack.push("Edited", [edit]);
  assert.equal(stack.redo(), null);
});

test("what somebody else changed is no longer undone", () => {
  const stack = new UndoStack();
  stack.push("Edited", [edit]);
  stack.forget("a");
  assert.equal(stack.undo(), null);
});

test("one gesture is taken back in the opposite order, and as one", () => {
  const stack = new UndoStack();
  stack.push("Split in two", [edit, { kind: "put", id: "b", body: {} }]);
  assert.deepEqual(stack.undo().changes.map((change) => change.kind), ["delete", "patch"]);
  assert.equal(stack.undo(), null);
  assert.deepEqual(stack.redo().changes.map((change) => change.kind), ["patch", "restore"]);
});

test("of a gesture only what somebody else changed is forgotten", () => {
  const stack = new UndoStack();
  stack.push("Changed two", [edit, { ...edit, id: "b" }]);
  stack.forget("a");
  assert.deepEqual(stack.undo().changes.map((change) => change.id), ["b"]);
});

test("the inverse of a change is about the same kind of thing", () => {
  const drawn = { what: "relation", kind: "put", id: "r", body: {} };
  assert.deepEqual(inverse(drawn), { what: "relation", kind: "delete", id: "r" });
  assert.equal(inverse(inverse(drawn)).what, "relation");
  assert.equal(inverse({ ...edit, what: "region" }).what, "region");
});
