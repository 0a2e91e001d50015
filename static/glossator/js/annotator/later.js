/**
 * Let the browser fetch what a template names: style sheets, modules, scripts. Modules are
 * only fetched; who needs one imports it. The style sheets act from one moment on: one by
 * one, each would have the whole text styled anew.
 *
 * @param {HTMLTemplateElement|null} template  with <link> and <script> elements
 * @returns {Promise<void>}  when the style sheets are there, or cannot be had
 */
export async function bring(template) {
  const all = /** @type {HTMLElement[]} */ (
    [...(template?.content.children ?? [])].map((element) => document.importNode(element, true))
  );
  const sheets = /** @type {HTMLLinkElement[]} */ (all.filter((element) => element.matches("[rel=stylesheet]")));
  sheets.forEach((sheet) => (sheet.media = "not all"));
  const styled = Promise.all(sheets.map(loaded));
  const preloads = all.filter((element) => element.matches("[rel=modulepreload]"));
  // what was fetched stays; the page keeps no node for it. Together: one by one, each would
  // take a frame
  Promise.all(preloads.map(loaded)).then(() => preloads.forEach((element) => element.remove()));
  document.head.append(...all);
  await styled;
  sheets.forEach((sheet) => (sheet.media = "all"));
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
