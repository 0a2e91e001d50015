// Proposes a project's short name while its title is typed; the server does it otherwise.

const title = /** @type {HTMLInputElement} */ (document.getElementById("id_title"));
const slug = /** @type {HTMLInputElement} */ (document.getElementById("id_slug"));
let proposed = "";

/**
 * @param {string} text  a title
 * @returns {string}     small letters, digits and hyphens, at most 60; may be empty
 */
const shorten = (text) =>
  text
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replace(/^-+|-+$/g, "");

title.addEventListener("input", () => {
  if (slug.value !== proposed) return; // the person chose one
  proposed = shorten(title.value);
  slug.value = proposed;
});
