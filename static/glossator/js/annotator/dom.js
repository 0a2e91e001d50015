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
 * Put children into an element in the place of those that are there; equal ones at its
 * beginning and its end stay, so that the browser has nothing to do for them.
 *
 * @param {HTMLElement} parent
 * @param {{key: string, node: ChildNode}[]} before  what this returned the last time
 * @param {{key: string, make: () => ChildNode}[]} wanted
 * @returns {{key: string, node: ChildNode}[]}
 */
export function renew(parent, before, wanted) {
  const { childNodes } = parent;
  const stands = before.length === childNodes.length && before.every(({ node }, i) => node === childNodes[i]);
  const there = stands ? before : [];
  const most = Math.min(there.length, wanted.length);
  let first = 0;
  while (first < most && there[first].key === wanted[first].key) {
    first += 1;
  }
  let last = 0;
  while (last < most - first && there.at(-1 - last).key === wanted.at(-1 - last).key) {
    last += 1;
  }
  const made = wanted.slice(first, wanted.length - last).map(({ key, make: one }) => ({ key, node: one() }));
  const nodes = made.map(({ node }) => node);
  const tail = there.slice(there.length - last);
  if (!first && !last) {
    parent.replaceChildren(...nodes);
  } else {
    there.slice(first, there.length - last).forEach(({ node }) => node.remove());
    if (tail.length) {
      tail[0].node.before(...nodes);
    } else {
      parent.append(...nodes);
    }
  }
  return [...there.slice(0, first), ...made, ...tail];
}
