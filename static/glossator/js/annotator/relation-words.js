/**
 * Kind -> [what the source does, what is done to the target], in the order of the keys.
 *
 * @type {Object<string, [string, string]>}
 */
export const KINDS = {
  supports: ["supports", "is supported by"],
  rebuts: ["rebuts", "is rebutted by"],
  distinguishes: ["distinguishes", "is distinguished by"],
  relies_on: ["relies on", "is relied on by"],
  concedes: ["concedes", "is conceded by"],
};

/**
 * One end of a relation, in short.
 *
 * @typedef {object} End
 * @property {string} id
 * @property {number} document
 * @property {string} title   of the text
 * @property {number} start
 * @property {string} quote
 * @property {string} doctrine_name
 * @property {string} stance
 * @property {string|null} holder
 * @property {string} coder
 * @property {string} html_url
 */

/**
 * The relations of a text as an outline: what leaves each annotation, in the order of the
 * text; what comes from other texts stands last.
 *
 * @param {{kind: string, source: End, target: End}[]} rows
 * @param {number} document  the text's id
 * @returns {{source: End, kinds: {kind: string, rows: any[]}[]}[]}
 */
export function outlineOf(rows, document) {
  const place = ({ source }) => [Number(source.document !== document), source.document, source.start, source.id];
  const sorted = [...rows].sort((a, b) => compare(place(a), place(b)) || compare([a.target.start], [b.target.start]));
  const order = Object.keys(KINDS);
  const sources = new Map();
  for (const row of sorted) {
    if (!sources.has(row.source.id)) {
      sources.set(row.source.id, { source: row.source, kinds: new Map() });
    }
    const { kinds } = sources.get(row.source.id);
    kinds.set(row.kind, [...(kinds.get(row.kind) ?? []), row]);
  }
  return [...sources.values()].map(({ source, kinds }) => ({
    source,
    kinds: order.filter((kind) => kinds.has(kind)).map((kind) => ({ kind, rows: kinds.get(kind) })),
  }));
}

function compare(a, b) {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at === -1 ? 0 : a[at] < b[at] ? -1 : 1;
}
