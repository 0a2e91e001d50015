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
/** The tab's own note of what was arranged last, for the page that the step opens. */
const LAST = "glossator-arranged";

if (table) {
  comeBack();
  for (const handle of table.querySelectorAll("thead [data-shift], tbody [data-shift] > th")) {
    handle.setAttribute("draggable", "true");
  }
  // what a link opens beside the table is not covered by its menu
  table.addEventListener("click", (event) => {
    const panel = event.target instanceof Element && event.target.closest("[popover]");
    if (panel && event.target !== panel) {
      const link = /** @type {Element} */ (event.target).closest("a");
      if (link?.pathname === window.location.pathname) keep(panel);
      /** @type {HTMLElement} */ (panel).hidePopover();
    }
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

/** @param {Element | null} steps  of a row or heading, to which the next page goes back */
function keep(steps) {
  const name = steps?.getAttribute("aria-label");
  if (name) sessionStorage.setItem(LAST, JSON.stringify([steps.closest("thead") !== null, name]));
}

/** Have the focus where it was before the step, wherever that stands now. */
function comeBack() {
  const [isColumn, name] = JSON.parse(sessionStorage.getItem(LAST) ?? "[]");
  sessionStorage.removeItem(LAST);
  const part = table?.querySelector(isColumn ? "thead" : "tbody");
  const steps = [...(part?.querySelectorAll("[popover]") ?? [])].find((one) => one.getAttribute("aria-label") === name);
  /** @type {HTMLElement | null | undefined} */ (steps?.previousElementSibling)?.focus();
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
  keep(held.querySelector("[popover]"));
  query.set("shift", `${held.dataset.shift}:${there.dataset.place}`);
  window.location.search = query.toString();
}
