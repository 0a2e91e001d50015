// A button that copies the field beside it; without this module the field is there to select.

wire(document);
// fields that come later
document.addEventListener("htmx:load", (event) => wire(/** @type {Element} */ (event.target)));

/** @param {Document | Element} part */
function wire(part) {
  for (const field of part.querySelectorAll("[data-copy-value]")) {
    const input = /** @type {HTMLInputElement | HTMLTextAreaElement} */ (field);
    const button = input.parentElement?.querySelector("[data-copy]");
    if (!button?.hasAttribute("hidden") || !navigator.clipboard) continue;
    button.removeAttribute("hidden");
    input.addEventListener("focus", () => input.select());
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(input.value);
      button.textContent = "Copied";
    });
  }
}
