import assert from "node:assert/strict";
import { test } from "node:test";

import { offered, Show } from "../../static/glossator/js/annotator/show.js";

const parents = { root: null, branch: "root", leaf: "branch", other: null };
const codebook = { get: (slug) => (slug in parents ? { parent: parents[slug] } : undefined) };
const row = {
  doctrine: "leaf", stance: "denies", holder: null, coder: "Alice", by: 3,
  status: "proposed", tags: ["one", "two"],
};

function shows(only, other = {}) {
  const show = new Show(codebook);
  show.only = only;
  return show.matches({ ...row, ...other });
}

test("a doctrine stands for all below it", () => {
  assert.ok(shows({ doctrine: "root" }));
  assert.ok(!shows({ doctrine: "other" }));
  assert.ok(!shows({ doctrine: "leaf" }, { doctrine: "branch" }));
});

test("voice is own, attributed or one holder's", () => {
  assert.ok(shows({ voice: "own" }));
  assert.ok(!shows({ voice: "own" }, { holder: "A State" }));
  assert.ok(shows({ voice: "attributed", holder: "A State" }, { holder: "A State" }));
  assert.ok(!shows({ voice: "attributed", holder: "A State" }, { holder: "Another" }));
});

test("every filter has to fit", () => {
  assert.ok(shows({ stance: "denies", coder: "3", status: "not-rejected", tag: "two" }));
  for (const only of [{ stance: "asserts" }, { coder: "4" }, { status: "accepted" }, { tag: "x" }]) {
    assert.ok(!shows({ doctrine: "root", ...only }));
  }
  assert.ok(!shows({ status: "not-rejected" }, { status: "rejected" }));
});

test("the address keeps it and its other parts", () => {
  const show = new Show(codebook);
  show.read("?annotation=u&stance=denies&holder=A+State&rest=hidden");
  assert.ok(show.isActive && !show.sees(row));
  const written = show.write("?annotation=u&tag=gone");
  assert.equal(written, "?annotation=u&stance=denies&holder=A+State&rest=hidden");
  show.only = {};
  assert.equal(show.write(written), "?annotation=u");
  assert.equal(show.write("?stance=denies"), "");
});

test("the fields offer what the annotations have, and the doctrines above", () => {
  const found = offered([row, { ...row, doctrine: "branch", holder: "B" }], codebook);
  assert.deepEqual([...found.doctrines], [["leaf", 1], ["branch", 2], ["root", 2]]);
  assert.deepEqual([found.holders, found.tags], [["B"], ["one", "two"]]);
});
