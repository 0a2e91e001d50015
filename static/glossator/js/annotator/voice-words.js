/** Said after "the text". */
const ATTITUDES = {
  endorses: "the text endorses it",
  rejects: "the text rejects it",
  doubts: "the text doubts it",
  neutral: "the text is neutral",
  unclear: "the text’s attitude is not clear",
};

/**
 * @param {{holder: string|null, via: string[], attitude: string}} row
 * @returns {string[]}  whose claim, through whom, and how the text takes it; none for the
 *   author's own
 */
export function voiceWords({ holder, via, attitude }) {
  if (!holder) {
    return [];
  }
  const whose = [`by ${holder}`, ...via.map((name) => `via ${name}`)].join(", ");
  return [whose, ATTITUDES[attitude]].filter(Boolean);
}
