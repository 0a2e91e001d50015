/**
 * @typedef {object} Doctrine
 * @property {string} slug
 * @property {string|null} parent
 * @property {string} name
 * @property {string} path        names from the root, as shown
 * @property {string} definition
 * @property {string} [include]
 * @property {string} [exclude]
 * @property {string} pin_cite
 * @property {boolean} [checked]  whether the pin-cite was compared with its source
 * @property {string} polarity    "+", "-" or "0"
 * @property {string|number} palette
 * @property {boolean} retired
 * @property {number} uses
 * @property {string} [key]       a character of its own
 * @property {string|null} [replaced_by]  slug, of a retired one
 * @property {string} [html_url]
 */

/** So many recent choices have a digit of their own. */
export const RECENTS = 9;

/**
 * Doctrines that hold every word of the query in name, path, pin-cite or definition.
 *
 * @param {Doctrine[]} doctrines
 * @param {string} query       words in any order; case and accents do not matter
 * @param {string[]} [recents] slugs, latest first; they come first in an empty query
 * @returns {Doctrine[]}       best first: where it was found, then the most used
 */
export function searchDoctrines(doctrines, query, recents = []) {
  const words = fold(query).split(/\s+/).filter(Boolean);
  const places = new Map(words.length ? [] : recents.map((slug, place) => [slug, place]));
  const recent = (slug) => places.get(slug) ?? RECENTS;
  return doctrines
    .filter((doctrine) => !doctrine.retired)
    .map((doctrine, order) => ({ doctrine, order, rank: rankOf(doctrine, words) }))
    .filter((entry) => entry.rank < Infinity)
    .sort(
      (a, b) =>
        recent(a.doctrine.slug) - recent(b.doctrine.slug) ||
        a.rank - b.rank ||
        (b.doctrine.uses ?? 0) - (a.doctrine.uses ?? 0) ||
        a.order - b.order,
    )
    .map((entry) => entry.doctrine);
}

/**
 * @param {string[]} names
 * @param {string} query
 * @param {number} [limit]
 * @returns {string[]}  names that hold the query, those that begin with it first
 */
export function searchNames(names, query, limit = 8) {
  const wanted = fold(query.trim());
  const places = names.map((name) => ({ name, place: foldedName(name).indexOf(wanted) }));
  return places
    .filter((entry) => entry.place !== -1)
    .sort((a, b) => Math.sign(a.place) - Math.sign(b.place) || a.name.localeCompare(b.name))
    .slice(0, limit)
    .map((entry) => entry.name);
}

/**
 * @param {string[]} recents  slugs, latest first
 * @param {string} slug       the one just used
 * @returns {string[]}        a new list, at most RECENTS long
 */
export function remember(recents, slug) {
  return [slug, ...recents.filter((other) => other !== slug)].slice(0, RECENTS);
}

/**
 * @param {string} text
 * @returns {string}  without case and accents, for comparing only
 */
export function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** @type {Map<string, string>} */
const foldedNames = new Map();

function foldedName(name) {
  let folded = foldedNames.get(name);
  if (folded === undefined) {
    folded = fold(name);
    foldedNames.set(name, folded);
  }
  return folded;
}

function rankOf(doctrine, words) {
  const folded = foldedOf(doctrine);
  let rank = 0;
  for (const word of words) {
    rank += placeOf(word, folded);
  }
  return rank;
}

/**
 * Folded once, not at each key.
 *
 * @type {WeakMap<Doctrine, {name: string, path: string, cite: string, definition: string}>}
 */
const known = new WeakMap();

function foldedOf(doctrine) {
  let folded = known.get(doctrine);
  if (!folded) {
    const { name, path, pin_cite: cite, definition, include } = doctrine;
    const of = (text) => fold(text ?? "");
    folded = {
      name: of(name), path: of(path), cite: of(cite), definition: of(`${definition ?? ""} ${include ?? ""}`),
    };
    known.set(doctrine, folded);
  }
  return folded;
}

function placeOf(word, { name, path, cite, definition }) {
  if (name === word) return 0;
  if (name.startsWith(word)) return 1;
  if (name.includes(` ${word}`)) return 2;
  if (name.includes(word)) return 3;
  if (cite.includes(word)) return 4;
  if (path.includes(word)) return 8;
  if (definition.includes(word)) return 16;
  return Infinity;
}
