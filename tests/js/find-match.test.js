import assert from "node:assert/strict";
import { test } from "node:test";

import { fold, hitsIn } from "../../static/glossator/js/annotator/find-match.js";

const found = (text, query, how = {}) =>
  hitsIn(text, { query, ...how }).map(([start, end]) => text.slice(start, end));

test("accents, quotation marks and spaces do not matter", () => {
  assert.deepEqual(found("L’État et l'etat", "l'etat"), ["L’État", "l'etat"]);
  assert.deepEqual(found("armed\u00a0attack, armed\n attack", "armed attack"), ["armed\u00a0attack", "armed\n attack"]);
  assert.deepEqual(found("self\u2011defence, self–defence", "self-defence").length, 2);
});

test("an accent after its letter is part of the hit, a soft hyphen inside it too", () => {
  assert.deepEqual(found("e\u0301tat de droit", "etat"), ["e\u0301tat"]);
  assert.deepEqual(found("cafe\u0301.", "cafe"), ["cafe\u0301"]);
  assert.deepEqual(found("inter\u00advention", "intervention"), ["inter\u00advention"]);
});

test("letters that become several are mapped back", () => {
  assert.deepEqual(found("ﬁnal", "final"), ["ﬁnal"]);
  assert.deepEqual(found("the ﬁrm", "irm"), ["ﬁrm"]);
  assert.deepEqual(found("die Straße", "strasse"), ["Straße"]);
  assert.deepEqual(found("STRASSE", "straße"), ["STRASSE"]);
  assert.deepEqual(found("İstanbul, ırk", "istanbul"), ["İstanbul"]);
  assert.deepEqual(found("İstanbul, ırk", "irk"), ["ırk"]);
});

test("characters beyond the first plane keep their places", () => {
  const text = "𝔘 war 😀 peace";
  assert.deepEqual(hitsIn(text, { query: "peace" }), [[text.indexOf("peace"), text.length]]);
  assert.deepEqual(found(text, "😀"), ["😀"]);
  assert.deepEqual(found(text, "U WAR"), ["𝔘 war"]);
});

test("text from right to left is found as it is stored", () => {
  assert.deepEqual(found("مبدأ عدم التدخل", "عدم"), ["عدم"]);
  assert.deepEqual(found("עִבְרִית", "עברית"), ["עִבְרִית"]);
});

test("case and whole words can matter", () => {
  assert.deepEqual(found("State, state, statement", "state").length, 3);
  assert.deepEqual(found("State, state, statement", "state", { words: true }), ["State", "state"]);
  assert.deepEqual(found("State, state", "State", { matchCase: true }), ["State"]);
  assert.deepEqual(found("état, étatique", "etat", { words: true }), ["état"]);
});

test("hits do not overlap, and an empty query finds nothing", () => {
  assert.deepEqual(found("aaaa", "aa"), ["aa", "aa"]);
  assert.deepEqual(found("aaaa", "  "), []);
  assert.deepEqual(found("aaaa", "\u00ad"), []);
});

test("an expression finds exactly what it says, nothing empty", () => {
  assert.deepEqual(found("Art. 2(4), Art. 51", "art\\. \\d+", { expression: true }), ["Art. 2", "Art. 51"]);
  assert.deepEqual(found("xay", "a*", { expression: true }), ["a"]);
  assert.deepEqual(found("😀x", ".", { expression: true }), ["😀", "x"]);
  assert.throws(() => found("x", "(", { expression: true }), SyntaxError);
});

test("every unit of what is folded has its place in the text", () => {
  const text = "Äﬃ\u0301 ß😀\u00a0 x";
  const { text: plain, from, to } = fold(text);
  assert.equal(plain.length, from.length);
  assert.ok(from.every((start, i) => start < to[i] && to[i] <= text.length));
});
