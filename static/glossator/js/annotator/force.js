const MONTHS = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September",
  "October", "November", "December",
];

/**
 * @typedef {object} Provision
 * @property {string} instrument
 * @property {string} locator        such as "Art. 4"
 * @property {string} version        which wording
 * @property {string} [in_force_from]  a partial date: "2012", "2012-12", "2012-12-19"
 * @property {string} [in_force_to]
 * @property {string} [link]
 * @property {string} [description]
 */

/** @param {Provision} provision @returns {string}  "Winter Pact Art. 7 (2019)" */
export function provisionName({ instrument, locator, version }) {
  return `${instrument} ${locator}`.trim() + (version ? ` (${version})` : "");
}

/** @param {Provision} provision @returns {string}  "" when no date is known */
export function forceWords({ in_force_from: from, in_force_to: to }) {
  if (from && to) {
    return `in force ${dateWords(from)} to ${dateWords(to)}`;
  }
  return from ? `in force since ${dateWords(from)}` : to ? `in force until ${dateWords(to)}` : "";
}

/**
 * Whether a wording was in force when something happened. A date that lacks its day or
 * month counts as doubtful in its favour; nothing is said of what is not known.
 *
 * @param {Provision} provision
 * @param {{code: string, begins?: string, ends?: string}|null|undefined} situation
 * @returns {string}  one sentence when it was not, else ""
 */
export function forceWarning(provision, situation) {
  const { in_force_from: from, in_force_to: to } = provision;
  const force = forceAt(provision, situation);
  const when = situation && `in ${situation.code} (${dateWords(situation.begins || situation.ends || "")})`;
  if (force === "ended") {
    return `This wording was no longer in force ${when}: it ended ${dateWords(to)}. It may still be what the author relies on.`;
  }
  if (force === "later") {
    return `This wording was not yet in force ${when}: it began ${dateWords(from)}. It may still be what the author relies on.`;
  }
  return "";
}

/**
 * @param {Provision} provision
 * @param {{begins?: string, ends?: string}|null|undefined} time
 * @returns {""|"in force"|"ended"|"later"}  "" when a date is not known
 */
function forceAt({ in_force_from: from, in_force_to: to }, time) {
  const begins = plain(time?.begins || time?.ends || "");
  const ends = plain(time?.ends || time?.begins || "");
  if (!begins || !ends || !(from || to)) {
    return "";
  }
  if (to && isBefore(to, begins)) {
    return "ended";
  }
  return from && isBefore(ends, from) ? "later" : "in force";
}

/**
 * Those in force at a time first, those that were not last; else as they come.
 *
 * @param {Provision[]} provisions
 * @param {{begins?: string, ends?: string}|null|undefined} time
 * @returns {{item: Provision, hint: string}[]}
 */
export function byForce(provisions, time) {
  const order = ["in force", "", "later", "ended"];
  const said = { "in force": "in force then", ended: "no longer in force then", later: "not yet in force then", "": "" };
  const all = provisions.map((item) => ({ item, force: forceAt(item, time) }));
  all.sort((a, b) => order.indexOf(a.force) - order.indexOf(b.force));
  return all.map(({ item, force }) => ({ item, hint: [said[force], forceWords(item)].filter(Boolean).join(": ") }));
}

/** @param {string} date  a partial one @returns {string}  "19 December 2012" */
export function dateWords(date) {
  const [year, month, day] = plain(date).split("-");
  return [day && String(Number(day)), month && MONTHS[Number(month) - 1], year].filter(Boolean).join(" ");
}

/**
 * What can be compared of a date of a situation, which may be doubtful, about or a
 * season: "2022-01" of "2022-01~", "2022" of "2022-21"; "" of an interval or a decade.
 *
 * @param {string} date
 */
function plain(date) {
  const known = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?(?![\dX])/.exec(date);
  return known && !date.includes("/") ? known[0] : "";
}

/** As far as both are known: 2012-12-19 does not lie before 2012-12. */
function isBefore(one, other) {
  const length = Math.min(one.length, other.length);
  return one.slice(0, length) < other.slice(0, length);
}
