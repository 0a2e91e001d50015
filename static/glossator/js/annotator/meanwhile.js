/** What is done in the text, and would have no effect before the page is ready. */
const KEPT = ["keydown", "pointerdown", "mouseup", "click"];
/** Named keys that are kept as well as letters and signs; all others are the browser's. */
const NAMED = ["Enter", "Escape", "Delete", "F2", "F6"];

/** Keeps keys and clicks in the text until the page can answer them, in their order. */
export class Meanwhile {
  /** @param {HTMLElement} text */
  constructor(text) {
    this.text = text;
    /** @type {Event[]} */
    this.kept = [];
    this.keep = (event) => this.#keep(event);
    KEPT.forEach((name) => text.addEventListener(name, this.keep, { capture: true }));
  }

  /** Do what was kept, as if it were done now. */
  end() {
    KEPT.forEach((name) => this.text.removeEventListener(name, this.keep, { capture: true }));
    for (const event of this.kept) {
      if (event instanceof KeyboardEvent) {
        press(event);
      } else {
        const target = /** @type {Node} */ (event.target).isConnected ? event.target : this.text;
        target.dispatchEvent(again(event));
      }
    }
    this.kept = [];
  }

  #keep(event) {
    if (event instanceof KeyboardEvent) {
      const { key, ctrlKey, metaKey } = event;
      if (ctrlKey || metaKey || (key.length > 1 && !NAMED.includes(key))) {
        return;
      }
      event.preventDefault();
    }
    event.stopPropagation();
    this.kept.push(event);
  }
}

/** A key goes where the keys before it have led; what they opened may be a field. */
function press(event) {
  const at = document.activeElement ?? document.body;
  const { key } = event;
  if (at.dispatchEvent(again(event)) && at instanceof HTMLInputElement && key.length === 1) {
    at.setRangeText(key, at.selectionStart ?? 0, at.selectionEnd ?? 0, "end");
    at.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
}

/** An event that was sent cannot be sent again, its like can. @param {any} event */
export function again(event) {
  return new event.constructor(event.type, event);
}
