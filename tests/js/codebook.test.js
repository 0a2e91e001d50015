import assert from "node:assert/strict";
import { test } from "node:test";

import { Codebook } from "../../static/glossator/js/annotator/codebook.js";

test("notes name the doctrines whose slugs stand in parentheses", () => {
  const codebook = new Codebook({ user: "1", project: "p" });
  const doctrine = { slug: "ibi.necessity", name: "Necessity of the help" };
  codebook.load([/** @type {any} */ (doctrine)]);
  assert.equal(
    codebook.named("Not the need (see ibi.necessity), nor (ibi.other); e.g. ibi.necessity."),
    "Not the need (see Necessity of the help), nor (ibi.other); e.g. ibi.necessity.",
  );
});

test("a list of which pages were lost takes no doctrine away", () => {
  const codebook = new Codebook({ user: "1", project: "p" });
  const [one, two] = ["one", "two"].map((slug) => /** @type {any} */ ({ slug, name: `The ${slug}` }));
  codebook.load([one, two]);
  codebook.load([{ ...one, name: "Another name" }]);
  assert.deepEqual([codebook.nameOf("one"), codebook.nameOf("two")], ["Another name", "The two"]);
});
