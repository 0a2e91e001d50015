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
  stack.push("Annotated", { kind: "put", id: "a", body: {} });
  stack.push("Edited", edit);
  assert.deepEqual(stack.undo().change.body, { note: "old" });
  assert.equal(stack.undo().change.kind, "delete");
  assert.equal(stack.undo(), null);
  assert.equal(stack.redo().change.kind, "restore");
  assert.deepEqual(stack.redo().change.body, { note: "new" });
  assert.equal(stack.redo(), null);
});

test("a new change forgets what was undone", () => {
  const stack = new UndoStack();
  stack.push("Edited", edit);
  stack.undo();
  stack.push("Edited", edit);
  assert.equal(stack.redo(), null);
});

test("what somebody else changed is no longer undone", () => {
  const stack = new UndoStack();
  stack.push("Edited", edit);
  stack.forget("a");
  assert.equal(stack.undo(), null);
});

test("the stack keeps the latest only", () => {
  const stack = new UndoStack(2);
  for (const note of ["1", "2", "3"]) {
    stack.push(note, { ...edit, body: { note } });
  }
  assert.deepEqual([stack.undo().label, stack.undo().label, stack.undo()], ["3", "2", null]);
});
