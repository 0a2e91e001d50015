import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { Poll } from "../../static/glossator/js/annotator/poll.js";
import { withGlobals } from "./globals.js";

test("who is signed out is asked once, until signed in or looked at again", async (t) => {
  mock.timers.enable({ apis: ["setInterval"] });
  let seen = () => {};
  const page = { visibilityState: "visible", addEventListener: (_name, act) => (seen = act) };
  withGlobals(t, { document: page });
  let asked = 0;
  const get = async () => {
    asked += 1;
    return { state: "signed-out", status: 401 };
  };
  const options = { api: { get }, url: "/annotations", model: {}, outbox: { latest: (ask) => ask() }, heard: { revision: 0 }, onChange: () => {} };
  const poll = new Poll(/** @type {any} */ (options));
  poll.start();
  const later = async () => {
    mock.timers.tick(20_000);
    await new Promise(setImmediate);
  };
  await later();
  await later();
  assert.equal(asked, 1);
  seen();
  await later();
  assert.equal(asked, 2);
  poll.resume();
  await later();
  await later();
  assert.equal(asked, 3);
  mock.timers.reset();
});
