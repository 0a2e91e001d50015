import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { Collection } from "../../static/glossator/js/annotator/collection.js";
import { Following } from "../../static/glossator/js/annotator/following.js";

const row = (id, version = 1) => ({ id, version });

/** A set whose questions are answered by hand. */
function make() {
  const asked = [];
  const api = { get: () => new Promise((answer) => asked.push(answer)) };
  const outbox = { latest: (ask) => ask(), isBusy: () => false };
  const rows = new Collection({ noun: "relation", labels: {}, make: (body) => body });
  const annotator = { api, outbox, changes: { stack: { forget: () => {} } } };
  return { asked, rows, following: new Following({ annotator, url: "/relations", rows }) };
}

const ok = (...items) => ({ state: "ok", etag: "x", data: { items } });
const turn = () => new Promise(setImmediate);

test("no older answer comes after a newer one", async () => {
  const { asked, rows, following } = make();
  const first = following.ask();
  following.ask();
  following.ask();
  await turn();
  assert.equal(asked.length, 1);
  asked[0](ok(row("a"), row("taken away since")));
  await turn();
  assert.equal(asked.length, 2);
  asked[1](ok(row("a")));
  await first;
  assert.deepEqual(rows.all.map(({ id }) => id), ["a"]);
});

test("what was lost on the way is asked for again, and what is refused is not", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { asked, following } = make();
  const answers = [{ state: "offline" }, { state: "failed" }, { state: "signed-out" }];
  for (const [number, answer] of answers.entries()) {
    const asking = number ? following.asking : following.ask();
    await turn();
    asked[number](answer);
    await asking;
    mock.timers.tick(5_000);
  }
  assert.equal(asked.length, 3);
  mock.timers.reset();
});
