import { make } from "./dom.js";

/**
 * Command -> [what it does, keys]. A key is what it types (letters small), or its name,
 * with Alt+, Control+ and Shift+ before it in this order; Shift counts for letters and
 * named keys only, and Command on a Mac is Control.
 *
 * @type {Object<string, [string, string[]]>}
 */
export const KEYS = {
  sentenceNext: ["Next sentence", ["s"]],
  sentencePrevious: ["Previous sentence", ["Shift+s"]],
  sentenceAdd: ["Add the next sentence", ["."]],
  endLater: ["Longer by a word", ["]"]],
  endEarlier: ["Shorter by a word", ["["]],
  startLater: ["Start one word later", ["}"]],
  startEarlier: ["Start one word earlier", ["{"]],
  annotate: ["Annotate the selection, or open the chosen annotation", ["Enter"]],
  next: ["Next annotation", ["n"]],
  previous: ["Previous annotation", ["Shift+n"]],
  here: ["List the annotations here", [" "]],
  remove: ["Delete the chosen annotation", ["Delete"]],
  undo: ["Undo", ["Control+z"]],
  redo: ["Do again", ["Control+Shift+z"]],
  edgeEndLater: ["Chosen annotation: end one word later, saved at once", ["Alt+Shift+ArrowRight"]],
  edgeEndEarlier: ["Chosen annotation: end one word earlier, saved at once", ["Alt+Shift+ArrowLeft"]],
  edgeStartLater: ["Chosen annotation: start one word later, saved at once", ["Alt+Control+ArrowRight"]],
  edgeStartEarlier: ["Chosen annotation: start one word earlier, saved at once", ["Alt+Control+ArrowLeft"]],
  panel: ["Go to the panel, and back", ["F6"]],
  leave: ["Let go of the selection or the chosen annotation", ["Escape"]],
  help: ["Show these keys", ["?"]],
};

/**
 * @param {Object<string, [string, string[]]>} keys
 * @returns {Map<string, string>}  key -> command
 */
export function commandsOf(keys) {
  const pairs = Object.entries(keys).flatMap(([command, [, combinations]]) =>
    combinations.map((combination) => [combination, command]),
  );
  return new Map(/** @type {[string, string][]} */ (pairs));
}

/**
 * @param {KeyboardEvent} event
 * @returns {string}  as in KEYS
 */
export function combinationOf(event) {
  const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
  const typed = key.length === 1;
  const letter = typed && key.toLowerCase() !== key.toUpperCase();
  // AltGr reports itself as Control and Alt where it only types another character
  const third = typed && event.getModifierState?.("AltGraph");
  return [
    altKey && !third && "Alt",
    (ctrlKey || metaKey) && !third && "Control",
    shiftKey && (letter || !typed) && "Shift",
    letter ? key.toLowerCase() : key,
  ].filter(Boolean).join("+");
}

/**
 * Run commands for keys pressed in an element, and only there.
 *
 * @param {HTMLElement} element
 * @param {Object<string, () => void>} commands  by the names in KEYS
 */
export function listen(element, commands) {
  const known = commandsOf(KEYS);
  element.addEventListener("keydown", (event) => {
    const command = commands[known.get(combinationOf(event))];
    if (command && isOwn(event)) {
      event.preventDefault();
      command();
    }
  });
}

/** @returns {HTMLElement}  a table of the keys */
export function table() {
  const rows = Object.values(KEYS).map(([what, combinations]) => {
    const shown = combinations[0].replace(" ", "Space").replace("Control", "Ctrl");
    return make("tr", {}, make("th", { scope: "row" }, make("kbd", {}, shown)), make("td", {}, what));
  });
  return make("table", { class: "keys" }, make("caption", {}, "Keys while the text has the focus"), ...rows);
}

/** Buttons beside the text keep their own Enter and Space. */
function isOwn(event) {
  const inButton = event.target instanceof Element && event.target.closest("button");
  return !inButton || !["Enter", " "].includes(event.key);
}
