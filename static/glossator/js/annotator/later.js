/**
 * Let the browser fetch what a template names: style sheets, modules, scripts. Modules are
 * only fetched; who needs one imports it.
 *
 * @param {HTMLTemplateElement|null} template  with <link> and <script> elements
 * @returns {Promise<void>}  when the style sheets are there, or cannot be had
 */
export async function bring(template) {
  const all = /** @type {HTMLElement[]} */ (
    [...(template?.content.children ?? [])].map((element) => document.importNode(element, true))
  );
  const sheets = all.filter((element) => element.matches("[rel=stylesheet]")).map(loaded);
  const preloads = all.filter((element) => element.matches("[rel=modulepreload]"));
  // what was fetched stays; the page keeps no node for it
  preloads.forEach((element) => loaded(element).then(() => element.remove()));
  document.head.append(...all);
  await Promise.all(sheets);
}

/** When the page itself is loaded. @returns {Promise<void>} */
export async function pageLoaded() {
  if (document.readyState !== "complete") {
    await new Promise((resolve) => window.addEventListener("load", resolve, { once: true }));
  }
}

function loaded(element) {
  return new Promise((resolve) => {
    element.addEventListener("load", resolve);
    element.addEventListener("error", resolve);
  });
}
