import assert from "node:assert/strict";
import { test } from "node:test";

import { remember, searchDoctrines, searchNames } from "../../static/glossator/js/annotator/typeahead.js";

const doctrine = (slug, name, more = {}) => ({
  slug, name, path: name, definition: "", pin_cite: "", uses: 0, retired: false, ...more,
});
const DOCTRINES = [
  doctrine("consent", "Consent", { uses: 2 }),
  doctrine("consent.valid", "Validity", { path: "Consent › Validity", uses: 9 }),
  doctrine("defence", "Self-defence", { pin_cite: "UN Charter Art. 51", uses: 5 }),
  doctrine("old", "Consent of old", { retired: true }),
  doctrine("coup", "État de siège", { definition: "emergency rule proclaimed at home" }),
];
const slugs = (found) => found.map((entry) => entry.slug);

test("any part of name, path, pin-cite and definition is found", () => {
  assert.deepEqual(slugs(searchDoctrines(DOCTRINES, "fence")), ["defence"]);
  assert.deepEqual(slugs(searchDoctrines(DOCTRINES, "art. 51")), ["defence"]);
  assert.deepEqual(slugs(searchDoctrines(DOCTRINES, "emergency")), ["coup"]);
});

test("the name counts more than the path, whatever the use", () => {
  assert.deepEqual(slugs(searchDoctrines(DOCTRINES, "consent")), ["consent", "consent.valid"]);
});

test("the whole name comes before a longer one that is used more", () => {
  const longer = doctrine("longer", "Consent of the victim", { uses: 50 });
  assert.equal(searchDoctrines([longer, ...DOCTRINES], "consent")[0].slug, "consent");
});

test("case and accents do not matter", () => {
  assert.deepEqual(slugs(searchDoctrines(DOCTRINES, "ETAT siege")), ["coup"]);
});

test("every word must be found", () => {
  assert.deepEqual(searchDoctrines(DOCTRINES, "consent charter"), []);
});

test("an empty query shows the recent ones, then the most used, never retired ones", () => {
  const found = slugs(searchDoctrines(DOCTRINES, "", ["coup", "old"]));
  assert.deepEqual(found, ["coup", "consent.valid", "defence", "consent"]);
});

test("the last choice comes first and nine are remembered", () => {
  assert.deepEqual(remember(["a", "b"], "b"), ["b", "a"]);
  assert.equal(remember("abcdefghi".split(""), "j").length, 9);
});

test("names that begin with the query come first", () => {
  assert.deepEqual(searchNames(["Von Ada", "Ada", "Bert"], "ad"), ["Ada", "Von Ada"]);
});

test("what is noted to belong under a doctrine is found too, last", () => {
  const noted = doctrine("noted", "Necessity", { include: "consent under pressure" });
  const found = slugs(searchDoctrines([noted, ...DOCTRINES], "consent"));
  assert.equal(found.at(-1), "noted");
});

test("a long definition is folded once, not at each key", () => {
  let reads = 0;
  const long = doctrine("long", "Long");
  Object.defineProperty(long, "definition", { get: () => (reads += 1) && "a winter rule" });
  const found = ["w", "wi", "win"].map((query) => slugs(searchDoctrines([long], query)));
  assert.deepEqual(found, [["long"], ["long"], ["long"]]);
  assert.equal(reads, 1);
});
