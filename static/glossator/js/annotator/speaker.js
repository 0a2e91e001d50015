import { toCodePoint, toUnit } from "./offsets.js";
import { pairAround } from "./quotes.js";
import { sentencesOf } from "./sentences.js";

/** What a speaker does, before or after the name. */
const VERBS = `
  said says say told tells stated states wrote writes write argued argues argue claimed claims
  claim asserted asserts insisted insists maintained maintains contended contends alleged
  alleges declared declares announced announces noted notes observed observes warned warns
  reported reports replied replies explained explains added adds emphasised emphasises
  emphasized emphasizes stressed stresses suggested suggests concluded concludes conceded
  concedes admitted admits acknowledged acknowledges denied denies doubted doubts remarked
  remarks pointed recalled recalls described describes called calls urged urges testified
  responded responds underlined underlines believes believed accused accuses confirmed confirms
  sagte sagt schrieb schreibt erklärte erklärt behauptete behauptet betonte betont meinte meint
  argumentierte argumentiert
  dit disait déclare déclaré déclarait affirme affirmé affirmait écrit écrivait soutient
  soutenait estime estimait prétend
  сказал сказала сказали заявил заявила заявили заявляет написал написала пишет утверждал
  утверждала утверждает считает отметил отметила подчеркнул подчеркнула говорит
`.trim().split(/\s+/).concat("held that", "found that", "ruled that");
/** Said before the name. */
const BEFORE = ["according to", "in the words of", "in the view of", "selon", "d’après", "d'après",
  "laut", "nach ansicht von", "по словам", "по мнению", "согласно"];
/** May stand between the name and the verb. */
const FILLERS = `has have had also then later once often himself herself itself themselves
  again further first already long always still even soon now never a ont hat haben auch
  также \\p{Ll}+ly`.trim().split(/\s+/);
/** After them another speaks than the one of the claim before, mostly the author. */
const TURNS = /(?:[,;:.—–]\s*(?:and\s+)?(?:but|yet|however|though|aber|jedoch|mais|cependant|но|однако)|(?:despite|although|whereas|even though|obwohl|хотя))(?!\p{L})/iu;
/** Capitals that begin a sentence or name an office, and are nobody's name. */
const NO_NAMES = new Set(`the this that these those a an he she they it we i you one who
  what when while although but and or as if in on at for by of from with after before both some
  many most others critics scholars experts officials observers authors lawyers states
  commentators another nobody nevertheless however moreover thus hence yet similarly finally
  president prime foreign defence minister secretary general professor prof dr mr mrs ms sir lord
  judge justice ambassador chancellor king queen der die das er sie es wir präsident minister le la
  les il elle ils elles on nous président ministre он она они мы президент министр`.trim().split(/\s+/));

/** What follows the last of them is the name: "Northern Prime Minister Stone". */
const OFFICES = new Set("president minister secretary general professor ambassador chancellor judge justice senator".split(" "));
/** After a preposition stands no speaker: "maintained a balance between Stone and …". */
const NO_OFFICE = "(?:between|with|against|in|on|to|from|for|over|at|that|as|into|about|under)";
const OFFICE = new RegExp(`^(?:(?!${NO_OFFICE}\\s)[\\p{L}’'-]{1,14}\\s+){0,4}$`, "u");
/** A sentence that only says who was quoted before it. */
const SHORT = 40;

/** In small letters: "States" and "Claims" are parts of names. */
const ALL_VERBS = new RegExp(`(?<![\\p{L}])(?:${VERBS.join("|")})(?![\\p{L}])`, "gu");
const HAS_VERB = new RegExp(ALL_VERBS.source, "u");
const FILLED = new RegExp(`^(?:(?:,[^,;:.]{1,110}){1,2},|,?\\s+(?:who|which)(?=\\s))?\\s*(?:(?:${FILLERS.join("|")})\\s+)*$`, "iu");
const LED = new RegExp(`(?<![\\p{L}])(?:${BEFORE.join("|")})\\s+`, "giu");
const RUN = /\p{Lu}[\p{L}’'-]*\.?(?:\s+(?:(?:of|the|de|du|von|van|der|bin|al|el)\s+)*\p{Lu}[\p{L}’'-]*\.?)*/gu;

/** "of the Northern Council": no other speaker. */
const PLACED = new RegExp(`(?<!\\p{L})(?:of|from|in|for|at|on)\\s+(?:the\\s+)?${RUN.source}`, "gu");

/**
 * @typedef {object} Speaker
 * @property {boolean} quoted  the passage lies within a pair of quotation marks
 * @property {{name: string, known: boolean}|null} holder  who seems to say it; known: an
 *   actor of the project, by the actor's own name
 */

/**
 * Who seems to speak in a passage: a proposal, never more.
 *
 * @param {import("./offsets.js").Paragraph} paragraph  where the passage begins
 * @param {{start: number, end: number}} range  code points of the document
 * @param {Called[]} called  as `calledOf` gives it
 * @param {string} [language]
 * @returns {Speaker|null}  null when nothing hints at somebody else's voice
 */
export function speakerOf(paragraph, range, called, language = "en") {
  const { text } = paragraph;
  const start = toUnit(paragraph, range.start);
  const end = toUnit(paragraph, Math.min(range.end, paragraph.end));
  const pair = pairAround(text, start, end);
  const first = Math.min(pair?.open ?? start, start);
  const last = Math.min(Math.max(pair ? pair.close + 1 : end, end), text.length);
  const [from, to] = sentenceAround(paragraph, first, last, pair !== null, language);
  const holder =
    inWords(text.slice(first, start), called, -1) ?? // "X said", in the quotation itself
    inWords(text.slice(from, first), called, -1) ??
    inWords(text.slice(last, to), called, 1);
  return pair || holder ? { quoted: pair !== null, holder } : null;
}

/**
 * @typedef {object} Called
 * @property {string} name   the actor's
 * @property {string} form   words that stand for the actor in a text
 */

/**
 * What the actors of a project are called, the longest form first.
 *
 * @param {{name: string, aliases?: string[]}[]} actors
 * @returns {Called[]}
 */
export function calledOf(actors) {
  const called = actors.flatMap(({ name, aliases = [] }) =>
    [name, ...aliases].flatMap(formsOf).map((form) => ({ name, form })),
  );
  return called.filter(({ form }) => form.length > 1).sort((a, b) => b.form.length - a.form.length);
}

/** "Medvedev, Dmitry" is called so, the other way round, and by the family name. */
function formsOf(name) {
  const [family, given] = name.split(/,\s*/);
  return given ? [name, `${given} ${family}`, family] : [name];
}

/** With what comes after a quotation: "We were asked." Stone wrote. */
function sentenceAround(paragraph, first, last, quoted, language) {
  const begin = toCodePoint(paragraph, first);
  const stop = toCodePoint(paragraph, last);
  const sentences = sentencesOf(paragraph, language);
  const touched = sentences.filter((s) => s.end > begin && s.start < stop);
  const from = touched.length ? toUnit(paragraph, touched[0].start) : first;
  const to = touched.length ? toUnit(paragraph, touched.at(-1).end) : last;
  const next = sentences.find((s) => s.start >= stop);
  const names = quoted && to <= last && next && next.end - stop <= SHORT;
  return [Math.min(from, first), names ? toUnit(paragraph, next.end) : Math.max(to, last)];
}

/** The name of a speaker in some words of a sentence: the nearest to the passage. */
function inWords(words, all, step) {
  const called = all.filter(({ form }) => words.includes(form));
  const found = [...led(words, called), ...byInversion(words, called), ...bySubject(words, called)]
    .filter(({ place }) => !isTurned(words, place, step));
  found.sort((a, b) => step * (a.place - b.place) || Number(b.known) - Number(a.known));
  return found[0] ? { name: found[0].name, known: found[0].known } : null;
}

/** Whether the words turn against the claim between the speaker and the passage. */
function isTurned(words, place, step) {
  if (step === 1) {
    return TURNS.test(words.slice(0, place));
  }
  // what follows the verb at once, "said that, although …", is part of the claim
  const reach = words.slice(place).replace(/^[^\s,:]+(?:\s+that)?[\s,:]*/u, "");
  const turn = TURNS.exec(reach);
  return turn !== null && /\p{L}/u.test(reach.slice(0, turn.index));
}

/** "according to Medvedev" */
function led(words, called) {
  return [...words.matchAll(LED)].flatMap(({ 0: lead, index }) => {
    const place = index + lead.length;
    return found(nameAtStart(words.slice(place), called), place);
  });
}

/** "Medvedev, the president, said" */
function bySubject(words, called) {
  return [...words.matchAll(ALL_VERBS)].flatMap(({ index }) =>
    found(nameAtEnd(words.slice(0, index), called), index),
  );
}

/** "…, said President Medvedev", "as claimed by Medvedev" */
function byInversion(words, called) {
  return [...words.matchAll(ALL_VERBS)].flatMap(({ 0: verb, index }) => {
    const after = words.slice(index + verb.length);
    const by = /^\s+(?:by|von|par)\s+/u.exec(after);
    const begins = /^[\s\p{P}]*(?:(?:has|had|a|ont|hat)\s+)?$/u.test(words.slice(0, index));
    const gap = by?.[0].length ?? (begins ? /^\s*/u.exec(after)[0].length : 0);
    return gap ? found(nameAtStart(after.slice(gap), called), index) : [];
  });
}

function found(name, place) {
  return name ? [{ ...name, place }] : [];
}

function nameAtStart(words, called) {
  const known = called.map((entry) => ({ ...entry, at: placeOf(words, entry.form) }))
    .filter(({ at }) => at !== -1 && isOffice(words.slice(0, at)));
  if (known.length) {
    return { name: known[0].name, known: true };
  }
  const [run] = words.match(RUN) ?? [];
  return run && isOffice(words.slice(0, words.indexOf(run))) ? unknown(run) : null;
}

function nameAtEnd(words, called) {
  const known = called.map((entry) => ({ ...entry, at: lastPlaceOf(words, entry.form) }))
    .filter(({ at, form }) => at !== -1 && leadsTo(words.slice(at + form.length)))
    .sort((a, b) => b.at + b.form.length - (a.at + a.form.length) || b.form.length - a.form.length);
  if (known.length) {
    return { name: known[0].name, known: true };
  }
  const runs = [...words.matchAll(RUN)].filter(({ 0: run, index }) =>
    FILLED.test(words.slice(index + run.length)));
  // "Stone, head of Vesta, a charity, said": not Vesta, when it can be Stone
  const free = runs.filter(({ index }) => !/(?<!\p{L})(?:of|from|in|for|at|on)\s+(?:the\s+)?$/u.test(words.slice(0, index)));
  const titled = [...words.matchAll(RUN)].filter(({ 0: run, index }) => /^,\s*$/u.test(words.slice(index + run.length)));
  const run = free.at(-1) ?? titled.at(-1) ?? runs.at(-1);
  return run ? unknown(run[0]) : null;
}

/** A known name may stand a little further from its verb, but no other name between. */
function leadsTo(words) {
  const near = words.length < 60 && /^[\s,\p{L}\p{N}’'-]*$/u.test(words);
  const others = (words.replace(PLACED, "").match(RUN) ?? []).filter(unknown);
  // with one comma, the name ends an apposition to another
  const whole = (words.match(/,/gu) ?? []).length % 2 === 0;
  return FILLED.test(words) || (near && whole && !others.length && !HAS_VERB.test(words));
}

/** Nothing, an article or an office before the name: "the then President". */
function isOffice(words) {
  return OFFICE.test(words);
}

function unknown(run) {
  const all = run.trim().split(/\s+/);
  const office = all.findLastIndex((part) => OFFICES.has(part.toLowerCase()));
  const parts = all.slice(office + 1);
  while (parts.length && NO_NAMES.has(parts[0].replace(/\.$/u, "").toLowerCase())) {
    parts.shift();
  }
  const name = parts.join(" ").replace(/(?:’s|'s)$/u, "").replace(/(\p{L}{2,})\.$/u, "$1");
  return name.length > 1 ? { name, known: false } : null;
}

/** @returns {number}  where whole words are, -1 when they are not */
function placeOf(words, form) {
  for (let at = words.indexOf(form); at !== -1; at = words.indexOf(form, at + 1)) {
    if (isWhole(words, at, form)) {
      return at;
    }
  }
  return -1;
}

function lastPlaceOf(words, form) {
  for (let at = words.lastIndexOf(form); at !== -1; at = at ? words.lastIndexOf(form, at - 1) : -1) {
    if (isWhole(words, at, form)) {
      return at;
    }
  }
  return -1;
}

function isWhole(words, at, form) {
  const letter = /[\p{L}\p{N}]/u;
  return !letter.test(words[at - 1] ?? " ") && !letter.test(words[at + form.length] ?? " ");
}
