import assert from "node:assert/strict";
import { test } from "node:test";

import { Names } from "../../static/glossator/js/annotator/names.js";

const URLS = { actors: "/actors", situations: "/situations", tags: "/tags" };

function makeNames({ title = "", answer = undefined } = {}) {
  const said = [];
  const sent = [];
  const api = {
    post: async (url, body) => {
      sent.push([url, body]);
      return answer ?? { state: "ok", data: body };
    },
  };
  const names = new Names({
    api: /** @type {any} */ (api), urls: URLS,
    tell: (sentence) => said.push(sentence), askTitle: async () => title,
  });
  return { names, said, sent };
}

test("the likeliest kind of a new name comes first, the others after it", () => {
  const { names } = makeNames();
  const kinds = (query) => names.searchActors(query).map((option) => option.value);
  assert.deepEqual(kinds("Russia"), ["state", "organisation", "person", "group", "unnamed"]);
  const wanted = {
    "New Zealand": "state", "kazakhstan": "state", "European Union": "organisation",
    "Rowles, James": "person", "James Rowles": "person", "J. T. Rowles": "person",
    "Northern Watch": "organisation", "Council of Elders": "organisation",
    "Ministry of Roads": "organisation", "Evening Post": "organisation",
    "Joint Forces": "organisation", "CSTO": "organisation", "UN Women": "organisation",
    "the elders": "organisation", "Northern Peace Research Institute": "organisation",
  };
  for (const [name, kind] of Object.entries(wanted)) {
    assert.equal(kinds(name)[0], kind, name);
  }
});

test("what was made is said with its kind", async () => {
  const { names, said } = makeNames();
  const option = names.searchActors("Russia").find(({ value }) => value === "state");
  assert.equal(await names.takeActor(option), "Russia");
  assert.deepEqual(said, ["Added: Russia, a State."]);
});

test("a new situation carries the title that was given", async () => {
  const { names, sent } = makeNames({ title: "The winter operation" });
  assert.equal(await names.takeSituation(names.searchSituations("Winter 1")[0]), "WINTER-1");
  assert.deepEqual(sent, [["/situations", { code: "WINTER-1", title: "The winter operation" }]]);
});

test("a situation without its title is not made", async () => {
  const { names, sent } = makeNames({ title: null });
  assert.equal(await names.takeSituation(names.searchSituations("Winter 1")[0]), null);
  assert.deepEqual(sent, []);
});

test("a name that is added without a connection is said, until it is back", async () => {
  const { names, said } = makeNames({ answer: { state: "offline", status: 0 } });
  const option = names.searchActors("Ruritania").find(({ value }) => value === "state");
  assert.equal(await names.takeActor(option), null);
  names.reconnected();
  names.reconnected();
  assert.deepEqual(said, [
    "“Ruritania” could not be added. Try again when you are online.",
    "You are online again: “Ruritania” can be added now.",
  ]);
});
