import { BLANK } from "./annotation.js";
import { quoteOf } from "./offsets.js";
import { same } from "./queue.js";

/** Fields that a row and the server's object share as they are. */
const PLAIN = [
  "doctrine", "stance", "attitude", "situation", "ground", "role", "explicitness",
  "confidence", "authority", "comparators", "tags", "note",
];

/**
 * @param {object} answer  the server's object of one annotation, or a body for it
 * @returns {import("./annotation.js").Annotation}
 */
export function fromAnswer(answer) {
  const row = { ...BLANK, status: "proposed", version: null, coder: "" };
  return { ...merged(row, answer), id: answer.id };
}

/**
 * @param {Partial<import("./annotation.js").Annotation>} row
 * @param {object} body  fields as the server names them
 * @returns {import("./annotation.js").Annotation}  a new row with those fields
 */
export function merged(row, body) {
  const next = /** @type {import("./annotation.js").Annotation} */ ({ ...row });
  for (const name of [...PLAIN, "start", "end", "status", "version", "coder"]) {
    if (name in body) {
      next[name] = body[name] ?? BLANK[name] ?? null;
    }
  }
  if (body.voice) {
    next.holder = body.voice.holder || null;
    next.via = body.voice.via ?? [];
  }
  return next;
}

/**
 * The body of the PUT that makes a row.
 *
 * @param {import("./annotation.js").Annotation} row
 * @param {string} document  its id
 * @param {import("./offsets.js").Paragraph[]} paragraphs
 */
export function bodyOf(row, document, paragraphs) {
  const body = {
    id: row.id,
    document: Number(document),
    ...spanOf(row, paragraphs),
    voice: voiceOf(row),
  };
  for (const name of PLAIN) {
    if (name === "situation" || !same(row[name], "")) {
      body[name] = row[name];
    }
  }
  return body;
}

/**
 * What a PATCH has to say, and what takes it back.
 *
 * @param {import("./annotation.js").Annotation} before
 * @param {import("./annotation.js").Annotation} after
 * @param {import("./offsets.js").Paragraph[]} paragraphs
 * @returns {{body: object, before: object}|null}  null when nothing differs
 */
export function difference(before, after, paragraphs) {
  const body = {};
  const old = {};
  const take = (name, was, is) => {
    old[name] = was;
    body[name] = is;
  };
  for (const name of PLAIN) {
    if (!same(before[name], after[name])) {
      take(name, before[name], after[name]);
    }
  }
  if (!same(voiceOf(before), voiceOf(after))) {
    take("voice", voiceOf(before), voiceOf(after));
  }
  if (before.start !== after.start || before.end !== after.end) {
    Object.assign(old, spanOf(before, paragraphs));
    Object.assign(body, spanOf(after, paragraphs));
  }
  return Object.keys(body).length ? { body, before: old } : null;
}

function voiceOf({ holder, via }) {
  return holder ? { kind: "attributed", holder, via } : { kind: "own" };
}

function spanOf({ start, end }, paragraphs) {
  return { start, end, quote: quoteOf(paragraphs, start, end) };
}
