/**
 * A text before it is stored: paragraphs are ticked in a row with Shift, or by selecting
 * their words. Without this module each is ticked by itself.
 */

/**
 * The boxes from one to another, whichever comes first.
 *
 * @template T
 * @param {T[]} boxes  in their order on the page
 * @param {T} first
 * @param {T} last
 * @returns {T[]} both included; none when one is not there
 */
export function between(boxes, first, last) {
  const places = [boxes.indexOf(first), boxes.indexOf(last)].sort((a, b) => a - b);
  return places[0] < 0 ? [] : boxes.slice(places[0], places[1] + 1);
}

/** @param {HTMLFormElement} form */
export function start(form) {
  const area = form.querySelector("[data-paragraphs]");
  const button = form.querySelector("[data-tick]");
  const boxes = [...area.querySelectorAll("input[name=paragraph]")];
  let last = null;
  area.addEventListener("click", (event) => {
    const box = event.target;
    if (!boxes.includes(box)) return;
    if (event.shiftKey && last) {
      for (const one of between(boxes, last, box)) one.checked = box.checked;
    }
    last = box;
  });
  const selected = () => {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed) return [];
    return boxes.filter((box) =>
      selection.containsNode(box.closest(".paragraph").querySelector("p"), true),
    );
  };
  document.addEventListener("selectionchange", () => {
    button.hidden = selected().length === 0;
  });
  // a press would end the selection before it is asked for
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    const found = selected();
    const checked = found.some((box) => !box.checked);
    for (const box of found) box.checked = checked;
  });
}

for (const form of globalThis.document?.querySelectorAll("[data-preview]") ?? []) {
  start(form);
}
