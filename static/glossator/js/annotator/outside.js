/**
 * A stretch outside the text, in code points of the document.
 *
 * @typedef {{id: string, start: number, end: number, kind: string} & Object<string, any>} Region
 */

/**
 * @param {Region[]} regions
 * @param {number} start
 * @param {number} end
 * @returns {Region|undefined}  one that holds the whole range
 */
export function covering(regions, start, end) {
  return regions.find((region) => region.start <= start && end <= region.end);
}

/**
 * How regions lie in one paragraph; white space at its end does not count.
 *
 * @param {Region[]} regions
 * @param {import("./offsets.js").Paragraph} paragraph
 * @returns {{whole: Region|null, parts: {start: number, end: number}[], first: Region|null}}
 *   whole: one that holds all of it; parts: what else is outside; first: the first of either
 */
export function outsideOf(regions, { start, end, text }) {
  const blank = text.length - text.trimEnd().length;
  const whole = covering(regions, start, Math.max(end - blank, start + 1)) ?? null;
  const touching = regions.filter((region) => region.start < end && region.end > start);
  const parts = whole
    ? []
    : touching.map((region) => ({ start: Math.max(region.start, start), end: Math.min(region.end, end) }));
  return { whole, parts, first: whole ?? touching[0] ?? null };
}

/**
 * The next range that is not outside, by stepping.
 *
 * @param {Region[]} regions
 * @param {number} from
 * @param {1|-1} step
 * @param {(from: number) => {start: number, end: number}|null} next  the next range from there
 * @returns {{start: number, end: number}|null}
 */
export function skipping(regions, from, step, next) {
  let found = next(from);
  for (let region = found && covering(regions, found.start, found.end); region; ) {
    found = next(step === 1 ? region.end : region.start);
    region = found && covering(regions, found.start, found.end);
  }
  return found;
}
