import { scrollTo } from "./scroll.js";
import { stanceOf } from "./stances.js";

/** What the coder changes from the text: saving, deleting, undo and redo. */
export class Editing {
  /** @param {import("./reading.js").Reading} reading */
  constructor(reading) {
    this.reading = reading;
    this.annotator = reading.annotator;
    this.changes = reading.changes;
  }

  /** @param {object[]} labels  of the form: the fields for each doctrine */
  save(labels) {
    const { annotator, reading } = this;
    const { chosen, draft, form } = reading;
    window.getSelection()?.removeAllRanges();
    if (draft) {
      this.make(draft, labels);
    } else if (chosen) {
      this.#leaveForm();
      const changed = this.#change(chosen, labels);
      this.#settleOn(chosen);
      reading.tell(changed ? `Saved: ${this.#said(labels)}.` : "Nothing was changed.");
      this.#remember(labels);
    } else {
      annotator.labelling.load(labels, { keeps: form.keep.checked });
    }
  }

  /**
   * Annotate a passage: with several doctrines, one annotation each, undone as one. The
   * mark, which the coder looks at, is painted first; the form goes after that frame.
   *
   * @param {{start: number, end: number}} range
   * @param {object[]} labels
   * @param {() => void} [done]  called when all of it is done
   */
  make({ start, end }, labels, done = () => {}) {
    const { reading } = this;
    const create = (fields) => this.changes.create({ ...fields, start, end });
    reading.place = end;
    reading.afterPaint.add(() => {
      this.#leaveForm();
      this.#settleOn(reading.chosen, false);
      reading.tell(`Annotated: ${this.#said(labels)}.`);
      this.#remember(labels);
      done();
    });
    reading.draft = null;
    const [id] = labels.length === 1
      ? labels.map(create)
      : this.changes.together("Annotated", () => labels.map(create));
    reading.chosen = id;
    reading.highlight();
  }

  /** Delete the chosen annotation. */
  remove() {
    const { reading } = this;
    const row = reading.chosen && reading.model.get(reading.chosen);
    if (!row) {
      reading.tell("Choose an annotation first: n goes to the next.");
    } else if (!reading.mayEdit(row)) {
      reading.tell("Coders delete their own annotations; a reviewer deletes others.");
    } else {
      reading.leave();
      this.changes.remove(row.id);
      reading.tell("Deleted. Undo brings it back.");
    }
  }

  undo() {
    if (!this.reading.mustWait()) {
      this.#followUp(this.changes.undo(), "Nothing to undo.");
    }
  }

  redo() {
    if (!this.reading.mustWait()) {
      this.#followUp(this.changes.redo(), "Nothing to do again.");
    }
  }

  /**
   * What the server refused, or an earlier page held, comes back into the form.
   *
   * @param {object} row
   * @param {boolean} stands  whether the annotation is there; else it is a new one
   * @param {string} sentence  why
   */
  reopen(row, stands, sentence) {
    const { reading } = this;
    const { form, panel } = reading;
    reading.chosen = stands ? row.id : null;
    reading.draft = stands ? null : { start: row.start, end: row.end };
    form.fill(row, { isNew: !stands });
    // it is saved nowhere else
    form.clean = "";
    panel.show("form");
    form.complain(sentence, form);
    if (stands) {
      reading.complete(row.id);
    }
    reading.mark();
  }

  #change(id, labels) {
    const [fields, ...further] = labels;
    if (!further.length) {
      return this.changes.edit(id, fields);
    }
    const { start, end } = this.reading.form.range;
    this.changes.together("Saved", () => {
      this.changes.edit(id, fields);
      further.forEach((other) => this.changes.create({ ...other, start, end }));
    });
    return true;
  }

  #remember(labels) {
    this.annotator.features.forEach((feature) => feature.saved?.(labels));
  }

  #said(labels) {
    const { codebook } = this.annotator;
    return labels.map(({ doctrine, stance }) => `${codebook.nameOf(doctrine)}, ${stanceOf(stance).said}`).join("; ");
  }

  /** Show what was undone or done again, or where it was: of several what is nearest. */
  #followUp(done, otherwise) {
    const { reading } = this;
    const { model, place } = reading;
    if (!done) {
      reading.tell(otherwise);
      return;
    }
    const rows = done.ids.map((id) => model.get(id) ?? model.tombstones.get(id)).filter(Boolean);
    const far = ({ start }) => Math.abs(start - place);
    const [row] = rows.sort((a, b) => far(a) - far(b));
    if (row && model.get(row.id)) {
      reading.choose(row.id, { open: false });
    } else {
      if (done.ids.includes(reading.chosen)) {
        reading.leave();
      }
      if (row) {
        scrollTo(reading.page, row);
      }
    }
    reading.tell(done.said);
  }

  /** Before the form goes: with the focus in it, it would have the page laid out twice. Who
      went elsewhere meanwhile stays there. */
  #leaveForm() {
    const { form, text } = this.reading;
    const { activeElement } = document;
    if (!activeElement || activeElement === document.body || form.element.contains(activeElement)) {
      text.focus({ preventScroll: true });
    }
  }

  #settleOn(id, scroll = true) {
    const { reading } = this;
    reading.draft = null;
    reading.chosen = id;
    reading.panel.show("list");
    reading.list.point(id, scroll);
    reading.mark();
  }
}
