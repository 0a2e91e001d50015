import assert from "node:assert/strict";
import { test } from "node:test";

import { Model } from "../../static/glossator/js/annotator/model.js";
import { makeParagraphs } from "../../static/glossator/js/annotator/offsets.js";

const PARAGRAPHS = makeParagraphs(["0123456789", "0123456789", "0123456789"]);

function columns(...rows) {
  const column = (place) => rows.map((row) => row[place]);
  const [uuid, start, end] = [column(0), column(1), column(2)];
  const version = rows.map((row) => row[3] ?? 1);
  const doctrine = rows.map(() => "uof");
  const stance = rows.map(() => "asserts");
  return { revision: 1, uuid, start, end, version, doctrine, stance };
}

function makeModel(...rows) {
  const model = new Model(PARAGRAPHS);
  model.load(columns(...rows));
  return model;
}

const ids = (rows) => rows.map((row) => row.id);

test("rows are sorted outer first and found by paragraph", () => {
  const model = makeModel(["in", 3, 5], ["late", 12, 25], ["out", 3, 9]);
  assert.deepEqual(ids(model.sorted), ["out", "in", "late"]);
  assert.deepEqual(ids(model.inParagraph(0)), ["out", "in"]);
  assert.deepEqual(ids(model.inParagraph(1)), ["late"]);
  assert.deepEqual(ids(model.inParagraph(2)), ["late"]);
});

test("those at a point come innermost first", () => {
  const model = makeModel(["out", 0, 30], ["in", 4, 6], ["cross", 5, 15], ["far", 20, 22]);
  assert.deepEqual(ids(model.at(5)), ["in", "cross", "out"]);
  assert.deepEqual(ids(model.at(6)), ["cross", "out"]);
  assert.deepEqual(ids(model.at(19)), ["out"]);
});

test("the interval search finds what a plain search finds", () => {
  let seed = 3;
  const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
  const rows = Array.from({ length: 80 }, (_, i) => {
    const start = random(29);
    return [`s${i}`, start, Math.min(30, start + 1 + random(9))];
  });
  const model = makeModel(...rows);
  for (let place = 0; place < 30; place += 1) {
    const wanted = rows.filter(([, start, end]) => start <= place && place < end);
    assert.deepEqual(ids(model.at(place)).sort(), wanted.map(([id]) => id).sort());
  }
});

test("upsert tells the paragraphs of the old and the new place", () => {
  const model = makeModel(["a", 2, 4]);
  const touched = model.upsert({ ...model.get("a"), start: 18, end: 21 });
  assert.deepEqual([...touched].sort(), [0, 1, 2]);
  assert.deepEqual(model.at(3), []);
  assert.deepEqual(ids(model.at(20)), ["a"]);
});

test("what is removed leaves a tombstone that an upsert takes away", () => {
  const model = makeModel(["a", 2, 4]);
  const row = model.get("a");
  assert.deepEqual([...model.remove("a")], [0]);
  assert.equal(model.tombstones.get("a"), row);
  assert.deepEqual([...model.remove("a")], []);
  model.upsert(row);
  assert.equal(model.tombstones.size, 0);
});

test("changes of others are taken, older ones and busy ones are not", () => {
  const model = makeModel(["a", 0, 2, 3], ["b", 5, 6, 1], ["gone", 8, 9, 1]);
  const news = { ...columns(["a", 1, 2, 2], ["b", 5, 9, 2], ["c", 11, 12, 1]), deleted: ["gone"] };
  const result = model.change(news, (id) => id === "c");
  assert.deepEqual(result.changed, ["b"]);
  assert.deepEqual(result.deleted, ["gone"]);
  assert.deepEqual([...result.touched], [0]);
  assert.equal(model.get("a").start, 0);
});

test("stepping goes through them in the order of the text", () => {
  const model = makeModel(["a", 2, 4], ["b", 12, 14]);
  assert.equal(model.neighbour("a", 0, 1).id, "b");
  assert.equal(model.neighbour("b", 0, 1), undefined);
  assert.equal(model.neighbour(null, 3, 1).id, "b");
  assert.equal(model.neighbour(null, 3, -1).id, "a");
});

test("another piece brings what is not known, and nothing back that was deleted", () => {
  const model = makeModel(["old", 2, 4, 2], ["gone", 5, 6]);
  model.remove("gone");
  const rows = [["old", 1, 3, 1], ["new", 0, 25], ["gone", 5, 6], ["sent", 7, 8]];
  const touched = model.add(columns(...rows), (id) => id === "sent");
  assert.deepEqual([...touched], [0, 1, 2]);
  assert.deepEqual(ids(model.sorted), ["new", "old"]);
  assert.equal(model.get("old").version, 2);
  assert.deepEqual(ids(model.inParagraph(2)), ["new"]);
});
