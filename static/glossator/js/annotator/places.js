/**
 * A place to come back to.
 *
 * @typedef {object} Kept
 * @property {string} document
 * @property {number} start  code point of the paragraph at the top of the window
 * @property {number} above  pixels from the top of the window to that paragraph
 */

/** So many texts are remembered, the latest first. */
export const MOST = 200;

/** @param {any} stored  by withPlace, or spoilt @returns {Kept[]} */
export function keptPlaces(stored) {
  return Array.isArray(stored) ? stored.filter(isKept) : [];
}

/** @param {Kept[]} places @param {string} document @returns {Kept|undefined} */
export function placeOf(places, document) {
  return places.find((place) => place.document === document);
}

/**
 * @param {Kept[]} places
 * @param {string} document
 * @param {{start: number, above: number}|null} place  null: nothing to remember
 * @returns {Kept[]}
 */
export function withPlace(places, document, place) {
  const others = places.filter((other) => other.document !== document);
  return (place ? [{ document, ...place }, ...others] : others).slice(0, MOST);
}

function isKept(place) {
  return typeof place?.document === "string" && Number.isInteger(place.start) && place.start >= 0
    && Number.isFinite(place.above);
}
