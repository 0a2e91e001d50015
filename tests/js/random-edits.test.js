import assert from "node:assert/strict";
import { test } from "node:test";

import { rowsOf } from "../../static/glossator/js/annotator/annotation.js";
import { cut, outerFirst } from "../../static/glossator/js/annotator/cut.js";
import { assignLanes } from "../../static/glossator/js/annotator/lanes.js";
import { makeParagraphs, paragraphAt, quoteOf, toCodePoint, toUnit } from "../../static/glossator/js/annotator/offsets.js";
import { bordersIn, merge, neighbourOf, saidBy, split } from "../../static/glossator/js/annotator/pieces.js";
import { dice, label, passage, Sitting, text } from "./sitting.js";

const RUNS = 200;
const KINDS = ["supports", "rebuts"];

/** The rows as a coder thinks of them, with a copy of all before each step. */
class Naive {
  constructor(sitting) {
    this.now = shown(sitting);
    this.past = [];
    this.future = [];
  }

  step(change) {
    const before = this.now;
    this.now = new Map(before);
    change(this.now);
    if (!equal(before, this.now)) {
      this.past.push(before);
      this.future = [];
    }
  }

  undo() {
    this.#move(this.past, this.future);
  }

  redo() {
    this.#move(this.future, this.past);
  }

  #move(from, to) {
    if (from.length) {
      to.push(this.now);
      this.now = from.pop();
    }
  }
}

const plain = (row) => ({ start: row.start, end: row.end, ...saidBy(row) });
const tie = ({ source, target, kind }) => ({ source, target, kind });
const stretch = ({ start, end, kind }) => ({ start, end, kind });

/** All that stands, by id. */
function shown({ model, relations, regions }) {
  return new Map([
    ...[...model.byId].map(([id, row]) => [id, plain(row)]),
    ...relations.all.map((row) => [row.id, tie(row)]),
    ...regions.all.map((row) => [row.id, stretch(row)]),
  ]);
}

function equal(a, b) {
  try {
    assert.deepEqual(a, b);
    return true;
  } catch {
    return false;
  }
}

const OPERATIONS = {
  create({ random, paragraphs, changes }, naive) {
    const fields = { ...saidBy({}), ...label(random), ...passage(random, paragraphs) };
    const id = changes.create(fields);
    naive.step((rows) => rows.set(id, plain(fields)));
  },
  edit(sitting, naive) {
    const fields = label(sitting.random);
    const [id] = some(sitting, 1);
    if (id) {
      sitting.changes.edit(id, fields);
      naive.step((rows) => rows.set(id, { ...rows.get(id), ...fields }));
    }
  },
  edge(sitting, naive) {
    const [id] = some(sitting, 1);
    if (id) {
      const range = passage(sitting.random, sitting.paragraphs);
      sitting.changes.edit(id, range);
      naive.step((rows) => rows.set(id, { ...rows.get(id), ...range }));
    }
  },
  split(sitting, naive) {
    const { model, paragraphs, changes, random } = sitting;
    const [id] = some(sitting, 1);
    const row = model.get(id);
    const borders = row ? bordersIn(paragraphs, row, "en") : [];
    if (borders.length) {
      const [first, second] = split(paragraphs, row, borders[random(borders.length)]);
      const before = plain(row);
      const other = changes.together("Split", () => {
        changes.edit(id, first);
        return changes.create({ ...saidBy(row), ...second });
      });
      naive.step((rows) => rows.set(id, { ...before, ...first }).set(other, { ...before, ...second }));
    }
  },
  merge(sitting, naive) {
    const { model, paragraphs, changes } = sitting;
    const [id] = some(sitting, 1);
    const other = id && neighbourOf(paragraphs, model.sorted, model.get(id));
    if (other) {
      const { fields } = merge(model.get(id), other);
      changes.together("Merged", () => {
        changes.edit(id, fields);
        changes.remove(other.id);
      });
      naive.step((rows) => rows.set(id, plain(fields)).delete(other.id));
    }
  },
  remove(sitting, naive) {
    const ids = some(sitting, 1 + sitting.random(3));
    sitting.changes.together("Deleted", () => ids.forEach((id) => sitting.changes.remove(id)));
    naive.step((rows) => ids.forEach((id) => rows.delete(id)));
  },
  several(sitting, naive) {
    const ids = some(sitting, 4);
    const { stance } = label(sitting.random);
    sitting.changes.together("Changed", () => ids.forEach((id) => sitting.changes.edit(id, { stance })));
    naive.step((rows) => ids.forEach((id) => rows.set(id, { ...rows.get(id), stance })));
  },
  relate(sitting, naive) {
    const [source, target] = some(sitting, 2);
    if (target && source !== target) {
      const body = { source, target, kind: KINDS[sitting.random(2)] };
      const id = `relation-${naive.past.length}-${sitting.random(1e9)}`;
      sitting.changes.make({ what: "relation", kind: "put", id, body, needs: [source, target] }, "Related");
      naive.step((rows) => rows.set(id, body));
    }
  },
  region(sitting, naive) {
    const body = { ...passage(sitting.random, sitting.paragraphs), kind: "other" };
    const id = `region-${naive.past.length}-${sitting.random(1e9)}`;
    sitting.changes.make({ what: "region", kind: "put", id, body }, "Set outside");
    naive.step((rows) => rows.set(id, body));
  },
  regionKind(sitting, naive) {
    const row = sitting.regions.all[0];
    if (row) {
      const [body, before] = [{ kind: "teaser" }, { kind: row.kind }];
      sitting.changes.make({ what: "region", kind: "patch", id: row.id, body, before }, "Kind changed");
      // it counts as a step although nothing may differ
      naive.past.push(naive.now);
      naive.future = [];
      naive.now = new Map(naive.now).set(row.id, { ...stretch(row), kind: "teaser" });
    }
  },
  undo({ changes }, naive) {
    changes.undo();
    naive.undo();
  },
  redo({ changes }, naive) {
    changes.redo();
    naive.redo();
  },
};

/** Ids of some annotations, each once. */
function some({ model, random }, number) {
  const all = [...model.byId.keys()];
  return [...new Set(Array.from({ length: Math.min(number, all.length) }, () => all[random(all.length)]))];
}

async function operate(sitting, naive) {
  const names = Object.keys(OPERATIONS);
  OPERATIONS[names[sitting.random(names.length)]](sitting, naive);
  for (let turns = sitting.random(6); turns > 0; turns -= 1) {
    await null;
  }
}

/** What the model answers is what a plain search finds; what is painted has its own room. */
function check({ model, paragraphs }) {
  const all = [...model.byId.values()].sort(outerFirst);
  assert.deepEqual(model.sorted, all);
  paragraphs.forEach(({ start, end }, index) => {
    const here = all.filter((row) => row.start < end && row.end > start);
    assert.deepEqual(model.inParagraph(index), here);
    const { lanes, extra } = assignLanes(here);
    assert.equal(lanes.size + extra, here.length);
    const pieces = cut(start, end, here.filter(({ id }) => lanes.has(id)));
    assert.deepEqual([pieces[0].start, pieces.at(-1).end], [start, end]);
    for (const [place, { ids, ...piece }] of pieces.entries()) {
      const over = here.filter((row) => lanes.has(row.id) && row.start < piece.end && row.end > piece.start);
      assert.deepEqual(ids, over.map(({ id }) => id));
      assert.equal(new Set(ids.map((id) => lanes.get(id))).size, ids.length, "two in one lane");
      assert.equal(piece.start, pieces[place - 1]?.end ?? start);
    }
  });
}

/** What the server has is what the page shows. */
function assertStored({ model, server, relations, regions }) {
  const stored = rowsOf(server.columns).map((row) => [row.id, row.version, plain(row)]);
  const painted = [...model.byId.values()].map((row) => [row.id, row.version, plain(row)]);
  assert.deepEqual(painted.sort(byId), stored.sort(byId));
  const others = [...relations.all, ...regions.all].map(({ id, version }) => [id, version]);
  const kept = [...server.rows.values()].filter(({ what, deleted }) => what !== "annotation" && !deleted);
  assert.deepEqual(others.sort(byId), kept.map(({ id, version }) => [id, version]).sort(byId));
}

const byId = ([a], [b]) => (a < b ? -1 : 1);

test("offsets go to units and back in any text", () => {
  for (let seed = 0; seed < RUNS; seed += 1) {
    const random = dice(seed);
    const texts = text(random);
    const paragraphs = makeParagraphs(texts);
    const characters = Array.from(texts.join(""));
    assert.equal(paragraphs.at(-1).end, characters.length);
    for (const [place] of characters.entries()) {
      const paragraph = paragraphs[paragraphAt(paragraphs, place)];
      const unit = toUnit(paragraph, place);
      assert.equal(toCodePoint(paragraph, unit), place);
      assert.ok(paragraph.text.startsWith(characters[place], unit));
    }
    const { start, end } = passage(random, paragraphs);
    assert.equal(quoteOf(paragraphs, start, end), characters.slice(start, end).join(""));
  }
});

test("whatever is done: all undone is the beginning, all redone the end, and it is stored", async () => {
  for (let seed = 0; seed < RUNS; seed += 1) {
    const sitting = new Sitting(seed, { lossy: seed % 2 === 1 });
    const naive = new Naive(sitting);
    const beginning = naive.now;
    for (let number = 0; number < 30; number += 1) {
      await operate(sitting, naive);
      assert.deepEqual(shown(sitting), naive.now, `seed ${seed}, step ${number}`);
      check(sitting);
    }
    while (sitting.changes.redo());
    const end = shown(sitting);
    for (const again of [beginning, end, beginning]) {
      while (again === end ? sitting.changes.redo() : sitting.changes.undo());
      assert.deepEqual(shown(sitting), again, `seed ${seed}`);
      await sitting.settle();
      assert.deepEqual(shown(sitting), again, `seed ${seed}`);
      assertStored(sitting);
    }
  }
});

test("while others change the same rows, the page ends with what is stored", async () => {
  let decided = 0;
  for (let seed = 0; seed < RUNS; seed += 1) {
    const sitting = new Sitting(seed, { lossy: seed % 2 === 1 });
    const beginning = shown(sitting);
    const theirs = new Set();
    for (let number = 0; number < 30; number += 1) {
      await operate(sitting, new Naive(sitting));
      if (sitting.random(4) === 0) {
        theirs.add(sitting.interfere());
      }
      if (sitting.random(3) === 0) {
        sitting.ask();
      }
      check(sitting);
    }
    await sitting.settle();
    sitting.ask();
    assertStored(sitting);
    while (sitting.changes.undo());
    await sitting.settle();
    sitting.ask();
    assertStored(sitting);
    const ours = ([id]) => !theirs.has(id);
    const wanted = new Map([...beginning].filter(ours));
    assert.deepEqual(new Map([...shown(sitting)].filter(ours)), wanted, `seed ${seed}`);
    decided += sitting.decided ? 1 : 0;
  }
  assert.ok(decided > RUNS / 10, "conflicts are among them");
});
