// Signing out asks first when something of this person waits on this device to be sent.
// Without a script, or when anything fails, the form simply signs out.

document.addEventListener("submit", async (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!form.matches("[data-sign-out]")) {
    return;
  }
  event.preventDefault();
  const { mayLeave } = await import("./annotator/leaving.js").catch(() => ({ mayLeave: () => true }));
  if (await mayLeave(form)) {
    const annotator = /** @type {any} */ (document.querySelector("glossator-annotator"));
    if (annotator) {
      annotator.leaving = true;
    }
    form.submit();
  }
});
