/**
 * What is looked for. Plain words are compared without accents; an expression is not.
 *
 * @typedef {object} Wanted
 * @property {string} query
 * @property {boolean} [words]       whole words only
 * @property {boolean} [matchCase]
 * @property {boolean} [expression]  the query is a regular expression
 *
 * @typedef {object} Folded
 * @property {string} text    for comparing
 * @property {number[]} from  for each of its units, where the original character begins
 * @property {number[]} to    and ends, with the accents that follow it
 */

const SAME = {
  "’": "'", "‘": "'", "ʼ": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
  "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-",
};
const SILENT = /[\u00AD\u200B-\u200F\u2060\uFEFF]/u;
const MARK = /\p{M}/u;
const IN_WORD = /[\p{L}\p{N}\p{M}_]/u;

/**
 * @param {string} text
 * @param {boolean} [matchCase]
 * @returns {Folded}  without accents, ligatures, kinds of quotation marks, dashes and spaces
 */
export function fold(text, matchCase = false) {
  const parts = [];
  const from = [];
  const to = [];
  let unit = 0;
  for (const character of text) {
    const end = unit + character.length;
    const plain = plainOf(character, matchCase);
    if (plain === "" || (plain === " " && parts.at(-1) === " ")) {
      // an accent belongs to the letter before it, a further space to the first
      const joins = plain === " " || MARK.test(character);
      if (joins && to.length) {
        const last = from.at(-1);
        for (let i = to.length - 1; i >= 0 && from[i] === last; i -= 1) {
          to[i] = end;
        }
      }
    } else {
      parts.push(plain);
      for (let i = 0; i < plain.length; i += 1) {
        from.push(unit);
        to.push(end);
      }
    }
    unit = end;
  }
  return { text: parts.join(""), from, to };
}

/**
 * @param {string} text      of one paragraph
 * @param {Wanted} wanted
 * @param {Folded} [folded]  of that text, when it is at hand
 * @returns {[number, number][]}  units of the text, none empty, none overlapping
 * @throws {SyntaxError}     when the expression cannot be read
 */
export function hitsIn(text, wanted, folded = fold(text, wanted.matchCase)) {
  const found = wanted.expression ? expressionHits(text, wanted) : plainHits(folded, wanted);
  return wanted.words ? found.filter(([start, end]) => isWhole(text, start, end)) : found;
}

/** @param {Folded} folded @param {Wanted} wanted @returns {[number, number][]} */
function plainHits({ text, from, to }, { query, matchCase }) {
  const needle = fold(query.trim(), matchCase).text;
  /** @type {[number, number][]} */
  const hits = [];
  if (needle === "") {
    return hits;
  }
  for (let at = text.indexOf(needle); at !== -1; at = text.indexOf(needle, at + needle.length)) {
    const last = at + needle.length - 1;
    const start = from[at];
    if (!hits.length || start >= hits.at(-1)[1]) {
      hits.push([start, to[last]]);
    }
  }
  return hits;
}

/** @param {string} text @param {Wanted} wanted */
function expressionHits(text, { query, matchCase }) {
  const expression = new RegExp(query, matchCase ? "gmu" : "gimu");
  const matches = [...text.matchAll(expression)].filter((match) => match[0] !== "");
  return matches.map((match) => /** @type {[number, number]} */ ([match.index, match.index + match[0].length]));
}

function plainOf(character, matchCase) {
  if (SAME[character]) {
    return SAME[character];
  }
  if (SILENT.test(character)) {
    return "";
  }
  if (/\s/u.test(character)) {
    return " ";
  }
  const bare = character.normalize("NFKD").replace(/\p{M}/gu, "");
  if (matchCase) {
    return bare;
  }
  return bare.toLowerCase().replace(/\p{M}/gu, "").replace("ß", "ss").replace("ı", "i").replace("ς", "σ");
}

/** Whether no letter or digit stands directly before or after. */
function isWhole(text, start, end) {
  const before = [...text.slice(Math.max(0, start - 2), start)].at(-1) ?? "";
  const after = [...text.slice(end, end + 2)][0] ?? "";
  return !IN_WORD.test(before) && !IN_WORD.test(after);
}
