/** Opens the bar that finds words in the text, once it is wanted. */
export class Find {
  /** @param {any} annotator */
  constructor(annotator) {
    this.annotator = annotator;
    this.bar = null;
    this.commands = { find: () => this.open() };
  }

  async open() {
    if (this.bar) {
      this.bar.open();
      return;
    }
    const typed = keep();
    try {
      const { FindBar } = await import("./find-bar.js");
      this.bar ??= new FindBar(this.annotator);
      this.bar.open(typed());
    } catch {
      this.annotator.tell("Find could not be loaded. Try again when you are online.");
    } finally {
      typed();
    }
  }

  painted() {
    this.bar?.paint();
  }

  /** @param {string|null} id */
  chosen(id) {
    this.bar?.chosen(id);
  }
}

/**
 * Keep what is typed until the bar is there: it would be lost, or taken for other keys.
 *
 * @returns {() => string}  ends it, and gives what was typed
 */
function keep() {
  let typed = "";
  const take = (event) => {
    const { key, altKey, ctrlKey, metaKey } = event;
    if (key.length === 1 && !altKey && !ctrlKey && !metaKey) {
      typed += key;
      event.preventDefault();
      event.stopPropagation();
    }
  };
  window.addEventListener("keydown", take, { capture: true });
  return () => {
    window.removeEventListener("keydown", take, { capture: true });
    return typed;
  };
}
