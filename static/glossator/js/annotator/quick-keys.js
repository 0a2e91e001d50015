/** With a passage selected: a doctrine by its own key or a digit, the speaker proposed. */
export class QuickKeys {
  /** @param {any} annotator */
  constructor(annotator) {
    this.annotator = annotator;
    this.commands = annotator.reading.mayCode ? { speaker: () => this.attribute() } : {};
  }

  listen() {
    if (this.annotator.reading.mayCode) {
      // after the keys of the page, which come first
      this.annotator.text.addEventListener("keydown", (event) => this.#key(event));
    }
  }

  /** Take the speaker that the form proposes. */
  attribute() {
    const { reading, form, panel } = this.annotator;
    if (!reading.draft || form.voice.proposal.hidden) {
      this.annotator.tell("No speaker is proposed here.");
      return;
    }
    panel.show("form", { toggle: "Annotate" });
    form.voice.takeProposal();
  }

  #key(event) {
    const { key, altKey, ctrlKey, metaKey, defaultPrevented } = event;
    const { reading, codebook, panel, form } = this.annotator;
    if (defaultPrevented || altKey || ctrlKey || metaKey || key.length !== 1 || !reading.draft) {
      return;
    }
    const slug = /[1-9]/.test(key) ? codebook.recentAt(Number(key) - 1) : codebook.withKey(key);
    if (slug) {
      event.preventDefault();
      panel.show("form", { toggle: "Annotate" });
      form.doctrine.take(slug);
    }
  }
}
