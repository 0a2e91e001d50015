import { fold, hitsIn } from "./find-match.js";
import { makeParagraphs, toCodePoint } from "./offsets.js";

/** So many hits are told; a query that finds more is of no use. */
const MOST = 10_000;

/** @type {import("./offsets.js").Paragraph[]} */
let paragraphs = [];
const folded = { true: [], false: [] };

// a thread of its own, so that a slow expression can be ended
addEventListener("message", ({ data }) => {
  if (data.texts) {
    paragraphs = makeParagraphs(data.texts);
  }
  if (data.wanted) {
    postMessage({ id: data.id, ...search(data.wanted) });
  }
});

function search(wanted) {
  const hits = [];
  const known = folded[String(Boolean(wanted.matchCase))];
  try {
    for (let i = 0; i < paragraphs.length && hits.length < MOST; i += 1) {
      const paragraph = paragraphs[i];
      if (!wanted.expression) {
        known[i] ??= fold(paragraph.text, wanted.matchCase);
      }
      for (const [start, end] of hitsIn(paragraph.text, wanted, known[i] ?? { text: "", from: [], to: [] })) {
        hits.push([toCodePoint(paragraph, start), toCodePoint(paragraph, end)]);
      }
    }
  } catch (error) {
    return { hits: [], problem: String(error.message) };
  }
  return { hits, isCut: hits.length >= MOST };
}
