import { ask, comparison } from "./dialogs.js";
import { make } from "./dom.js";
import { stanceOf } from "./stances.js";
import { voiceWords } from "./voice-words.js";

/**
 * Whether two annotations that say different things shall become one.
 *
 * @param {HTMLElement} host
 * @param {{label: string, stands: any, goes: any}[]} differences  as of merge()
 * @returns {Promise<boolean>}
 */
export async function askMerge(host, differences) {
  const rows = differences.map(({ label, stands, goes }) => [label, said(label, stands), said(label, goes)]);
  const table = comparison(["", "Stands", "Goes"], rows);
  const sentence = make("p", {}, "The two say different things. What the chosen one says stands; tags and notes are kept of both.");
  const choice = await ask(host, "Merge the two?", [sentence, table], [["", "Cancel"], ["merge", "Merge"]]);
  return choice === "merge";
}

function said(label, value) {
  if (label === "Voice") {
    return voiceWords(value).join("; ") || "the author’s own";
  }
  if (label === "Stance") {
    return stanceOf(value).said;
  }
  return typeof value === "string" ? value : Object.values(value ?? {}).filter(Boolean).join(", ");
}
