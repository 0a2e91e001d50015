import { make, makeButton } from "./dom.js";
import { labelled } from "./fields.js";

/**
 * Ask one question in a modal dialog.
 *
 * @param {HTMLElement} host     where the dialog is put for the while
 * @param {string} heading
 * @param {(Node|string)[]} content
 * @param {[string, string][]} choices  [value, words on the button], the safest first
 * @returns {Promise<string>}    the value chosen; that of the first for Escape
 */
export function ask(host, heading, content, choices) {
  return new Promise((resolve) => {
    const buttons = choices.map(([value, words]) =>
      makeButton(words, { class: "button" }, () => dialog.close(value)),
    );
    const row = make("div", { class: "form-buttons" }, ...buttons);
    const id = `dialog-${Date.now()}`;
    // no button has the focus at first: Enter may still belong to what was done before
    const title = make("h2", { id, tabindex: "-1", autofocus: !hasFocus(content) }, heading);
    const dialog = make("dialog", { "aria-labelledby": id }, title, ...content, row);
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue || choices[0][0]);
    });
    host.append(dialog);
    dialog.showModal();
  });
}

function hasFocus(content) {
  return content.some((part) => part instanceof Element && part.querySelector("[autofocus]"));
}

/**
 * Ask for one line of words.
 *
 * @param {HTMLElement} host
 * @param {string} heading
 * @param {string} label
 * @param {string} value  to begin with
 * @param {string} yes    the word on the button that takes it
 * @returns {Promise<string|null>}  trimmed; null for Cancel
 */
export async function askText(host, heading, label, value, yes) {
  const input = make("input", { type: "text", value, autofocus: true });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      input.closest("dialog").close("yes");
    }
  });
  const choice = await ask(host, heading, [labelled(label, input)], [["", "Cancel"], ["yes", yes]]);
  return choice === "yes" ? input.value.trim() : null;
}

/**
 * Two versions of one thing, and which of them to keep.
 *
 * @param {HTMLElement} host
 * @param {{label: string, mine: string, theirs: string}[]} fields  that differ
 * @param {boolean} both  whether both can be kept
 * @param {string} [noun]  what it is
 * @returns {Promise<string>}  "later", "theirs", "mine" or "both"
 */
export function askWhose(host, fields, both, noun = "annotation") {
  const rows = fields.map(({ label, mine, theirs }) => [label, mine, theirs]);
  const table = comparison(["", "Yours", "Theirs"], rows);
  const sentence = make("p", {}, `Somebody changed this ${noun} while you did. Nothing is lost yet.`);
  /** @type {[string, string][]} */
  const choices = [["later", "Decide later"], ["theirs", "Keep theirs"], ["mine", "Keep mine"]];
  if (both) {
    choices.push(["both", "Keep both"]);
  }
  return ask(host, "Which one should stand?", [sentence, table], choices);
}

/**
 * @param {string[]} head
 * @param {string[][]} rows  of what differs: the field, and how either says it
 * @returns {HTMLTableElement}
 */
export function comparison(head, rows) {
  // a head without words heads nothing
  const columns = head.map((word) => (word ? make("th", { scope: "col" }, word) : make("td", {})));
  const lines = rows.map(([label, ...values]) =>
    make("tr", {}, make("th", { scope: "row" }, label), ...values.map((value) => make("td", {}, value))),
  );
  const body = make("tbody", {}, ...lines);
  return make("table", { class: "conflict" }, make("thead", {}, make("tr", {}, ...columns)), body);
}
