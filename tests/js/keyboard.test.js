import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

import { commandsFor } from "../../static/glossator/js/annotator/commands.js";
import { combinationOf, commandsOf, KEYS, shown } from "../../static/glossator/js/annotator/keyboard.js";

const pressed = (key, ...modifiers) => ({
  key,
  altKey: modifiers.includes("Alt"),
  ctrlKey: modifiers.includes("Control"),
  metaKey: modifiers.includes("Meta"),
  shiftKey: modifiers.includes("Shift"),
  getModifierState: (name) => modifiers.includes(name),
});
const commandOf = (...event) => commandsOf(KEYS).get(combinationOf(pressed(...event)));

test("letters count with Shift, with caps lock as without", () => {
  assert.equal(commandOf("s"), "sentenceNext");
  assert.equal(commandOf("S", "Shift"), "sentencePrevious");
  assert.equal(commandOf("S"), "sentenceNext");
  assert.equal(commandOf("h", "Alt"), "speaker");
  assert.equal(commandOf("z", "Meta"), "undo");
  assert.equal(commandOf("Z", "Control", "Shift"), "redo");
});

test("other characters count as typed, by whatever keys", () => {
  assert.equal(commandOf("?", "Shift"), "help");
  assert.equal(commandOf("]", "AltGraph", "Alt", "Control"), "endLater");
  assert.equal(commandOf("}", "Shift"), "startLater");
});

test("arrows count with their modifiers only", () => {
  assert.equal(commandOf("ArrowRight", "Shift", "Alt"), "edgeEndLater");
  assert.equal(commandOf("ArrowLeft", "Control", "Alt"), "edgeStartEarlier");
  assert.equal(commandOf("ArrowRight"), undefined);
});

test("no key stands for two commands, and each command does something", () => {
  const keys = Object.values(KEYS).flatMap(([, combinations]) => combinations);
  assert.equal(new Set(keys).size, keys.length);
  const done = commandsFor({ steps: {}, panel: {} });
  const folder = new URL("../../static/glossator/js/annotator/", import.meta.url);
  const modules = readdirSync(folder).filter((name) => name !== "keyboard.js" && name.endsWith(".js"));
  const sources = modules.map((name) => readFileSync(new URL(name, folder), "utf8")).join("\n");
  const idle = Object.keys(KEYS).filter(
    (command) => !(command in done) && !new RegExp(`\\b${command}(:| ?\\(\\) ?\\{)`).test(sources),
  );
  assert.deepEqual(idle, []);
});

test("keys are shown as people read them", () => {
  assert.deepEqual(
    ["Control+z", " ", "Alt+Shift+ArrowRight", "Escape"].map(shown),
    ["Ctrl+z", "Space", "Alt+Shift+→", "Esc"],
  );
});
