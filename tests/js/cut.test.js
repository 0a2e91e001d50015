import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { cut } from "../../static/glossator/js/annotator/cut.js";
import { makeParagraph, toUnit } from "../../static/glossator/js/annotator/offsets.js";

const fixture = new URL("./fixtures/cut.json", import.meta.url);
const { cases } = JSON.parse(readFileSync(fixture, "utf8"));

for (const { name, paragraph, spans, segments } of cases) {
  test(name, () => {
    const block = makeParagraph(paragraph.start, paragraph.text);
    const words = ({ start, end }) => block.text.slice(toUnit(block, start), toUnit(block, end));
    const found = cut(block.start, block.end, spans);
    assert.deepEqual(found.map((segment) => ({ ...segment, text: words(segment) })), segments);
  });
}

test("spans that the caller holds keep their order", () => {
  const spans = [
    { id: "b", start: 2, end: 3 },
    { id: "a", start: 0, end: 3 },
  ];
  cut(0, 5, spans);
  assert.deepEqual(spans.map((span) => span.id), ["b", "a"]);
});
