// How a person wants texts set, applied before the first paint: so this is no module,
// which would wait for the whole page and let it jump. The annotator's "Text" changes it.

{
  const NAMES = ["--text-size", "--text-measure", "--text-leading", "--text-gap"];
  const root = document.documentElement;
  const { user = "" } = /** @type {HTMLElement} */ (document.currentScript).dataset;
  const key = `glossator-text-${user}`;

  /** @returns {Object<string, string>}  by name; those left out are as the page has them */
  const stored = () => {
    try {
      return JSON.parse(localStorage.getItem(key) ?? "{}") ?? {};
    } catch {
      return {}; // storage is switched off, or holds something else
    }
  };

  /** @param {Object<string, string>} values */
  const apply = (values) => {
    for (const name of NAMES) {
      const value = values[name];
      if (/^\d{1,2}(\.\d{1,4})?(rem|em)?$/.test(value)) root.style.setProperty(name, value);
      else root.style.removeProperty(name);
    }
  };

  apply(stored());
  // another window: else the next choice here would bring back what was chosen before
  window.addEventListener("storage", (event) => {
    if (event.key === key) {
      apply(stored());
      document.dispatchEvent(new CustomEvent("glossator:restyled"));
    }
  });
  document.addEventListener("glossator:text", (event) => {
    const { detail } = /** @type {CustomEvent} */ (event);
    apply(detail);
    try {
      localStorage.setItem(key, JSON.stringify(detail));
    } catch {
      // the choice lasts as long as the page
    }
  });
}
