/**
 * The stances in the order of the form. The glyph and the line style tell them apart
 * without colour; `said` is the word for a list or a screen reader.
 */
export const STANCES = [
  { value: "asserts", name: "Asserts", said: "asserted", glyph: "+" },
  { value: "denies", name: "Denies", said: "denied", glyph: "−" },
  { value: "doubts", name: "Doubts", said: "doubted", glyph: "?" },
  { value: "concedes", name: "Concedes", said: "conceded", glyph: "∗" },
  { value: "reports", name: "Reports", said: "reported", glyph: "“" },
  { value: "predicts", name: "Predicts", said: "predicted", glyph: "→" },
];

const UNKNOWN = { value: "", name: "No stance", said: "without stance", glyph: "·" };

/** @param {string} value @returns {typeof UNKNOWN} */
export function stanceOf(value) {
  return STANCES.find((stance) => stance.value === value) ?? UNKNOWN;
}
