import { quoteOf } from "./offsets.js";

/**
 * @param {string} text
 * @param {number} [length]  in code points
 * @returns {string}  on one line, without some words of its middle when it is longer
 */
export function shorten(text, length = 80) {
  const line = [...text.replace(/\s+/gu, " ").trim()];
  if (line.length <= length) {
    return line.join("");
  }
  const tail = Math.floor(length / 4);
  const head = length - tail - 3;
  // one character more tells whether a word ends at the cut
  const before = line.slice(0, head + 1).join("").replace(/\s\S*$/u, "");
  const after = line.slice(-tail - 1).join("").replace(/^\S*\s/u, "");
  return `${[...before].slice(0, head).join("")} … ${[...after].slice(-tail).join("")}`;
}

/**
 * @param {import("./offsets.js").Paragraph[]} paragraphs
 * @param {{start: number, end: number}} range
 * @param {number} length  in code points
 * @returns {string}  the words of the range, shortened
 */
export function excerpt(paragraphs, { start, end }, length) {
  return shorten(quoteOf(paragraphs, start, end), length);
}
