import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { DoctrineNotes } from "../../static/glossator/js/annotator/doctrine-notes.js";
import { withGlobals } from "./globals.js";

/** As much of an element as the notes need. */
class Box {
  constructor(tag) {
    this.tag = tag;
    this.children = [];
  }

  setAttribute() {}

  append(...children) {
    this.children.push(...children);
  }

  replaceChildren(...children) {
    this.children = children;
  }
}

const codebook = {
  get: (slug) => slug && { definition: slug },
  paletteOf: () => "palette-1",
};
const example = { quote: "some words", stance: "asserts", title: "a text", authors: [], note: "" };

test("examples that come late stand once, also for who went away and came back", async (t) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  withGlobals(t, { document: { createElement: (tag) => new Box(tag) } });
  let arrive;
  const answer = new Promise((resolve) => (arrive = resolve));
  const notes = new DoctrineNotes(codebook, { of: () => answer, guiding: new Map() });
  for (const slug of ["request", "attack", "request"]) {
    notes.show(slug);
    mock.timers.tick(1_000);
  }
  // their place is there already, so that nothing below moves
  const place = notes.element.children.at(-1);
  assert.equal(place.tag, "div");
  arrive([example]);
  await answer;
  await Promise.resolve();
  const folded = place.children.filter(({ tag }) => tag === "details");
  assert.equal(folded.length, 1);
  mock.timers.reset();
});
