/**
 * One annotation as the page knows it. Offsets are code points of the document.
 *
 * @typedef {object} Annotation
 * @property {string} id           the uuid
 * @property {number} start
 * @property {number} end          after the last character
 * @property {string} doctrine     slug
 * @property {string} stance
 * @property {string|null} holder  an actor's name; null is the text's own voice
 * @property {string[]} via
 * @property {string} attitude
 * @property {string|null} situation
 * @property {string[]} tags
 * @property {string} note
 * @property {string} status
 * @property {number|null} version  null until the server has acknowledged it
 * @property {string} coder        the coder's name
 * @property {number|null} by      the coder's id
 * @property {boolean} [pending]    painted, not yet acknowledged
 */

/** All that an annotation says of its passage, before anything is chosen. */
export const BLANK = {
  doctrine: "", stance: "", holder: null, via: [], attitude: "", situation: null, tags: [], note: "",
  ground: "", role: "", explicitness: "", confidence: "", authority: null, comparators: [],
};

/** Fields that the list of a document's annotations leaves out; see wholes.js. */
export const SELDOM = ["ground", "role", "explicitness", "confidence", "authority", "comparators"];

/**
 * @param {object} columns  arrays of one length, by name
 * @returns {Annotation[]}
 */
export function rowsOf(columns) {
  const at = (name, i, fallback) => columns[name]?.[i] ?? fallback;
  return columns.uuid.map((id, i) => ({
    id,
    start: columns.start[i],
    end: columns.end[i],
    doctrine: columns.doctrine[i],
    stance: columns.stance[i],
    holder: at("holder", i, null),
    via: at("via", i, []),
    attitude: at("attitude", i, ""),
    situation: at("situation", i, null),
    tags: at("tags", i, []),
    note: at("note", i, ""),
    status: at("status", i, "proposed"),
    version: at("version", i, 1),
    coder: at("coder", i, ""),
    by: at("by", i, null),
    ground: at("ground", i, ""),
    role: at("role", i, ""),
    explicitness: at("explicitness", i, ""),
    confidence: at("confidence", i, ""),
  }));
}
