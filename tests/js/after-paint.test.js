import assert from "node:assert/strict";
import { test } from "node:test";

import { AfterPaint } from "../../static/glossator/js/annotator/after-paint.js";

class Key extends Event {
  constructor(type, { key }) {
    super(type, { cancelable: true });
    this.key = key;
  }
}

/** A form that an act closes, the text, what was heard where, and the next frame. */
function page({ handled = true } = {}) {
  const said = [];
  const frames = [];
  const text = new EventTarget();
  const form = Object.assign(new EventTarget(), { isConnected: true });
  const after = new AfterPaint(text, (act) => frames.push(act));
  form.addEventListener("keydown", (event) => after.hear(event));
  form.addEventListener("click", (event) => after.hear(event));
  form.addEventListener("keydown", (event) => said.push(`form ${event.key}`));
  form.addEventListener("click", () => said.push("form click"));
  text.addEventListener("keydown", (event) => {
    said.push(`text ${event.key}`);
    if (handled) {
      event.preventDefault();
    }
  });
  const close = () => {
    form.isConnected = false;
    said.push("closed");
  };
  const frame = () => frames.splice(0).forEach((act) => act());
  const press = (key) => {
    const event = new Key("keydown", { key });
    form.dispatchEvent(event);
    return event.defaultPrevented;
  };
  return { after, said, close, frame, press, form };
}

test("what waits is done once, after the frame, in its order", () => {
  const { after, said, close, frame } = page();
  after.add(close);
  after.add(() => said.push("told"));
  assert.deepEqual(said, []);
  assert.ok(after.waits);
  frame();
  assert.deepEqual(said, ["closed", "told"]);
  assert.ok(!after.waits);
});

test("a key before the frame finds the form closed, and goes to the text", () => {
  const { after, said, close, frame, press } = page();
  after.add(close);
  assert.ok(press("n"));
  assert.deepEqual(said, ["closed", "text n"]);
  frame();
  assert.deepEqual(said, ["closed", "text n"]);
});

test("a key that the text has no use for stays the browser's", () => {
  const { after, close, press } = page({ handled: false });
  after.add(close);
  assert.ok(!press("PageDown"));
});

test("a second click on what is gone does nothing", () => {
  const { after, said, close, form } = page();
  after.add(close);
  const click = new Event("click", { cancelable: true });
  form.dispatchEvent(click);
  assert.deepEqual(said, ["closed"]);
  assert.ok(click.defaultPrevented);
});

test("a key stays where it was pressed when that still stands, or nothing waits", () => {
  const { after, said, press } = page();
  press("a");
  after.add(() => said.push("told"));
  press("b");
  assert.deepEqual(said, ["form a", "told", "form b"]);
});
