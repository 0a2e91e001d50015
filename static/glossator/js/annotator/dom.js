/**
 * Make an element.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Object<string, string|number|boolean|null|undefined>} [attributes]  true is the
 *   empty attribute; false, null and undefined leave it out
 * @param {...(Node|string)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...children);
  return element;
}

/**
 * @param {string} text
 * @param {Object<string, string|number|boolean|null|undefined>} attributes
 * @param {() => void} onClick
 * @returns {HTMLButtonElement}
 */
export function makeButton(text, attributes, onClick) {
  const button = make("button", { type: "button", ...attributes }, text);
  button.addEventListener("click", onClick);
  return button;
}

/**
 * @param {string} text
 * @param {number} [length]  in code points
 * @returns {string}  on one line, without some words of its middle when it is longer
 */
export function shorten(text, length = 80) {
  const line = [...text.replace(/\s+/gu, " ").trim()];
  if (line.length <= length) {
    return line.join("");
  }
  const tail = Math.floor(length / 4);
  const head = length - tail - 3;
  // one character more tells whether a word ends at the cut
  const before = line.slice(0, head + 1).join("").replace(/\s\S*$/u, "");
  const after = line.slice(-tail - 1).join("").replace(/^\S*\s/u, "");
  return `${[...before].slice(0, head).join("")} … ${[...after].slice(-tail).join("")}`;
}
