import assert from "node:assert/strict";
import { test } from "node:test";

import { BLANK, SELDOM } from "../../static/glossator/js/annotator/annotation.js";
import { isLabel, isWhole, labelOf, labelWords } from "../../static/glossator/js/annotator/label.js";
import { Memory } from "../../static/glossator/js/annotator/memory.js";
import { Wholes } from "../../static/glossator/js/annotator/wholes.js";

const ROW = {
  ...BLANK, id: "a", start: 3, end: 9, doctrine: "consent", stance: "denies", holder: "Okafor, Ada",
  via: ["A newspaper"], attitude: "rejects", note: "About this one.", tags: ["late"], version: 2,
};

test("a label is all but the passage and the note", () => {
  const label = labelOf(ROW);
  assert.deepEqual([label.doctrine, label.via, label.tags], ["consent", ["A newspaper"], ["late"]]);
  assert.deepEqual(Object.keys(BLANK).filter((name) => !(name in label)), ["note"]);
  assert.equal("start" in label, false);
});

test("a label that a storage spoilt is none", () => {
  const authority = { instrument: "Charter", locator: "Art. 2", version: "" };
  for (const good of [ROW, BLANK, { doctrine: "consent" }, { ...ROW, authority, situation: "x" }]) {
    assert.equal(isLabel(good), true);
  }
  for (const bad of [{ via: 5 }, { holder: {} }, { stance: [] }, { authority: "x" }, { tags: "late" }]) {
    assert.equal(isLabel({ ...ROW, ...bad }), false, JSON.stringify(bad));
  }
});

test("a label is said in words", () => {
  const nameOf = () => "Consent";
  assert.equal(labelWords(ROW, nameOf), "Consent, denied, by Okafor, Ada, via A newspaper");
  assert.equal(labelWords({ ...ROW, holder: null }, nameOf), "Consent, denied, the author’s own");
});

test("what is remembered belongs to one person, and a broken storage to nobody", () => {
  const kept = new Map();
  const storage = /** @type {any} */ ({
    getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value),
  });
  new Memory({ user: "1", storage }).set("more", true);
  assert.equal(new Memory({ user: "1", storage }).get("more", false), true);
  assert.equal(new Memory({ user: "2", storage }).get("more", false), false);
  kept.set("glossator-more-2", "{");
  assert.equal(new Memory({ user: "2", storage }).get("more", false), false);
  const full = /** @type {any} */ ({ setItem: () => { throw new Error("full"); } });
  new Memory({ user: "1", storage: full }).set("more", true);
  assert.equal(new Memory({ user: "1" }).get("more", "no"), "no");
});

/** A page that knows one row of the columns, and a server that knows all of it. */
function makePage({ state = "ok", version = 2 } = {}) {
  const row = { ...ROW };
  SELDOM.forEach((name) => delete row[name]);
  const rows = new Map([["a", row]]);
  const asked = [];
  const model = {
    get: (id) => rows.get(id),
    fill: (id, answer) => rows.set(id, { ...rows.get(id), ground: answer.ground, comparators: [] }),
  };
  const api = {
    annotationUrl: "/annotations/",
    get: async (url) => {
      asked.push(url);
      return { state, data: { id: "a", version, ground: "fact", voice: { kind: "own" } } };
    },
  };
  const annotator = /** @type {any} */ ({ model, api });
  new Wholes(annotator);
  return { annotator, rows, asked };
}

test("a whole row is asked for once, however many want it", async () => {
  const { annotator, asked } = makePage();
  const both = await Promise.all([annotator.whole("a"), annotator.whole("a")]);
  assert.deepEqual(both.map((row) => row.ground), ["fact", "fact"]);
  assert.ok(isWhole(await annotator.whole("a")));
  assert.deepEqual(asked, ["/annotations/a"]);
});

test("the columns came again: what is known of this version is not asked for again", async () => {
  const { annotator, rows, asked } = makePage();
  await annotator.whole("a");
  const bare = { ...ROW, note: "as painted" };
  SELDOM.forEach((name) => delete bare[name]);
  rows.set("a", bare);
  const row = await annotator.whole("a");
  assert.deepEqual([row.ground, row.note, asked.length], ["fact", "as painted", 1]);
  rows.set("a", { ...bare, version: 3 });
  await annotator.whole("a");
  assert.equal(asked.length, 2);
});

test("what was changed here meanwhile stays as it is painted", async () => {
  const { annotator, rows } = makePage({ version: 1 });
  rows.set("a", { ...rows.get("a"), stance: "asserts", pending: true });
  const row = await annotator.whole("a");
  assert.deepEqual([row.stance, row.holder, row.ground], ["asserts", "Okafor, Ada", "fact"]);
});

test("a row that is gone, or cannot be had, is none", async () => {
  assert.equal(await makePage().annotator.whole("b"), null);
  assert.equal(await makePage({ state: "offline" }).annotator.whole("a"), null);
});
