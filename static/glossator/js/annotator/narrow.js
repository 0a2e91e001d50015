/** Below this width the panel is a sheet from below; the style sheets say the same. */
const NARROW = "(max-width: 60rem)";

/** @returns {boolean} */
export function isNarrow() {
  return window.matchMedia(NARROW).matches;
}
