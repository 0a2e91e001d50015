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

test("a new name is an organisation first, and a person with a comma", () => {
  const { names } = makeNames();
  const kinds = (query) => names.searchActors(query).map((option) => option.value);
  assert.deepEqual(kinds("Russia"), ["organisation", "state", "person", "group", "unnamed"]);
  assert.equal(kinds("Rowles, James")[0], "person");
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
