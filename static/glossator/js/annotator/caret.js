import { codePointAt, rangesOf, selectedRange } from "./selection.js";

/** What would change the text, and is refused while the caret stands in it. */
const CHANGING = ["beforeinput", "paste", "cut", "drop", "dragstart", "dragover"];

/** A caret in the text, so that the arrows and Shift select; nothing can be typed. */
export class Caret {
  /** @param {any} annotator */
  constructor(annotator) {
    this.annotator = annotator;
    this.text = /** @type {HTMLElement} */ (annotator.text);
    this.isOn = false;
    this.commands = { caret: () => this.toggle() };
  }

  listen() {
    for (const name of CHANGING) {
      this.text.addEventListener(name, (event) => this.isOn && event.preventDefault());
    }
    // words that are being composed cannot be refused: ended at once, and taken out
    this.text.addEventListener("compositionstart", () => this.isOn && this.#interrupt());
    this.text.addEventListener("input", () => this.isOn && this.#restore());
    this.text.addEventListener("focus", () => this.isOn && this.#stand());
    this.text.addEventListener("keyup", (event) => this.isOn && this.#moved(event));
  }

  toggle() {
    this.isOn = !this.isOn;
    this.#editable(this.isOn);
    if (this.isOn) {
      this.text.focus({ preventScroll: true });
      this.#stand();
    } else {
      window.getSelection()?.removeAllRanges();
      this.text.focus({ preventScroll: true });
    }
    this.annotator.tell(
      this.isOn
        ? "Caret on: arrows move it, with Shift they select, Enter annotates. F2 takes it away. The text cannot be changed."
        : "Caret off.",
    );
  }

  /** Another annotation is worked on, or none. */
  chosen() {
    if (this.isOn && document.activeElement === this.text) {
      queueMicrotask(() => this.#stand());
    }
  }

  /** Put the caret where the coder is, unless it or a selection is there. */
  #stand() {
    const selection = window.getSelection();
    const { reading, page } = this.annotator;
    if (!this.isOn || (reading.draft && !selection.isCollapsed)) {
      return;
    }
    const place = Math.min(reading.place, page.paragraphs.at(-1).end - 1);
    const [range] = rangesOf(page, place, place + 1);
    selection.collapse(range.startContainer, range.startOffset);
  }

  #moved({ key, shiftKey }) {
    const { page, reading } = this.annotator;
    const selection = window.getSelection();
    const node = selection?.focusNode;
    if (!node || !this.text.contains(node)) {
      return;
    }
    const range = selectedRange(page, this.text);
    const selects = key === "Shift" || (shiftKey && /^(Arrow|Home|End|Page)/u.test(key));
    if (range && selects) {
      // as it was selected: touch leaves the selection and its direction alone
      reading.take(range, { touch: true });
    } else if (!range && /^(Arrow|Home|End|Page)/u.test(key)) {
      reading.place = codePointAt(page, node, selection.focusOffset, "start");
    }
  }

  #editable(on) {
    const attributes = { contenteditable: "true", spellcheck: "false", autocapitalize: "off", inputmode: "none" };
    for (const [name, value] of Object.entries(attributes)) {
      this.text.toggleAttribute(name, on);
      if (on) {
        this.text.setAttribute(name, value);
      }
    }
    this.text.querySelectorAll(".gutter").forEach((gutter) => {
      if (on) {
        gutter.setAttribute("contenteditable", "false");
      } else {
        gutter.removeAttribute("contenteditable");
      }
    });
  }

  #interrupt() {
    this.#editable(false);
    this.#restore();
    setTimeout(() => {
      this.#restore();
      this.#editable(this.isOn);
      this.text.focus({ preventScroll: true });
    });
  }

  /** Whatever came in all the same goes out again. */
  #restore() {
    const { page, painter } = this.annotator;
    const touched = page.elements.flatMap((element, index) =>
      element.textContent === page.paragraphs[index].text ? [] : [index],
    );
    if (touched.length) {
      window.getSelection()?.removeAllRanges();
      touched.forEach((index) => (page.elements[index].textContent = page.paragraphs[index].text));
      painter.update(touched);
      this.#stand();
    }
  }
}
