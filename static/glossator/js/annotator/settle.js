import { ask, askWhose } from "./dialogs.js";
import { shorten } from "./dom.js";
import { same } from "./queue.js";
import { fromAnswer } from "./rows.js";

const LABELS = {
  doctrine: "Doctrine", stance: "Stance", voice: "Voice", attitude: "Attitude",
  situation: "Situation", tags: "Tags", note: "Note", quote: "Passage", ground: "Ground",
  role: "Role", explicitness: "Explicitness", confidence: "Confidence",
};

/**
 * Let the coder decide about a change that the server did not take.
 *
 * @param {object} annotator  the element, with its model, changes and outbox
 * @param {import("./queue.js").Entry} entry
 * @param {import("./api.js").Answer} answer
 */
export async function settle(annotator, entry, answer) {
  if (entry.document !== annotator.dataset.document) {
    return;
  }
  const { api, changes, outbox } = annotator;
  if (answer.code === "id_taken") {
    await renew(annotator, entry);
    return;
  }
  if (answer.state !== "conflict" && answer.state !== "gone") {
    await settleRefused(annotator, entry, answer);
    return;
  }
  // what came with a conflict may itself be deleted since
  const stands = await api.get(api.annotationUrl + entry.id);
  const deleted = stands.state === "gone" || stands.state === "missing";
  const current = stands.state === "ok" ? stands.data : deleted ? null : answer.current;
  if (entry.kind === "restore" && stands.state === "gone") {
    await outbox.release(entry.number, stands.data.version);
  } else if (entry.kind === "restore") {
    await changes.yield(entry.id, current ?? null);
  } else if (current) {
    await settleConflict(annotator, entry, current);
  } else {
    await settleGone(annotator, entry);
  }
}

async function settleConflict(annotator, entry, current) {
  const { changes, outbox } = annotator;
  const edits = entry.kind === "patch" || entry.kind === "put";
  const choice = await askWhose(annotator, differences(entry, current), edits);
  if (choice === "mine" && entry.kind !== "put") {
    await outbox.release(entry.number, current.version);
    return;
  }
  const mine = annotator.model.get(entry.id);
  if (choice !== "theirs" && edits && mine) {
    changes.create(mine);
  }
  await changes.yield(entry.id, current);
}

/** The uuid belongs to a row out of sight: the mark gets another. */
async function renew({ changes, model }, entry) {
  const mine = model.get(entry.id);
  if (mine) {
    changes.create(mine);
  }
  await changes.yield(entry.id, null);
}

/** Deleted by somebody while it was edited here. */
async function settleGone(annotator, entry) {
  const mine = annotator.model.get(entry.id);
  /** @type {[string, string][]} */
  const choices = [["leave", "Leave it deleted"], ["new", "Keep mine as a new one"]];
  const sentence = "Somebody deleted this annotation while you changed it.";
  const choice = mine ? await ask(annotator, "Deleted meanwhile", [sentence], choices) : "leave";
  if (choice === "new") {
    annotator.changes.create(mine);
  }
  await annotator.changes.yield(entry.id, null);
}

/** Readable but wrong, or not allowed: show why, and keep what was typed. */
async function settleRefused(annotator, entry, answer) {
  const { changes, model, api, reading } = annotator;
  const reasons = Object.values(answer.fields ?? {}).flat().map(String);
  const sentence = reasons.join(" ") || answer.detail || "The server refused it.";
  const mine = model.get(entry.id);
  const stands = await api.get(api.annotationUrl + entry.id);
  if (stands.state === "offline" || stands.state === "failed") {
    annotator.tell(sentence);
    return;
  }
  await changes.yield(entry.id, stands.state === "ok" ? stands.data : null);
  if (entry.kind !== "delete" && entry.kind !== "restore" && mine && answer.state === "invalid") {
    reading.reopen(mine, stands.state === "ok", sentence);
  } else {
    await ask(annotator, "Not saved", [sentence], [["close", "Close"]]);
  }
}

function differences({ body }, current) {
  if (!body) {
    return [{ label: "This annotation", mine: "deleted", theirs: "changed" }];
  }
  return Object.keys(LABELS)
    .filter((name) => name in body && !same(body[name], current[name]))
    .map((name) => ({ label: LABELS[name], mine: words(body[name]), theirs: words(current[name]) }));
}

function words(value) {
  if (Array.isArray(value)) {
    return value.join(", ");
  }
  if (value && typeof value === "object") {
    const row = fromAnswer({ voice: value });
    return row.holder ? [row.holder, ...row.via].join(", via ") : "the author’s own";
  }
  return shorten(String(value ?? "none"), 120);
}
