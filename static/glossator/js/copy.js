// A button that copies the field beside it; without this module the field is there to select.

for (const field of document.querySelectorAll("[data-copy-value]")) {
  const input = /** @type {HTMLInputElement} */ (field);
  const button = input.parentElement?.querySelector("[data-copy]");
  if (!button || !navigator.clipboard) continue;
  button.removeAttribute("hidden");
  input.addEventListener("focus", () => input.select());
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(input.value);
    button.textContent = "Copied";
  });
}
