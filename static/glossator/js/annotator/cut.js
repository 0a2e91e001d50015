/**
 * @typedef {object} Span
 * @property {string} id
 * @property {number} start  code point of the document
 * @property {number} end    code point of the document, after the last character
 *
 * @typedef {object} Segment
 * @property {number} start
 * @property {number} end
 * @property {string[]} ids  of the spans that cover it, outer first; empty for plain text
 */

/**
 * Outer before inner: by start, then the longer first, then by id.
 *
 * @param {Span} a
 * @param {Span} b
 */
export function outerFirst(a, b) {
  return a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/**
 * Cut one paragraph where annotations begin and end.
 *
 * The reading view does the same on the server; both are tested on one shared fixture.
 *
 * @param {number} start  code point of the document where the paragraph begins
 * @param {number} end    code point of the document after its last character
 * @param {Span[]} spans  any that touch it; they may begin before and end after it
 * @returns {Segment[]}   without gaps; together they are the paragraph
 */
export function cut(start, end, spans) {
  const inside = spans.filter((span) => span.start < end && span.end > start);
  inside.sort(outerFirst);
  const borders = new Set([start, end]);
  for (const span of inside) {
    borders.add(Math.max(start, span.start));
    borders.add(Math.min(end, span.end));
  }
  const places = [...borders].sort((a, b) => a - b);
  const segments = [];
  let open = [];
  let next = 0;
  for (let i = 0; i + 1 < places.length; i += 1) {
    open = open.filter((span) => span.end > places[i]);
    while (next < inside.length && inside[next].start <= places[i]) {
      open.push(inside[next]);
      next += 1;
    }
    const ids = open.map((span) => span.id);
    segments.push({ start: places[i], end: places[i + 1], ids });
  }
  return segments;
}
