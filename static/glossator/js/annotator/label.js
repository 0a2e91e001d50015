import { stanceOf } from "./stances.js";
import { voiceWords } from "./voice-words.js";

/** All that an annotation says of its passage, before anything is chosen. */
export const BLANK = {
  doctrine: "", stance: "", holder: null, via: [], attitude: "", situation: null, tags: [], note: "",
  ground: "", role: "", explicitness: "", confidence: "", authority: null, comparators: [],
};

/** Fields that the list of a document's annotations leaves out; see wholes.js. */
export const SELDOM = ["ground", "role", "explicitness", "confidence", "authority", "comparators"];

/** @param {object} row @returns {boolean}  whether it says what the list leaves out */
export function isWhole(row) {
  return row.comparators !== undefined;
}

/**
 * What can be said again of another passage: all but the note, which is about this one.
 *
 * @param {object} row
 * @returns {object}
 */
export function labelOf(row) {
  const names = Object.keys(BLANK).filter((name) => name !== "note");
  return Object.fromEntries(names.map((name) => [name, row[name] ?? BLANK[name]]));
}

/**
 * @param {object} label
 * @param {(slug: string) => string} nameOf
 * @returns {string}  "Consent, asserted, by Okafor, Ada"
 */
export function labelWords(label, nameOf) {
  const voice = label.holder ? voiceWords({ ...label, attitude: "" }) : ["the author’s own"];
  return [nameOf(label.doctrine), stanceOf(label.stance).said, ...voice].join(", ");
}
