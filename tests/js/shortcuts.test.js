import assert from "node:assert/strict";
import { test } from "node:test";

import { isReserved, isSingle, Shortcuts } from "../../static/glossator/js/annotator/shortcuts.js";
import { withGlobals } from "./globals.js";

const keys = { next: ["Next", ["n"]], here: ["Here", [" "]], undo: ["Undo", ["Control+z"]] };

function makeStorage(content = {}) {
  const kept = new Map(Object.entries(content));
  return { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => kept.set(name, value) };
}

const make = (storage = makeStorage()) => new Shortcuts({ user: "1", storage, keys });

test("a changed key is kept for that person, and the old one does nothing", () => {
  const storage = makeStorage();
  make(storage).change("next", "j");
  const again = make(storage);
  assert.deepEqual([again.commandOf("j"), again.commandOf("n")], ["next", undefined]);
  assert.equal(new Shortcuts({ user: "2", storage, keys }).commandOf("n"), "next");
});

test("a key taken from another command leaves that one without", () => {
  const shortcuts = make();
  shortcuts.change("undo", "n");
  assert.equal(shortcuts.commandOf("n"), "undo");
  assert.deepEqual(shortcuts.keysOf("next"), []);
  shortcuts.back("next");
  assert.equal(shortcuts.commandOf("n"), "undo");
  shortcuts.allBack();
  assert.deepEqual([shortcuts.commandOf("n"), shortcuts.commandOf("Control+z")], ["next", "undo"]);
});

test("switched off is off, until the default is wanted again", () => {
  const shortcuts = make();
  shortcuts.off("next");
  assert.equal(shortcuts.commandOf("n"), undefined);
  shortcuts.back("next");
  assert.equal(shortcuts.commandOf("n"), "next");
});

test("single characters can be switched off together; named and combined keys stay", () => {
  const shortcuts = make();
  shortcuts.useLetters(false);
  assert.deepEqual(
    ["n", " ", "Control+z"].map((key) => shortcuts.commandOf(key)), [undefined, "here", "undo"],
  );
  assert.deepEqual(["?", "Shift+n", "+", "Enter", "F6", " "].map(isSingle), [true, true, true, false, false, false]);
});

test("what the browser needs itself is reserved", () => {
  assert.deepEqual(
    ["Control+t", "Tab", "Control+1", "Control+c", "F2", "Control+z"].map(isReserved),
    [true, true, true, true, false, false],
  );
});

test("a storage that is broken, full or forbidden breaks nothing", () => {
  const forbidden = {
    getItem() { throw new Error("no"); },
    setItem() { throw new Error("no"); },
  };
  const shortcuts = make(forbidden);
  shortcuts.change("next", "j");
  assert.equal(shortcuts.commandOf("j"), "next");
  assert.equal(make(makeStorage({ "glossator-keys-1": "{" })).commandOf("n"), "next");
  for (const broken of ["null", "5", '{"own": {"next": [null]}}', '{"own": {"next": "n"}}']) {
    assert.deepEqual(make(makeStorage({ "glossator-keys-1": broken })).keysOf("next"), make(undefined).keysOf("next"));
  }
  assert.equal(make(undefined).commandOf("n"), "next");
});

test("sentences name the key that acts now", () => {
  const shortcuts = new Shortcuts({ user: "1" });
  assert.deepEqual(["relate", "undo", "speaker"].map((command) => shortcuts.keyOf(command)), ["r", "Ctrl+Z", "h"]);
  shortcuts.change("relate", "q");
  shortcuts.off("next");
  assert.deepEqual([shortcuts.keyOf("relate"), shortcuts.keyOf("next")], ["q", ""]);
  shortcuts.useLetters(false);
  assert.deepEqual(["relate", "undo", "speaker"].map((command) => shortcuts.keyOf(command)), ["", "Ctrl+Z", "Alt+H"]);
});

test("what was chosen in another window is not brought back by a choice here", (t) => {
  let heard = (_event) => {};
  withGlobals(t, { addEventListener: (_name, act) => (heard = act) });
  const storage = makeStorage();
  const [here, there] = [make(storage), make(storage)];
  here.listen();
  there.change("next", "j");
  heard({ key: here.name });
  here.change("undo", "u");
  const kept = make(storage);
  assert.deepEqual([kept.commandOf("j"), kept.commandOf("u")], ["next", "undo"]);
});
