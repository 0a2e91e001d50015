import { BLANK } from "./annotation.js";
import { paragraphAt } from "./offsets.js";
import { same } from "./queue.js";
import { trim, wordsOf } from "./words.js";

/** Fields whose two values cannot stand together, as people call them. */
const ONE = {
  stance: "Stance", situation: "Situation", ground: "Ground", role: "Role",
  explicitness: "Explicitness", confidence: "Confidence", authority: "Authority",
};

/**
 * All that an annotation says of its passage.
 *
 * @param {object} row  whole
 * @returns {any}
 */
export function saidBy(row) {
  return Object.fromEntries(Object.keys(BLANK).map((name) => [name, row[name] ?? BLANK[name]]));
}

/**
 * Where an annotation can be split: before each of its words but the first.
 *
 * @param {import("./offsets.js").Paragraph[]} paragraphs
 * @param {{start: number, end: number}} range
 * @param {string} language
 * @returns {number[]}  code points, in their order
 */
export function bordersIn(paragraphs, { start, end }, language) {
  const from = paragraphAt(paragraphs, start);
  const to = paragraphAt(paragraphs, end - 1);
  const words = paragraphs.slice(from, to + 1).flatMap((paragraph) => wordsOf(paragraph, language));
  const borders = words.map((word) => word.start);
  return borders.filter((at) => at < end && trim(paragraphs, start, Math.max(at, start)) !== null);
}

/**
 * @param {number[]} borders  not empty
 * @param {number} place
 * @returns {number}  index of the nearest
 */
export function nearest(borders, place) {
  const far = borders.map((border) => Math.abs(border - place));
  return far.indexOf(Math.min(...far));
}

/**
 * @param {import("./offsets.js").Paragraph[]} paragraphs
 * @param {{start: number, end: number}} range
 * @param {number} border  one of bordersIn
 * @returns {{start: number, end: number}[]}  the two parts, without white space at the cut
 */
export function split(paragraphs, { start, end }, border) {
  return [trim(paragraphs, start, border), trim(paragraphs, border, end)].filter((part) => part !== null);
}

/**
 * What an annotation can be merged with: of its doctrine, overlapping or with nothing but
 * white space between; the next one, else the one before.
 *
 * @param {import("./offsets.js").Paragraph[]} paragraphs
 * @param {import("./annotation.js").Annotation[]} rows  in the order of the text
 * @param {import("./annotation.js").Annotation} row
 * @returns {import("./annotation.js").Annotation|undefined}
 */
export function neighbourOf(paragraphs, rows, row) {
  const touches = (other) => {
    const [from, to] = row.start <= other.start ? [row.end, other.start] : [other.end, row.start];
    return from >= to || trim(paragraphs, from, to) === null;
  };
  const all = rows.filter((other) => other.id !== row.id && other.doctrine === row.doctrine && touches(other));
  return all.find((other) => other.start >= row.start) ?? all.at(-1);
}

/**
 * One annotation out of two: what the first says stands, and the second adds what the
 * first leaves open, its tags, its comparators and its note.
 *
 * @param {any} first   whole
 * @param {any} second  whole
 * @returns {{fields: any, differences: {label: string, stands: any, goes: any}[]}}
 */
export function merge(first, second) {
  const fields = saidBy(first);
  const other = saidBy(second);
  const differences = [];
  for (const [name, label] of Object.entries(ONE)) {
    if (same(fields[name], "")) {
      fields[name] = other[name];
    } else if (!same(other[name], "") && !same(fields[name], other[name])) {
      differences.push({ label, stands: fields[name], goes: other[name] });
    }
  }
  const voice = ({ holder, via, attitude }) => ({ holder, via, attitude });
  if (!same(voice(fields), voice(other))) {
    differences.push({ label: "Voice", stands: voice(fields), goes: voice(other) });
  }
  fields.tags = [...new Set([...fields.tags, ...other.tags])];
  const known = new Set(fields.comparators.map((one) => one.situation));
  fields.comparators = [...fields.comparators, ...other.comparators.filter((one) => !known.has(one.situation))];
  fields.note = [...new Set([fields.note, other.note])].filter(Boolean).join("\n");
  const start = Math.min(first.start, second.start);
  const end = Math.max(first.end, second.end);
  return { fields: { ...fields, start, end }, differences };
}
