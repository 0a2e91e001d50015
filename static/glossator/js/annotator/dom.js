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
  const button = make("button", { type: "button", ...attributes }, ...(text ? [text] : []));
  button.addEventListener("click", onClick);
  return button;
}
