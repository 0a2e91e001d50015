/**
 * The arrow keys, Home and End go from one button of a list to the next.
 *
 * @param {HTMLElement} list
 */
export function moveByArrows(list) {
  list.addEventListener("keydown", (event) => {
    const buttons = /** @type {HTMLElement[]} */ ([...list.querySelectorAll("button.item")]);
    const at = buttons.findIndex((button) => button.closest("li")?.contains(document.activeElement));
    const places = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 };
    const next = buttons[places[event.key] ?? -1];
    const plain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (at !== -1 && next && plain) {
      event.preventDefault();
      next.focus();
    }
  });
}
