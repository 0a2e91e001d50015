/** Colours of the palette, and 0 for what has none. */
export const COLOURS = 13;

/**
 * How many annotations of each colour lie on each row of the overview.
 *
 * @param {{start: number, end: number}[]} ranges  code points of the document
 * @param {(i: number) => number} colourOf  of the i-th range, 0 to 12
 * @param {number} length  of the document
 * @param {number} rows    of the overview
 * @returns {Uint16Array}  row * COLOURS + colour -> number
 */
export function densityOf(ranges, colourOf, length, rows) {
  const counts = new Uint16Array(rows * COLOURS);
  const scale = rows / Math.max(1, length);
  for (let i = 0; i < ranges.length; i += 1) {
    const last = rowOf(ranges[i].end - 1, scale, rows);
    const colour = colourOf(i);
    for (let row = rowOf(ranges[i].start, scale, rows); row <= last; row += 1) {
      counts[row * COLOURS + colour] += 1;
    }
  }
  return counts;
}

/**
 * The bars of one row: the most frequent colour first, all together as wide as the row is
 * dense.
 *
 * @param {Uint16Array} counts  of densityOf
 * @param {number} row
 * @param {number} width        pixels
 * @returns {{colour: number, from: number, to: number}[]}
 */
export function barsOf(counts, row, width) {
  const found = [];
  let all = 0;
  for (let colour = 0; colour < COLOURS; colour += 1) {
    const number = counts[row * COLOURS + colour];
    if (number) {
      found.push({ colour, number });
      all += number;
    }
  }
  found.sort((a, b) => b.number - a.number);
  const wide = width * Math.min(1, 0.4 + 0.15 * all);
  let before = 0;
  return found.map(({ colour, number }) => {
    const from = (wide * before) / all;
    before += number;
    return { colour, from, to: (wide * before) / all };
  });
}

/**
 * A number that is another one when an annotation came, went, moved or changed its colour.
 *
 * @param {{start: number, end: number}[]} ranges
 * @param {(i: number) => number} colourOf
 * @returns {number}
 */
export function signatureOf(ranges, colourOf) {
  let signature = ranges.length;
  for (let i = 0; i < ranges.length; i += 1) {
    signature = (Math.imul(signature, 31) + ranges[i].start) | 0;
    signature = (Math.imul(signature, 31) + ranges[i].end * COLOURS + colourOf(i)) | 0;
  }
  return signature;
}

function rowOf(codePoint, scale, rows) {
  return Math.min(rows - 1, Math.max(0, Math.floor(codePoint * scale)));
}
