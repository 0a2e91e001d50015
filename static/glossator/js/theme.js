// The theme a person chose, applied before the first paint: so this is no module,
// which would wait for the whole page and let it flash.
// Without a choice the system's own setting counts, by CSS alone.

{
  const key = "theme";
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const wanted = matchMedia("(prefers-contrast: more)");

  const stored = () => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // storage is switched off
    }
  };

  /** @param {string | null} theme  "light", "dark", "contrast", or null for the system's */
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

  /** High contrast keeps to the system's light or dark. @param {string | null} theme */
  const apply = (theme) => {
    const plain = theme === "light" || theme === "dark";
    const more = theme === "contrast" || (!plain && wanted.matches);
    root.toggleAttribute("data-contrast", more);
    root.dataset.themeChoice = plain || theme === "contrast" ? theme : "system";
    if (plain) root.dataset.theme = theme;
    else delete root.dataset.theme;
    show();
  };

  const toggle = () => {
    const theme = dark() ? "light" : "dark";
    const chosen = theme === (system.matches ? "dark" : "light") ? null : theme;
    apply(chosen);
    keep(chosen);
  };

  apply(stored());
  wanted.addEventListener("change", () => apply(stored()));
  // another window
  window.addEventListener("storage", (event) => event.key === key && apply(stored()));
  // a page may offer all four: "system", "light", "dark" and "contrast"
  document.addEventListener("glossator:theme", (event) => {
    const { detail } = /** @type {CustomEvent} */ (event);
    const theme = detail === "system" ? null : detail;
    apply(theme);
    keep(theme);
  });
  document.addEventListener("DOMContentLoaded", show);
  system.addEventListener("change", show);
  document.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (target.closest?.("[data-theme-switch]")) toggle();
  });
}
