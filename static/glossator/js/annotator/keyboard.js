/**
 * Command -> [what it does, keys, group in the list of keys]. A key is what it types (letters small), or its name,
 * with Alt+, Control+ and Shift+ before it in this order; Shift counts for letters and
 * named keys only, and Command on a Mac is Control.
 *
 * @typedef {[what: string, keys: string[], group?: string]} Row
 * @type {Object<string, Row>}
 */
export const KEYS = {
  sentenceNext: ["Next sentence", ["s"], "Moving"],
  sentencePrevious: ["Previous sentence", ["Shift+s"], "Moving"],
  sentenceAdd: ["Add the next sentence", ["."], "Selecting"],
  endLater: ["Longer by a word", ["]"], "Selecting"],
  endEarlier: ["Shorter by a word", ["["], "Selecting"],
  startLater: ["Start one word later", ["}"], "Selecting"],
  startEarlier: ["Start one word earlier", ["{"], "Selecting"],
  annotate: ["Annotate the selection, or open the chosen annotation", ["Enter"], "Annotating"],
  labelFirst: ["Choose the label first, then the passage", ["l"], "Annotating"],
  keepLabel: ["Keep the last label for the next passages, or stop", ["k"], "Annotating"],
  again: ["Annotate the selection as last time", ["a"], "Annotating"],
  speaker: ["Take the speaker that is proposed", ["h", "Alt+h"], "Annotating"],
  next: ["Next annotation", ["n"], "Moving"],
  previous: ["Previous annotation", ["Shift+n"], "Moving"],
  outline: ["Show the outline of headings", ["g"], "Moving"],
  copyLink: ["Copy a link to the selection, the chosen annotation or the paragraph", ["p"], "Selecting"],
  here: ["List the annotations here", [" "], "Annotating"],
  remove: ["Delete the chosen annotation", ["Delete"], "Editing"],
  undo: ["Undo", ["Control+z"], "Editing"],
  redo: ["Do again", ["Control+Shift+z"], "Editing"],
  edgeEndLater: ["Chosen annotation: end one word later, saved at once", ["Alt+Shift+ArrowRight"], "Editing"],
  edgeEndEarlier: ["Chosen annotation: end one word earlier, saved at once", ["Alt+Shift+ArrowLeft"], "Editing"],
  edgeStartLater: ["Chosen annotation: start one word later, saved at once", ["Alt+Control+ArrowRight"], "Editing"],
  edgeStartEarlier: ["Chosen annotation: start one word earlier, saved at once", ["Alt+Control+ArrowLeft"], "Editing"],
  split: ["Split the chosen annotation in two", ["x"], "Editing"],
  merge: ["Merge the chosen annotation with the next of its doctrine here", ["Shift+x"], "Editing"],
  duplicate: ["Copy the chosen annotation to another doctrine", ["d"], "Editing"],
  several: ["Choose several in the list, and end it", ["v"], "Editing"],
  showAll: ["Show all annotations again", ["w"], "Moving"],
  relate: ["Relate the chosen annotation to another", ["r"], "Annotating"],
  outside: ["Set the selection outside the text", ["o"], "Annotating"],
  caret: ["A caret in the text, on and off", ["F2"], "Selecting"],
  find: ["Find in the text", ["/", "Control+f"], "Find"],
  panel: ["Go to the panel, and back", ["F6"], "Moving"],
  leave: ["Let go of the selection or the chosen annotation", ["Escape"], "Selecting"],
  help: ["Show these keys", ["?"], "Help"],
};

/**
 * @param {Object<string, Row>} keys
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
 * @param {{commandOf: (combination: string) => string|undefined}} shortcuts  asked for each
 *   key, because people change them
 */
export function listen(element, commands, shortcuts) {
  element.addEventListener("keydown", (event) => {
    const command = commands[shortcuts.commandOf(combinationOf(event))];
    if (command && isOwn(event)) {
      event.preventDefault();
      command();
    }
  });
}

/** @param {string} combination @returns {string}  as people read it: "Ctrl+z", "Space" */
export function shown(combination) {
  return combination
    .replace("Control", "Ctrl")
    .replace("Escape", "Esc")
    .replace("ArrowRight", "→")
    .replace("ArrowLeft", "←")
    .replace("ArrowUp", "↑")
    .replace("ArrowDown", "↓")
    .replace(/ $/u, "Space");
}

/** Buttons beside the text keep their own Enter and Space. */
function isOwn(event) {
  const inButton = event.target instanceof Element && event.target.closest("button");
  return !inButton || !["Enter", " "].includes(event.key);
}
