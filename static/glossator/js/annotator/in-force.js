/**
 * Whether a wording was in force at some time: the rule of formats/in_force.py, which says
 * it in words; both are tested on tests/js/fixtures/in-force.json.
 */

const OPEN = 1e14;
const ANY = { first: -OPEN, last: OPEN };
/** Number of a season -> its first and last month. @type {Object<number, [number, number]>} */
const SEASONS = { 21: [3, 5], 22: [6, 8], 23: [9, 11], 24: [12, 12] };

/**
 * Partial dates (EDTF) of a situation or a text, checked by the server.
 *
 * @typedef {{begins?: string, ends?: string}} Time
 */

/**
 * @param {{in_force_from?: string, in_force_to?: string}} wording
 * @param {Time|null|undefined} time
 * @returns {"yes"|"perhaps"|"ended"|"later"}  the last two: not in force
 */
export function forceAt({ in_force_from: from = "", in_force_to: to = "" }, time) {
  const begins = days(from);
  const ends = to ? days(to) : { first: OPEN, last: OPEN };
  const since = days(time?.begins || time?.ends || "");
  const until = days(time?.ends || time?.begins || "");
  if (since.first > ends.last) {
    return "ended";
  }
  if (begins.first > until.last) {
    return "later";
  }
  const sure = Math.min(since.last, until.last) <= Math.max(ends.first, begins.first)
    && Math.min(begins.last, ends.last) <= Math.max(until.first, since.first);
  return sure ? "yes" : "perhaps";
}

/**
 * @param {string} date
 * @returns {{first: number, last: number}}  the days that it may mean, as YYYYMMDD
 */
function days(date) {
  if (!date || /[?~%]/.test(date)) {
    return ANY;
  }
  const ends = date.split("/");
  const [first, last] = [ends[0], ends[ends.length - 1]];
  return {
    first: /\d/.test(first) ? day(first, false) : -OPEN,
    last: /\d/.test(last) ? day(last, true) : OPEN,
  };
}

/** @param {string} date  without a mark @param {boolean} late  the last day, else the first */
function day(date, late) {
  const [, years, months = "", daysOf = ""] = /^Y?(-?[\dX]+)(?:-(\d\d|XX))?(?:-(\d\d|XX))?$/.exec(date) ?? [];
  const beforeChrist = years.startsWith("-");
  const year = Number(years.replace(/X/g, late !== beforeChrist ? "9" : "0"));
  let month = Number(months) || (late ? 12 : 1);
  if (month in SEASONS) {
    month = SEASONS[month][late ? 1 : 0];
  }
  return year * 10_000 + month * 100 + (Number(daysOf) || (late ? lastOf(year, month) : 1));
}

/** @param {number} year @param {number} month  from 1 */
function lastOf(year, month) {
  if (month === 2) {
    return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  }
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
