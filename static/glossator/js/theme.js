// The theme a person chose, applied before the first paint: so this is no module,
// which would wait for the whole page and let it flash.
// Without a choice the system's own setting counts, by CSS alone.

{
  const key = "theme";
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");

  const stored = () => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // storage is switched off
    }
  };

  /** @param {string | null} theme  "light", "dark", or null for the system's */
  const keep = (theme) => {
    try {
      if (theme) localStorage.setItem(key, theme);
      else localStorage.removeItem(key);
    } catch {
      // the choice lasts as long as the page
    }
  };

  const dark = () => (root.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";

  const show = () => {
    for (const button of document.querySelectorAll("[data-theme-switch]")) {
      button.removeAttribute("hidden");
      button.setAttribute("aria-pressed", String(dark()));
    }
  };

  const choose = () => {
    const theme = dark() ? "light" : "dark";
    root.dataset.theme = theme;
    keep(theme === (system.matches ? "dark" : "light") ? null : theme);
    show();
  };

  const chosen = stored();
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  document.addEventListener("DOMContentLoaded", show);
  system.addEventListener("change", show);
  document.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (target.closest?.("[data-theme-switch]")) choose();
  });
}
