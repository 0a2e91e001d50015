import { ask, askWhose } from "./dialogs.js";
import { make } from "./dom.js";
import { shorten } from "./excerpt.js";
import { authorityWords } from "./force.js";
import { same } from "./queue.js";
import { fromAnswer } from "./rows.js";

/**
 * Let the coder decide about a change that the server did not take: one after the other,
 * and not while something is being written.
 *
 * @param {any} annotator  the element, with its model, changes and outbox
 * @param {import("./queue.js").Entry} entry
 * @param {import("./api.js").Answer} answer
 * @returns {Promise<void>}
 */
export function settle(annotator, entry, answer) {
  const waits = annotator.settling ?? Promise.resolve();
  annotator.settling = waits.catch(() => {}).then(() => settleOne(annotator, entry, answer));
  return annotator.settling;
}

async function settleOne(annotator, entry, answer) {
  const { changes, outbox, reading } = annotator;
  const stillHeld = outbox.queue.some(
    ({ id, number, state }) => id === entry.id && number === entry.number && state === "held",
  );
  if (entry.document !== annotator.dataset.document || !changes.storeOf(entry) || !stillHeld) {
    return;
  }
  if (answer.code === "id_taken") {
    await renew(annotator, entry);
  } else if (reading.isUnsaved) {
    annotator.tell("A change was not taken. Save or cancel what you write, then decide about it.");
  } else if (answer.state === "conflict" || answer.state === "gone") {
    await settleStale(annotator, entry, answer);
  } else {
    await settleRefused(annotator, entry, answer);
  }
}

/** It was changed or deleted by somebody else. */
async function settleStale(annotator, entry, answer) {
  const { api, changes, outbox } = annotator;
  // what came with a conflict may itself be deleted since
  const stands = await api.get(api.urlOf(entry));
  const deleted = stands.state === "gone" || stands.state === "missing";
  const current = stands.state === "ok" ? stands.data : deleted ? null : answer.current;
  if (entry.kind === "restore" && stands.state === "gone") {
    await outbox.release(entry.number, stands.data.version);
  } else if (entry.kind === "restore") {
    await changes.yield(entry, current ?? null);
  } else if (current) {
    await settleConflict(annotator, entry, current);
  } else {
    await settleGone(annotator, entry);
  }
}

async function settleConflict(annotator, entry, current) {
  const { changes, outbox } = annotator;
  const store = changes.storeOf(entry);
  const edits = entry.kind === "patch" || entry.kind === "put";
  const both = edits && store.again !== undefined;
  const choice = await askWhose(annotator, differences(entry, current, store), both, store.noun);
  if (choice === "later") {
    return;
  }
  if (choice === "mine" && entry.kind !== "put") {
    await outbox.release(entry.number, current.version);
    return;
  }
  const mine = store.get(entry.id);
  if (choice !== "theirs" && both && mine) {
    store.again(mine);
  }
  await changes.yield(entry, current);
}

/** The uuid belongs to a row out of sight: it gets another. */
async function renew({ changes }, entry) {
  const store = changes.storeOf(entry);
  const mine = store.get(entry.id);
  if (mine) {
    store.again?.(mine);
  }
  await changes.yield(entry, null);
}

/** Deleted by somebody while it was edited here. */
async function settleGone(annotator, entry) {
  const store = annotator.changes.storeOf(entry);
  const mine = store.again && store.get(entry.id);
  /** @type {[string, string][]} */
  const choices = [
    ["later", "Decide later"], ["leave", "Leave it deleted"], ["new", "Keep mine as a new one"],
  ];
  const sentence = `Somebody deleted this ${store.noun} while you changed it.`;
  const choice = mine ? await ask(annotator, "Deleted meanwhile", [sentence], choices) : "leave";
  if (choice === "later") {
    return;
  }
  if (choice === "new") {
    store.again(mine);
  }
  await annotator.changes.yield(entry, null);
}

/** Readable but wrong, or not allowed: show why; nothing goes without being told to. */
async function settleRefused(annotator, entry, answer) {
  const { changes, api, reading, outbox } = annotator;
  const isAnnotation = (entry.what ?? "annotation") === "annotation";
  const reasons = Object.values(answer.fields ?? {}).flat().map(String);
  const sentence = reasons.join(" ") || answer.detail || "The server refused it.";
  const mine = isAnnotation && changes.storeOf(entry).get(entry.id);
  const stands = await api.get(api.urlOf(entry));
  if (!["ok", "gone", "missing"].includes(stands.state)) {
    annotator.tell(sentence);
    return;
  }
  const edits = entry.kind === "put" || entry.kind === "patch";
  if (edits && mine && answer.state === "invalid") {
    await changes.yield(entry, stands.state === "ok" ? stands.data : null);
    reading.editing.reopen(mine, stands.state === "ok", sentence);
    return;
  }
  /** @type {[string, string][]} */
  const choices = [["later", "Keep it on this device"], ["again", "Send it again"], ["drop", "Give it up"]];
  const choice = await ask(annotator, "Not saved", [make("p", {}, sentence)], choices);
  if (choice === "again") {
    await outbox.release(entry.number, entry.version);
  } else if (choice === "drop") {
    await changes.yield(entry, stands.state === "ok" ? stands.data : null);
  }
}

function differences({ body }, current, { labels, noun }) {
  if (!body) {
    return [{ label: `This ${noun}`, mine: "deleted", theirs: "changed" }];
  }
  return Object.keys(labels)
    .filter((name) => name in body && !same(body[name], current[name]))
    .map((name) => ({ label: labels[name], mine: words(body[name]), theirs: words(current[name]) }));
}

function words(value) {
  if (Array.isArray(value)) {
    return value.map(words).join(", ") || "none";
  }
  if (value?.instrument) {
    return authorityWords(value);
  }
  if (value?.situation) {
    return `${value.relation} ${value.situation}`;
  }
  if (value && typeof value === "object") {
    const row = fromAnswer({ voice: value });
    return row.holder ? [row.holder, ...row.via].join(", via ") : "the author’s own";
  }
  return shorten(String(value ?? "none"), 120);
}
