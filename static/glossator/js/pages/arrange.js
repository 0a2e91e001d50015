/**
 * Rows and columns of the table of positions, moved by drag.
 *
 * A drop opens the address of the step that the menus have as links: "?shift=move:ibi:2".
 */

const table = /** @type {HTMLTableElement | null} */ (
  document.querySelector("table[data-arrange]")
);
/** @type {HTMLElement | null} */
let held = null;

if (table) {
  for (const handle of table.querySelectorAll("thead [data-shift], tbody [data-shift] > th")) {
    handle.setAttribute("draggable", "true");
  }
  // what a link opens beside the table is not covered by its menu
  table.addEventListener("click", (event) => {
    const panel = event.target instanceof Element && event.target.closest("[popover]");
    if (panel && event.target !== panel) /** @type {HTMLElement} */ (panel).hidePopover();
  });
  table.addEventListener("dragstart", take);
  table.addEventListener("dragover", over);
  table.addEventListener("dragleave", (event) => leave(thing(event.target)));
  table.addEventListener("drop", drop);
  table.addEventListener("dragend", () => {
    held?.removeAttribute("data-dragging");
    held = null;
  });
}

/**
 * @param {EventTarget | null} target
 * @returns {HTMLElement | null}  the row or heading that can be moved
 */
function thing(target) {
  return target instanceof Element ? target.closest("[data-shift]") : null;
}

/** @param {HTMLElement} one  @returns {string}  "move", "pin", "place" or "top" */
function kind(one) {
  return (one.dataset.shift ?? "").split(":")[0];
}

/** @param {DragEvent} event */
function take(event) {
  // a link or words that are dragged stay what they are
  if (!(event.target instanceof Element) || !event.target.matches("[draggable]")) return;
  held = thing(event.target);
  if (!held || !event.dataTransfer) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", held.dataset.shift ?? "");
  held.setAttribute("data-dragging", "");
}

/** @param {DragEvent} event */
function over(event) {
  const there = thing(event.target);
  if (!held || !there || there === held || kind(there) !== kind(held)) return;
  event.preventDefault();
  there.setAttribute("data-drop", "");
}

/** @param {HTMLElement | null} there */
function leave(there) {
  there?.removeAttribute("data-drop");
}

/** @param {DragEvent} event */
function drop(event) {
  const there = thing(event.target);
  leave(there);
  if (!held || !there || kind(there) !== kind(held) || !table) return;
  event.preventDefault();
  const query = new URLSearchParams(table.dataset.arrange);
  query.set("shift", `${held.dataset.shift}:${there.dataset.place}`);
  window.location.search = query.toString();
}
