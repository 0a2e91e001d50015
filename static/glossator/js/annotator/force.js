import { forceAt } from "./in-force.js";

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
 * @property {string} [in_force_for]  for whom the dates hold, when not for all
 */

/** @typedef {import("./in-force.js").Time} Time */

/** @param {Provision} provision @returns {string}  "Winter Pact Art. 7 (2019)" */
export function provisionName({ instrument, locator, version }) {
  return `${instrument} ${locator}`.trim() + (version ? ` (${version})` : "");
}

/** @param {{instrument: string, locator: string, version: string, reliance?: string}} authority */
export function authorityWords(authority) {
  return provisionName(authority) + (authority.reliance ? ", a superseded wording" : "");
}

/** @param {Provision} provision @returns {string}  "" when no date is known */
export function forceWords({ in_force_from: from, in_force_to: to, in_force_for: whom }) {
  const dates = from && to ? `${dateWords(from)} to ${dateWords(to)}`
    : from ? `since ${dateWords(from)}` : to ? `until ${dateWords(to)}` : "";
  return dates && `in force ${whom ? `for ${whom} ` : ""}${dates}`;
}

/**
 * What to tell when a wording was not in force in a situation; nothing is said of what
 * the dates leave open.
 *
 * @param {Provision} provision
 * @param {Time & {code: string}|null|undefined} situation
 * @returns {string}  one sentence, else ""
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
 * Other wordings of the same place that were in force in a situation.
 *
 * @param {Provision} provision
 * @param {Provision[]} all
 * @param {Time|null|undefined} time
 */
export function inForceInstead(provision, all, time) {
  return all.filter((other) => other.instrument === provision.instrument && other.locator === provision.locator
    && other.version !== provision.version && forceAt(other, time) === "yes");
}

/**
 * Those in force at a time first, those that were not last; else as they come.
 *
 * @param {Provision[]} provisions
 * @param {Time|null|undefined} time
 * @returns {{item: Provision, hint: string}[]}
 */
export function byForce(provisions, time) {
  const order = ["yes", "perhaps", "later", "ended"];
  const said = { yes: "in force then", ended: "no longer in force then", later: "not yet in force then", perhaps: "" };
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
