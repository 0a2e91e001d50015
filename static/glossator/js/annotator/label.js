import { BLANK } from "./annotation.js";
import { stanceOf } from "./stances.js";
import { voiceWords } from "./voice-words.js";

/**
 * @param {unknown} value  as a browser's storage had it
 * @returns {boolean}      whether each field is of a kind that a label has
 */
export function isLabel(value) {
  const kind = (field) => (Array.isArray(field) ? "list" : field === null ? "none" : typeof field);
  const given = /** @type {object} */ (value ?? {});
  return Object.entries(BLANK).every(([name, blank]) => {
    const said = kind(given[name] ?? blank);
    // what is none in a blank label is a name or an authority in another
    return said === kind(blank) || (blank === null && said === (name === "authority" ? "object" : "string"));
  });
}

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
