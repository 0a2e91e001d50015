/**
 * The order of what has to be sent, without network and without storage.
 *
 * @typedef {import("./undo.js").Change} Change
 *
 * @typedef {object} Entry
 * @property {number} number    place in the queue
 * @property {Change["what"]} [what]  an annotation when nothing is said
 * @property {string} id        its uuid
 * @property {string} document  id of its text
 * @property {Change["kind"]} kind
 * @property {object} [body]
 * @property {string[]} [needs] uuids whose entries go before it
 * @property {number|null} version  the one the coder saw; null means: the one that the
 *   entry before it makes
 * @property {number} attempts
 * @property {"waiting"|"held"} state  held: needs the coder's decision
 * @property {object} [answer]  why it is held
 */

/**
 * Put a change at the end, or into an edit that has not been sent yet.
 *
 * @param {Entry[]} queue
 * @param {Change & {document: string}} change
 * @param {number|null} version  null for a new annotation
 * @returns {Entry[]}
 */
export function enqueue(queue, change, version) {
  const { what, kind, id, body, document, needs } = change;
  const earlier = queue.findLast((entry) => entry.id === id);
  if (kind === "patch" && earlier && isOpen(earlier)) {
    const merged = { ...earlier, body: { ...earlier.body, ...body } };
    return queue.map((entry) => (entry === earlier ? merged : entry));
  }
  const number = (queue.at(-1)?.number ?? 0) + 1;
  const known = earlier ? null : version;
  const entry = { number, id, document, kind, body, version: known };
  const more = { ...(what && { what }), ...(needs && { needs }) };
  return [...queue, { ...entry, ...more, attempts: 0, state: "waiting" }];
}

/**
 * @param {Entry[]} queue
 * @returns {Entry|undefined}  the first that waits for no earlier one about its id, nor
 *   about what it needs
 */
export function nextEntry(queue) {
  const seen = new Set();
  return queue.find((entry) => {
    const first = ![entry.id, ...(entry.needs ?? [])].some((id) => seen.has(id));
    seen.add(entry.id);
    return first && entry.state === "waiting";
  });
}

/** @param {Entry[]} queue @param {number} number @returns {Entry[]} */
export function attempted(queue, number) {
  return replace(queue, number, (entry) => ({ ...entry, attempts: entry.attempts + 1 }));
}

/**
 * The server has it: later changes of the same thing follow its new version.
 *
 * @param {Entry[]} queue
 * @param {number} number
 * @param {number} version  that the request made
 * @returns {Entry[]}
 */
export function acknowledged(queue, number, version) {
  const done = queue.find((entry) => entry.number === number);
  const rest = queue.filter((entry) => entry !== done);
  const follower = done && rest.find((entry) => entry.id === done.id);
  return follower ? replace(rest, follower.number, (entry) => ({ ...entry, version })) : rest;
}

/** @param {Entry[]} queue @param {number} number @param {object} answer @returns {Entry[]} */
export function held(queue, number, answer) {
  return replace(queue, number, (entry) => ({ ...entry, state: "held", answer }));
}

/**
 * Send a held one again, over the version that the coder has now seen.
 *
 * @param {Entry[]} queue
 * @param {number} number
 * @param {number} version
 * @returns {Entry[]}
 */
export function released(queue, number, version) {
  const again = { state: "waiting", version, attempts: 0, answer: undefined };
  return replace(queue, number, (entry) => ({ ...entry, ...again }));
}

/**
 * What windows that are gone left behind, numbered to follow a queue.
 *
 * @param {Entry[]} queue
 * @param {Entry[][]} found
 * @returns {Entry[]}  without the queue
 */
export function adopted(queue, found) {
  const last = queue.at(-1)?.number ?? 0;
  return found.flat().map((entry, index) => ({ ...entry, number: last + index + 1 }));
}

/** Give up all that is queued about one id. @param {Entry[]} queue @param {string} id */
export function dropped(queue, id) {
  return queue.filter((entry) => entry.id !== id);
}

/** @param {Entry[]} queue @param {string} id @returns {boolean} */
export function isBusy(queue, id) {
  return queue.some((entry) => entry.id === id);
}

/**
 * Whether a refused request has its wish fulfilled already: the answer to an earlier try
 * was lost, or another window sent the same.
 *
 * @param {Entry} entry
 * @param {{state: string, current?: object, row?: object}} answer
 * @returns {boolean}
 */
export function wasDone(entry, answer) {
  if (entry.kind === "delete") {
    return answer.state === "gone";
  }
  if (entry.kind === "restore") {
    // nothing but a restore follows the version that was deleted
    return answer.state === "conflict" && answer.current?.version === entry.version + 1;
  }
  if (entry.kind !== "patch" || answer.state !== "conflict" || !answer.current) {
    return false;
  }
  const wanted = Object.entries(entry.body ?? {});
  return wanted.every(([name, value]) => same(answer.current[name], value));
}

/**
 * Equal as JSON, where an absent field and an empty one mean the same.
 *
 * @param {unknown} a
 * @param {unknown} b
 * @returns {boolean}
 */
export function same(a, b) {
  if (isEmpty(a) || isEmpty(b)) {
    return isEmpty(a) && isEmpty(b);
  }
  if (typeof a !== "object" || typeof b !== "object") {
    return a === b;
  }
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => same(a[name], b[name]));
}

function isEmpty(value) {
  return value === undefined || value === null || value === "" || value?.length === 0;
}

/** A put or patch that nobody has tried to send can still take changes in. */
function isOpen(entry) {
  const editable = entry.kind === "put" || entry.kind === "patch";
  return editable && entry.state === "waiting" && entry.attempts === 0;
}

function replace(queue, number, change) {
  return queue.map((entry) => (entry.number === number ? change(entry) : entry));
}
