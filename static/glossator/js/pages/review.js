/**
 * By doctrine: choose all rows of the page, count the chosen, ask for a reason before a
 * rejection is sent. The page works without any of it.
 */

export function start() {
  const form = document.getElementById("decide");
  if (!form) return;
  const boxes = [...document.querySelectorAll('input[form="decide"][name="annotation"]')];
  const all = form.querySelector("[data-select-all]");
  if (all && boxes.length) {
    all.closest("label").hidden = false;
    selectAll(all, boxes, form.querySelector("[data-chosen]"));
  }
  form.addEventListener("submit", (event) => askForReason(event, form));
}

function selectAll(all, boxes, said) {
  const show = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    all.checked = chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
    said.textContent = chosen ? `${chosen} chosen` : "All on this page";
  };
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    show();
  });
  for (const box of boxes) box.addEventListener("change", show);
  show();
}

/** The server says the same sentence; here it is said before the page is left. */
function askForReason(event, form) {
  const reason = form.elements.namedItem("reason");
  const rejects = event.submitter?.value === "rejected";
  const missing = rejects && !reason.value.trim();
  reason.setCustomValidity(missing ? "Say in a few words why you reject it." : "");
  reason.required = missing;
  if (missing) {
    event.preventDefault();
    reason.reportValidity();
    reason.addEventListener("input", () => allow(reason), { once: true });
  }
}

function allow(reason) {
  reason.required = false;
  reason.setCustomValidity("");
}

start();
