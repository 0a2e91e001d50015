import { afterFrame } from "./after-paint.js";

const STATES = { saved: "Saved", saving: "Saving …", unsaved: "Not saved" };

/** Says in the bar whether everything is saved; others hear it as an event. */
export class SaveState {
  /** @param {any} annotator */
  constructor(annotator) {
    this.annotator = annotator;
    this.element = /** @type {HTMLElement} */ (annotator.querySelector("[data-save-state]"));
    this.words = this.element.querySelector("[data-words]");
    this.again = /** @type {HTMLElement} */ (annotator.querySelector("[data-command=retry]"));
    /** @type {object|null} what the others are to hear */
    this.detail = null;
  }

  /** @param {string} state  of STATES @param {import("./outbox.js").Waiting} waiting */
  show(state, waiting) {
    if (this.element.dataset.saveState !== state) {
      this.element.dataset.saveState = state;
      this.words.textContent = STATES[state];
      if (state !== "unsaved" && document.activeElement === this.again) {
        // it goes
        this.annotator.text.focus({ preventScroll: true });
      }
      this.again.hidden = state !== "unsaved";
    }
    if (!this.detail) {
      afterFrame(() => this.#say());
    }
    this.detail = { state, ...waiting };
  }

  /** Once for all that happened before a frame. */
  #say() {
    const { detail } = this;
    this.detail = null;
    this.annotator.dispatchEvent(new CustomEvent("glossator:state", { bubbles: true, detail }));
  }
}
