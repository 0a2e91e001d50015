import assert from "node:assert/strict";
import { test } from "node:test";

import { Loading, part } from "../../static/glossator/js/annotator/loading.js";
import { Model } from "../../static/glossator/js/annotator/model.js";
import { makeParagraphs } from "../../static/glossator/js/annotator/offsets.js";

const PARAGRAPHS = makeParagraphs(Array.from({ length: 100 }, () => "0123456789"));
const ALL = Array.from({ length: 90 }, (_, i) => ({ id: `r${i}`, start: i * 11, end: i * 11 + 15 }));

/** A server with those rows, and a window that shows some paragraphs. */
function makeLoading({ shown = [0, 1], many = 10_000, revision = 1 } = {}) {
  const asked = [];
  const api = {
    annotationUrl: "one/",
    async get(url) {
      asked.push(url);
      if (url.startsWith("one/")) {
        return { state: "ok", data: ALL.find(({ id }) => url.endsWith(id)) };
      }
      const query = new URLSearchParams(url.split("?")[1]);
      const rows = ALL.filter(({ start, end }) =>
        start < Number(query.get("end")) && end > Number(query.get("start")));
      const column = (name) => rows.map((row) => row[name]);
      const plain = rows.map(() => "x");
      const data = { revision, uuid: column("id"), start: column("start"), end: column("end"), doctrine: plain, stance: plain };
      return { state: "ok", data };
    },
  };
  const painter = { near: { now: () => shown } };
  const model = new Model(PARAGRAPHS);
  const loading = new Loading({
    api, url: "marks", many, paragraphs: PARAGRAPHS, model, painter,
    isBusy: () => false, onMore: () => {},
  });
  return { loading, model, asked };
}

test("what is near the window is asked for first, the rest afterwards", async () => {
  const { loading, model, asked } = makeLoading({ shown: [60, 61] });
  model.load((await loading.first()).data);
  assert.deepEqual(asked, ["marks?start=500&end=750"]);
  assert.equal(loading.lacks(600, 740), false);
  assert.equal(loading.lacks(600, 760), true);
  assert.equal(loading.lacks(600, 100), true);
  await loading.rest();
  assert.equal(asked.length, 4);
  assert.deepEqual(model.sorted.map(({ id }) => id), ALL.map(({ id }) => id));
  assert.equal(loading.remark, "");
});

test("a wanted annotation brings the stretch around it", async () => {
  const { loading, model } = makeLoading();
  model.load((await loading.first()).data);
  assert.equal(model.get("r80"), undefined);
  await loading.reach("r80");
  assert.equal(model.get("r80").start, 880);
  assert.match(loading.remark, /10000 in all/);
});

test("a stretch older than the news is not taken", async () => {
  const { loading, model } = makeLoading({ revision: 3 });
  model.load((await loading.first()).data);
  loading.revision = 4;
  await loading.reach("r80");
  assert.equal(model.get("r80"), undefined);
  assert.equal(loading.lacks(880, 890), true);
});

test("a part of the columns holds what touches the range", () => {
  const columns = { revision: 7, uuid: ["a", "b", "c"], start: [0, 5, 9], end: [6, 8, 12] };
  assert.deepEqual(part(columns, 6, 9), { revision: 7, uuid: ["b"], start: [5], end: [8] });
});
