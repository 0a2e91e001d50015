/**
 * Marks that wait after a change of meaning: decided by single keys, on the ticked ones
 * or else on the one where the focus is. The form is a plain one and works without this.
 */

const PLACE = "glossator-waiting";
const WRITING = "input:not([type=checkbox]), select, textarea";
/** Key -> the answer whose button it presses. */
const ANSWERS = { k: "kept", d: "dropped" };

const form = /** @type {HTMLFormElement} */ (document.getElementById("waiting"));
const ticks = /** @type {HTMLInputElement[]} */ (
  [...form.querySelectorAll("input[name=mark]")]
);
const doctrines = /** @type {HTMLSelectElement} */ (document.getElementById("id_doctrine"));

let at = Math.max(ticks.findIndex((tick) => tick === document.activeElement), 0);

/** @param {number} place */
function go(place) {
  at = Math.min(Math.max(place, 0), ticks.length - 1);
  ticks[at].focus();
  ticks[at].closest("li").scrollIntoView({ block: "center" });
}

/** The mark where the focus is, unless some are ticked already. */
function choose() {
  const all = /** @type {HTMLInputElement} */ (form.elements.namedItem("all"));
  if (!all.checked && !ticks.some((tick) => tick.checked)) ticks[at].checked = true;
}

/** @param {string} outcome */
function answer(outcome) {
  const button = /** @type {HTMLElement} */ (form.querySelector(`[value="${outcome}"]`));
  button.click();
}

/** @param {KeyboardEvent} event */
function press(event) {
  const key = event.key.toLowerCase();
  const target = /** @type {Element} */ (event.target);
  if (event.altKey || event.metaKey || event.ctrlKey) return;
  if (target === doctrines && key === "enter") {
    event.preventDefault();
    answer("moved");
    return;
  }
  if (target === doctrines && key === "escape") return go(at);
  if (target.matches(WRITING) || event.repeat) return;
  if (ANSWERS[key] || key === "m") choose();
  if (ANSWERS[key]) answer(ANSWERS[key]);
  else if (key === "m") doctrines.focus();
  else if (key === "j" || key === "n") go(at + 1);
  else if (key === "p") go(at - 1);
  else if (key === "u") document.querySelector("#take-back button")?.click();
  else return;
  event.preventDefault();
}

document.addEventListener("keydown", press);
form.addEventListener("focusin", (event) => {
  const place = ticks.findIndex((tick) => tick === event.target);
  if (place >= 0) at = place;
});
form.addEventListener("submit", () => {
  sessionStorage.setItem(PLACE, `${location.pathname} ${at}`);
});
const [path, place] = (sessionStorage.getItem(PLACE) ?? "").split(" ");
sessionStorage.removeItem(PLACE);
// the next mark stands now where the decided one stood
if (path === location.pathname) go(Number(place));
document.getElementById("waiting-keys").hidden = false;
