/** Opening mark -> those that close it. */
const CLOSERS = {
  "“": "”", "„": "“”", "«": "»", "»": "«", "‹": "›", "‘": "’", "‚": "‘’", '"': '"', "'": "'",
};
/** A pair of these may go on to the next paragraph without being closed. */
const GOES_ON = "“„«";
const LETTER = /[\p{L}\p{N}]/u;

/**
 * Pairs of quotation marks, nested ones too; apostrophes are none.
 *
 * @param {string} text  of one paragraph
 * @returns {{open: number, close: number}[]}  UTF-16 indexes of the two marks; one that
 *   the paragraph does not close ends with it
 */
export function pairsOf(text) {
  const found = [];
  /** @type {{mark: string, open: number}[]} */
  let stack = [];
  for (let i = 0; i < text.length; i += 1) {
    const mark = text[i];
    const place = stack.findLastIndex((pair) => CLOSERS[pair.mark].includes(mark));
    if (place !== -1 && closes(text, i)) {
      found.push({ open: stack[place].open, close: i });
      stack = stack.slice(0, place);
    } else if (CLOSERS[mark] && opens(text, i)) {
      stack.push({ mark, open: i });
    }
  }
  const rest = stack.filter((pair) => GOES_ON.includes(pair.mark));
  return [...found, ...rest.map(({ open }) => ({ open, close: text.length }))];
}

/**
 * @param {string} text
 * @param {number} start  UTF-16 index
 * @param {number} end    after the last character
 * @returns {{open: number, close: number}|null}  the innermost pair around the range, which
 *   may hold the marks themselves
 */
export function pairAround(text, start, end) {
  const around = pairsOf(text).filter(({ open, close }) => open <= start && end <= close + 1);
  return around.sort((a, b) => a.close - a.open - (b.close - b.open))[0] ?? null;
}

/** After a blank, a bracket or another mark; two letters hold an apostrophe between them. */
function opens(text, i) {
  const before = text[i - 1] ?? " ";
  const after = text[i + 1] ?? " ";
  const free = !LETTER.test(before) && !/[.,;:!?…]/.test(before);
  return free && (text[i] === "«" || !/[\s.,;:!?)\]]/.test(after));
}

function closes(text, i) {
  const single = "’'‘".includes(text[i]);
  const inWord = LETTER.test(text[i - 1] ?? "") && LETTER.test(text[i + 1] ?? "");
  if (single && inWord) {
    return false;
  }
  return !/\s/.test(text[i - 1] ?? " ") || text[i] === "»" || text[i] === "«";
}
