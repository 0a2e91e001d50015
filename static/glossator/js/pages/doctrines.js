/**
 * The codebook: finds while somebody types, fetches a branch when it is opened, and
 * moves entries by drag and by keys. Without this script, forms and links do the same.
 */

import { startArranging } from "./doctrines-arrange.js";
import { Tree } from "./doctrines-tree.js";

/** Milliseconds without a key until the server is asked. */
const REST = 120;

const element = document.getElementById("tree");
if (element) start(new Tree(element, document.getElementById("said")));

/** @param {Tree} tree */
function start(tree) {
  const input = /** @type {HTMLInputElement} */ (document.getElementById("search"));
  let timer = 0;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => tree.find(input.value.trim()), REST);
  });
  tree.element.addEventListener("click", (event) => {
    const all = /** @type {Element} */ (event.target).closest("[data-all]");
    if (!all) return;
    event.preventDefault();
    input.value = "";
    input.focus();
    tree.find("");
  });
  // it does not bubble
  tree.element.addEventListener("toggle", (event) => tree.unfold(event.target), true);
  startArranging(tree);
}
