/** Move entries of the codebook: by their grip, or by Alt and an arrow. */

/** Pixels that a pointer must go before it drags. */
const SLACK = 4;
/** Pixels from the window's edge where the page begins to scroll, and by how much. */
const EDGE = 56;
const SCROLL = 12;
const STEPS = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "out", ArrowRight: "in" };

/** @param {import("./doctrines-tree.js").Tree} tree */
export function startArranging(tree) {
  const { element } = tree;
  element.classList.add("arranging");
  element.addEventListener("keydown", (event) => byKey(tree, event));
  element.addEventListener("pointerdown", (event) => {
    const grip = /** @type {Element} */ (event.target).closest(".grip");
    if (grip && event.button === 0) drag(tree, grip, event);
  });
  element.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (!form.matches("[data-moved]")) return;
    event.preventDefault();
    const fields = /** @type {[string, string][]} */ ([...new FormData(form)]);
    send(tree, form.action, fields, slugOf(form.action));
  });
}

/** @param {KeyboardEvent} event */
function byKey(tree, event) {
  const step = STEPS[event.key];
  const line = /** @type {Element} */ (event.target).closest(".line");
  if (!event.altKey || event.ctrlKey || event.metaKey || !step || !line?.querySelector(".grip")) return;
  event.preventDefault();
  if (tree.query) {
    tree.say("Show all entries first: among those found there is no order.");
    return;
  }
  const entry = line.parentElement;
  const fields = [["step", step], ["seen", parentOf(entry)?.id ?? ""]];
  if (step === "in") fields.push(["open", entry.previousElementSibling?.id ?? ""]);
  place(tree, entry.id, fields);
}

/** @param {PointerEvent} event */
function drag(tree, grip, event) {
  if (tree.query) return;
  event.preventDefault();
  const entry = grip.closest(".entry");
  const start = event.clientY;
  let goal = null;
  grip.setPointerCapture(event.pointerId);
  const listening = new AbortController();
  const { signal } = listening;
  const end = () => {
    listening.abort();
    entry.classList.remove("dragged");
    mark(tree, null);
  };
  grip.addEventListener("pointermove", (moved) => {
    if (!entry.classList.contains("dragged")) {
      if (Math.abs(moved.clientY - start) < SLACK) return;
      entry.classList.add("dragged");
    }
    scrollNear(moved.clientY);
    goal = goalAt(entry, moved.clientX, moved.clientY);
    mark(tree, goal);
  }, { signal });
  grip.addEventListener("pointerup", () => {
    end();
    if (goal) place(tree, entry.id, fieldsOf(entry, goal));
  }, { signal });
  grip.addEventListener("pointercancel", end, { signal });
  document.addEventListener("keydown", (pressed) => {
    if (pressed.key === "Escape") end();
  }, { signal });
}

/** @returns {{entry: Element, where: "before"|"under"|"after"} | null} */
function goalAt(dragged, x, y) {
  const line = document.elementFromPoint(x, y)?.closest(".entry > .line");
  if (!line || dragged.contains(line)) return null;
  const { top, height } = line.getBoundingClientRect();
  const share = (y - top) / height;
  const where = share < 0.3 ? "before" : share > 0.7 ? "after" : "under";
  return { entry: line.parentElement, where };
}

function mark(tree, goal) {
  for (const line of tree.element.querySelectorAll("[data-drop]")) line.removeAttribute("data-drop");
  goal?.entry.querySelector(":scope > .line").setAttribute("data-drop", goal.where);
}

/** Where an entry goes, as the server takes it. @returns {[string, string][]} */
function fieldsOf(dragged, { entry, where }) {
  const seen = ["seen", parentOf(dragged)?.id ?? ""];
  const opened = entry.querySelector(":scope > details[open] > ul");
  if (where === "under") return [["parent", entry.id], ["open", entry.id], seen];
  if (where === "after" && opened) return [["parent", entry.id], ["first", "on"], seen];
  const parent = ["parent", parentOf(entry)?.id ?? ""];
  let before = where === "after" ? entry : entry.previousElementSibling;
  if (before === dragged) before = dragged.previousElementSibling;
  return [parent, before ? ["after", before.id] : ["first", "on"], seen];
}

function place(tree, slug, fields) {
  return send(tree, `${tree.element.dataset.url}${slug}/place/`, fields, slug);
}

/** @param {string} slug  of the entry that has the focus afterwards */
async function send(tree, url, fields, slug) {
  if (tree.element.getAttribute("aria-busy") === "true") return;
  tree.element.setAttribute("aria-busy", "true");
  try {
    await tree.send(url, fields);
  } finally {
    tree.element.removeAttribute("aria-busy");
  }
  const link = document.getElementById(slug)?.querySelector(".entry-name a");
  /** @type {HTMLElement | null} */ (link)?.focus();
}

function parentOf(entry) {
  return entry.parentElement.closest(".entry");
}

/** @param {string} url  of a form that moves an entry */
function slugOf(url) {
  return new URL(url, location.href).pathname.split("/").at(-3);
}

function scrollNear(y) {
  if (y < EDGE) window.scrollBy(0, -SCROLL);
  else if (y > window.innerHeight - EDGE) window.scrollBy(0, SCROLL);
}
