import { make, makeButton } from "./dom.js";

/**
 * @param {(edge: "start"|"end", step: 1|-1) => void} onEdge
 * @returns {HTMLElement}  four buttons that move the edges of a passage by a word
 */
export function edgeButtons(onEdge) {
  const move = (text, label, edge, step) =>
    makeButton(text, { class: "button", "aria-label": label, title: label }, () => onEdge(edge, step));
  return make(
    "div", { class: "edges", role: "group", "aria-label": "Move the edges by a word" },
    make("span", { "aria-hidden": "true" }, "Start"),
    move("←", "Start one word earlier", "start", -1),
    move("→", "Start one word later", "start", 1),
    make("span", { "aria-hidden": "true" }, "End"),
    move("←", "End one word earlier", "end", -1),
    move("→", "End one word later", "end", 1),
  );
}
