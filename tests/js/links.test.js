import assert from "node:assert/strict";
import { test } from "node:test";

import { linkTo, parseLink } from "../../static/glossator/js/annotator/links.js";

const UUID = "0a1b2c3d-0000-4000-8000-00000000abcd";

test("a link leads to what it was made for", () => {
  for (const link of [
    { kind: "paragraph", number: 12 },
    { kind: "passage", start: 0, end: 40 },
    { kind: "annotation", id: UUID },
  ]) {
    const { search, hash } = new URL(linkTo(link), "https://example.org/text/");
    assert.deepEqual(parseLink(search, hash), link);
  }
});

test("a paragraph goes before what the address had", () => {
  assert.deepEqual(parseLink("?from=1&to=2", "#p3"), { kind: "paragraph", number: 3 });
  assert.deepEqual(parseLink("", `#annotation-${UUID}`), { kind: "annotation", id: UUID });
});

test("an address without a place names none", () => {
  assert.equal(parseLink("?sort=title", "#main"), null);
});

test("bad numbers and names are told apart from none", () => {
  for (const search of ["?from=5", "?from=9&to=9", "?from=-1&to=3", "?from=1e3&to=2e3", "?annotation=1"]) {
    assert.deepEqual(parseLink(search, ""), { kind: "wrong" });
  }
  assert.deepEqual(parseLink("", `#p${"9".repeat(30)}`), { kind: "wrong" });
});
