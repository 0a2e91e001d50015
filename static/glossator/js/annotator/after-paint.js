import { again } from "./meanwhile.js";

/** What people do to the page, and the page going out of sight, where no frame comes. */
const HEARD = ["keydown", "pointerdown", "click", "visibilitychange"];

/**
 * Does what may wait until the next frame is on the screen. A key or a click that comes
 * before has it done at once, so that nobody can tell that it waited.
 */
export class AfterPaint {
  /**
   * @param {EventTarget} text  where keys go whose own place is gone
   * @param {(act: () => void) => void} [soon]
   */
  constructor(text, soon = afterFrame) {
    this.text = text;
    this.soon = soon;
    /** @type {(() => void)[]} */
    this.acts = [];
  }

  listen() {
    const heard = (event) => this.hear(event);
    HEARD.forEach((name) => window.addEventListener(name, heard, { capture: true }));
  }

  /** @returns {boolean}  whether something waits */
  get waits() {
    return this.acts.length > 0;
  }

  /** @param {() => void} act */
  add(act) {
    this.acts.push(act);
    this.soon(() => this.now());
  }

  /** Do all that waits, in order. */
  now() {
    const acts = this.acts;
    this.acts = [];
    acts.forEach((act) => act());
  }

  /** @param {Event} event  before anything else hears it */
  hear(event) {
    if (!this.waits) {
      return;
    }
    this.now();
    if (/** @type {Node} */ (event.target).isConnected) {
      return;
    }
    // pressed where something stood that is gone now
    event.stopImmediatePropagation();
    if (event.type !== "keydown" || !this.text.dispatchEvent(again(event))) {
      event.preventDefault();
    }
  }
}

/** When the next frame is on the screen. @param {() => void} act */
export function afterFrame(act) {
  if (document.hidden) {
    setTimeout(act);
  } else {
    requestAnimationFrame(() => setTimeout(act));
  }
}
