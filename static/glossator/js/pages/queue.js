/**
 * The queue: keys, what happened said aloud, and the mark held while the page is open.
 * The forms are plain ones; without any of this each is a page of its own.
 */

/** Milliseconds after which a mark is held anew; a claim runs out after two minutes. */
const AGAIN = 45_000;
/** Key -> what it presses. */
const PRESSES = {
  a: "#queue-accept button",
  e: "#queue-edit",
  j: '#queue-steps [name="next"]',
  k: '#queue-steps [name="back"]',
  u: "#queue-undo button",
};
/** Key -> the part in which a reason is written. */
const REASONS = { r: "#queue-reject-part", d: "#queue-ask-part", w: "#queue-accept-part" };
const WRITING = "input:not([type=checkbox]), select, textarea";

/** While an answer is on its way no key decides: it would be about a mark not seen yet. */
let busy = false;

const queue = () => document.getElementById("queue");
const keys = /** @type {HTMLDialogElement} */ (document.getElementById("queue-keys"));

function start() {
  document.addEventListener("keydown", press);
  const button = /** @type {HTMLElement} */ (document.querySelector("[data-keys]"));
  button.hidden = false;
  button.addEventListener("click", () => keys.showModal());
  document.body.addEventListener("htmx:beforeRequest", () => { busy = true; });
  document.body.addEventListener("htmx:afterRequest", () => { busy = false; });
  document.body.addEventListener("htmx:beforeSwap", admit);
  document.body.addEventListener("htmx:afterSettle", arrive);
  for (const event of ["htmx:sendError", "htmx:responseError"]) {
    document.body.addEventListener(event, () => {
      if (busy) say("The server did not do it. Nothing was decided; try again.");
    });
  }
  hold();
  setInterval(hold, AGAIN);
}

/** @param {KeyboardEvent} event */
function press(event) {
  const key = event.key.toLowerCase();
  const target = /** @type {Element} */ (event.target);
  if (keys.open) return;
  if (key === "escape") return close(event);
  if (target.matches(WRITING) || event.altKey || event.metaKey) return;
  const undoes = event.ctrlKey && key === "z" && !event.shiftKey;
  if (event.ctrlKey && !undoes) return;
  if (key === "?") {
    event.preventDefault();
    keys.showModal();
    return;
  }
  const part = /** @type {HTMLDetailsElement} */ (document.querySelector(REASONS[key] ?? "none"));
  const pressed = /** @type {HTMLElement} */ (document.querySelector(PRESSES[undoes ? "u" : key] ?? "none"));
  if (!part && !pressed) return;
  event.preventDefault();
  if (busy || event.repeat) return;
  if (part) {
    part.open = true;
    part.querySelector("input[name=reason]")?.focus();
  } else {
    pressed.click();
  }
}

/** Close the part that has the focus; it goes back to the button that opened it. */
function close(event) {
  const change = event.target.closest("#queue-change");
  if (change) {
    event.preventDefault();
    change.remove();
    document.getElementById("queue-edit").focus();
    return;
  }
  const open = /** @type {HTMLDetailsElement} */ (event.target.closest(".queue-reason[open]"));
  if (!open) return;
  event.preventDefault();
  open.open = false;
  open.querySelector("summary").focus();
}

/** What was refused is shown as well; signed out, the page is loaded to sign in. */
function admit(event) {
  const { xhr } = event.detail;
  if (xhr.responseURL && !new URL(xhr.responseURL).pathname.includes("/queue/")) {
    event.detail.shouldSwap = false;
    location.reload();
    return;
  }
  if (xhr.status === 409 || xhr.status === 422) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
}

function arrive() {
  const part = queue();
  const open = part.querySelector(".queue-reason[open] input[name=reason], #queue-change select");
  const focused = part.querySelector("[data-focus]");
  const pressed = part.querySelector("#queue-change [data-focus]");
  /** @type {HTMLElement} */ (pressed ?? open ?? focused)?.focus();
  const problem = part.querySelector("[role=alert]")?.textContent;
  const quote = part.querySelector(".quoted")?.textContent ?? part.querySelector(".empty p")?.textContent ?? "";
  say(problem ?? `${part.dataset.said} ${quote.slice(0, 200)}`);
  hold();
}

function say(sentence) {
  document.getElementById("queue-said").textContent = sentence.trim();
}

/** Hold the mark, so that no other reviewer is shown it. */
async function hold() {
  const part = queue();
  const { hold: url } = part.dataset;
  if (!url) return;
  const token = JSON.parse(document.body.getAttribute("hx-headers") ?? "{}");
  const answer = await fetch(url, { method: "POST", headers: token }).catch(() => null);
  if (answer?.status !== 409 || part !== queue()) return;
  const { by } = await answer.json();
  let warning = part.querySelector("[data-other]");
  if (!warning) {
    warning = document.createElement("p");
    warning.className = "message warning";
    warning.setAttribute("data-other", "");
    part.querySelector("article").prepend(warning);
  }
  warning.textContent = `${by} is deciding this one now.`;
}

start();
