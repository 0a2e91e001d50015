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

/**
 * Put children into an element in the place of those that are there; equal ones stay, so that
 * the browser has nothing to do for them.
 *
 * @param {HTMLElement} parent
 * @param {{key: string, node: ChildNode}[]} before  what this returned the last time
 * @param {{key: string, make: () => ChildNode}[]} wanted
 * @returns {{key: string, node: ChildNode}[]}
 */
export function renew(parent, before, wanted) {
  const { childNodes } = parent;
  const stands = before.length === childNodes.length && before.every(({ node }, i) => node === childNodes[i]);
  const known = new Map(stands ? before.map((one) => [one.key, one]) : []);
  const now = wanted.map(({ key, make: one }) => {
    const old = known.get(key);
    known.delete(key);
    return old ?? { key, node: one() };
  });
  const stay = new Set(now);
  const gone = before.filter((one) => !stay.has(one));
  if (!stands || gone.length === before.length) {
    parent.replaceChildren(...now.map(({ node }) => node));
    return now;
  }
  gone.forEach(({ node }) => node.remove());
  let next = parent.firstChild;
  for (const { node } of now) {
    if (node === next) {
      next = next.nextSibling;
    } else {
      parent.insertBefore(node, next);
    }
  }
  return now;
}
