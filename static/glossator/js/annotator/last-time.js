import { isLabel, labelOf, labelWords } from "./label.js";

/** Repeats the whole label of the annotation that was saved last. */
export class LastTime {
  /** @param {any} annotator */
  constructor(annotator) {
    this.annotator = annotator;
    this.name = `last-${annotator.dataset.doctrinesUrl}`;
    annotator.lastTime = this;
    this.commands = annotator.reading.mayCode ? { again: () => this.again() } : {};
  }

  listen() {
    this.#remind();
  }

  /** @returns {object|null}  null when there is none, or its doctrine is no longer offered */
  label() {
    const label = this.annotator.memory.get(this.name, null);
    const doctrine = isLabel(label) && this.annotator.codebook.get(label?.doctrine);
    return doctrine && !doctrine.retired ? labelOf(label) : null;
  }

  /** Annotate the passage with it. */
  again() {
    const { annotator } = this;
    const { reading } = annotator;
    const label = this.label();
    if (!label) {
      annotator.tell("Nothing was annotated before, or its doctrine is retired.");
    } else if (!reading.draft) {
      annotator.tell("Select a passage first: s takes the next sentence.");
    } else if (!reading.mustWait()) {
      window.getSelection()?.removeAllRanges();
      reading.editing.make(reading.draft, [label]);
    }
  }

  /** As a feature. @param {object[]} labels */
  saved(labels) {
    const { codebook, names, holders, memory, reading, model } = this.annotator;
    const row = reading.chosen ? model.get(reading.chosen) : {};
    // the first of several, as the form had it
    memory.set(this.name, labelOf({ ...row, ...labels[0] }));
    for (const { doctrine, tags, holder } of labels) {
      codebook.use(doctrine);
      names.keepTags(tags ?? []);
      holders.use(holder);
    }
    this.#remind();
  }

  #remind() {
    const label = this.label();
    const nameOf = (slug) => this.annotator.codebook.nameOf(slug);
    this.annotator.form.remind(label ? labelWords(label, nameOf) : "");
  }
}
