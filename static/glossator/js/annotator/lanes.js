import { outerFirst } from "./cut.js";

/** So many underlines fit below a line of text; the rest is counted in the gutter. */
const LANES = 5;

/**
 * Give each span of a paragraph the lowest underline that is free where it begins.
 *
 * @param {import("./cut.js").Span[]} spans  those that touch the paragraph
 * @param {number} [limit]
 * @returns {{lanes: Map<string, number>, extra: number}}  lane by id, 0 for the outer
 *   ones; `extra` is how many found no lane
 */
export function assignLanes(spans, limit = LANES) {
  const ends = [];
  const lanes = new Map();
  let extra = 0;
  for (const span of [...spans].sort(outerFirst)) {
    let lane = ends.findIndex((end) => end <= span.start);
    if (lane === -1) {
      lane = ends.length;
    }
    if (lane < limit) {
      ends[lane] = span.end;
      lanes.set(span.id, lane);
    } else {
      extra += 1;
    }
  }
  return { lanes, extra };
}
