import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import {
  byForce, dateWords, forceWarning, forceWords, inForceInstead, provisionName,
} from "../../static/glossator/js/annotator/force.js";
import { forceAt } from "../../static/glossator/js/annotator/in-force.js";

// its partner in Python runs the same cases: tests/formats/test_in_force.py
const BORDERS = JSON.parse(readFileSync(new URL("./fixtures/in-force.json", import.meta.url), "utf8"));

for (const { says, wording: { from, to }, situation, answer } of BORDERS) {
  test(`at a border: ${says}`, () => {
    assert.equal(forceAt({ in_force_from: from, in_force_to: to }, situation), answer);
  });
}

const wording = (from, to) => ({
  instrument: "Winter Pact", locator: "Art. 7", version: "2019", in_force_from: from, in_force_to: to,
});
const SITUATION = { code: "WIN-2022", begins: "2022-01-02", ends: "2022-01-11" };

test("a wording is named with its version", () => {
  assert.equal(provisionName(wording()), "Winter Pact Art. 7 (2019)");
  assert.equal(provisionName({ ...wording(), version: "" }), "Winter Pact Art. 7");
});

test("its dates are said in words", () => {
  assert.equal(dateWords("2012-12-19"), "19 December 2012");
  assert.equal(forceWords(wording("2012-12", "")), "in force since December 2012");
  assert.equal(forceWords(wording("1994", "2012-12-18")), "in force 1994 to 18 December 2012");
  assert.equal(forceWords(wording("", "2012")), "in force until 2012");
  assert.equal(forceWords(wording("", "")), "");
  assert.equal(forceWords({ ...wording("1994", ""), in_force_for: "Kazakhstan" }), "in force for Kazakhstan since 1994");
});

/** @type {[string, string, object|null, RegExp|null][]} */
const CASES = [
  ["1994", "2012-12-19", SITUATION, /no longer in force in WIN-2022 \(2 January 2022\): it ended 19 December 2012/],
  ["2022-02", "", SITUATION, /not yet in force in WIN-2022 \(2 January 2022\): it began February 2022/],
  ["2012-12-19", "", SITUATION, null],
  ["2022-01-05", "", SITUATION, null],
  ["", "2022-01-05", SITUATION, null],
  ["", "2022", SITUATION, null],
  ["2022", "", SITUATION, null],
  ["2022-02", "", { code: "X", begins: "2022-01~", ends: "2022-01?" }, null],
  ["2022-02", "", { code: "X", begins: "2022-01" }, /not yet in force in X \(January 2022\)/],
  ["2023", "", { code: "X", begins: "202X" }, null],
  ["2022", "", { code: "X", begins: "2022-21", ends: "2022/.." }, null],
  ["2023", "", { code: "RULE" }, null],
  ["2023", "", null, null],
  ["2023", "", { code: "X", ends: "2022" }, /not yet/],
];

for (const [from, to, situation, wanted] of CASES) {
  test(`from ${from || "?"} to ${to || "?"}: ${wanted ? "a warning" : "none"}`, () => {
    const sentence = forceWarning(wording(from, to), situation);
    if (wanted) {
      assert.match(sentence, wanted);
    } else {
      assert.equal(sentence, "");
    }
  });
}

test("wordings in force at the time come first, ended ones last", () => {
  const ended = { ...wording("1994", "2012"), version: "1994" };
  const undated = { ...wording("", ""), version: "" };
  const standing = wording("2012", "");
  const later = { ...wording("2023", ""), version: "2023" };
  const said = byForce([ended, undated, later, standing], SITUATION).map(({ item, hint }) => [item.version, hint]);
  assert.deepEqual(said, [
    ["2019", "in force then: in force since 2012"],
    ["", ""],
    ["2023", "not yet in force then: in force since 2023"],
    ["1994", "no longer in force then: in force 1994 to 2012"],
  ]);
  assert.deepEqual(byForce([ended, standing], undefined).map(({ item }) => item.version), ["1994", "2019"]);
});

test("the wording that was in force instead is of the same place", () => {
  const old = { ...wording("1994", "2012-12-18"), version: "1994" };
  const standing = wording("2012-12-19", "");
  const elsewhere = { ...standing, locator: "Art. 8" };
  const undated = { ...wording("", ""), version: "" };
  assert.deepEqual(inForceInstead(old, [old, standing, elsewhere, undated], SITUATION), [standing]);
  assert.deepEqual(inForceInstead(standing, [old, standing], SITUATION), []);
});
