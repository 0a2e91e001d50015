/** The buttons that take back and do again: what they would do, and whether they can. */
export class UndoButtons {
  /** @param {any} annotator */
  constructor(annotator) {
    this.stack = annotator.changes.stack;
    const button = (name) => annotator.querySelector(`[data-command=${name}]`);
    this.buttons = { undo: button("undo"), redo: button("redo") };
  }

  listen() {
    this.stack.onChange = () => this.say();
    this.say();
  }

  say() {
    const { done, undone } = this.stack;
    this.#name(this.buttons.undo, "Undo", done.at(-1));
    this.#name(this.buttons.redo, "Redo", undone.at(-1));
  }

  /** Not `disabled`, so that the focus stays on the button after the last step. */
  #name(button, word, step) {
    if (button) {
      const words = step ? `${word}: ${step.label.toLowerCase()}` : `${word}: nothing`;
      button.title = words;
      button.setAttribute("aria-label", words);
      button.setAttribute("aria-disabled", String(!step));
    }
  }
}
