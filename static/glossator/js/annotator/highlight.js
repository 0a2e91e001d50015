/** Passing paint, where the browser has the Highlight API; nothing depends on it. */
const supported = typeof Highlight !== "undefined" && Boolean(globalThis.CSS?.highlights);

/**
 * @param {string} name  as in ::highlight(glossator-…) of the style sheets
 * @param {Range[]} ranges  none takes the paint away
 */
export function highlight(name, ranges) {
  if (!supported) {
    return;
  }
  if (ranges.length) {
    CSS.highlights.set(`glossator-${name}`, new Highlight(...ranges));
  } else {
    CSS.highlights.delete(`glossator-${name}`);
  }
}
