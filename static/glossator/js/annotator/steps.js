import { excerpt } from "./excerpt.js";
import { isNarrow } from "./narrow.js";
import { skipping } from "./outside.js";
import { sentenceAt, sentenceFrom } from "./sentences.js";
import { moveByWord, snapToWords, wordBorder } from "./words.js";

/** Going through the text: by sentence, by word, by annotation. */
export class Steps {
  /** @param {import("./reading.js").Reading} reading */
  constructor(reading) {
    this.reading = reading;
    this.paragraphs = reading.page.paragraphs;
    this.language = reading.language;
  }

  /** @param {1|-1} step */
  sentence(step) {
    const { draft, place } = this.reading;
    const around = step === 1 && !draft && sentenceAt(this.paragraphs, place, this.language);
    const from = draft ? (step === 1 ? draft.end : draft.start) : place;
    const found = this.#inside(around) || this.#sentence(from, step);
    if (found) {
      this.reading.take(found, { byKey: true });
    } else {
      this.reading.tell("No further sentence.");
    }
  }

  /** A sentence, unless it lies outside the text. */
  #inside(range) {
    return range && this.reading.annotator.regions.covers(range.start, range.end) ? null : range;
  }

  /** The next sentence that is not outside the text. */
  #sentence(from, step) {
    const { all } = this.reading.annotator.regions;
    return skipping(all, from, step, (place) => sentenceFrom(this.paragraphs, place, step, this.language));
  }

  /** Make the passage longer by the sentence after it. */
  addSentence() {
    const { draft } = this.reading;
    if (!draft) {
      this.sentence(1);
      return;
    }
    const next = this.#sentence(draft.end, 1);
    if (next) {
      this.reading.take({ start: draft.start, end: next.end }, { byKey: true });
    }
  }

  /** @param {1|-1} step */
  annotation(step) {
    const { model, chosen, place, annotator } = this.reading;
    const row = model.neighbour(chosen, place, step, (other) => annotator.show.matches(other));
    const edge = step === 1 ? this.paragraphs.at(-1).end : 0;
    if (annotator.loading.lacks(model.get(chosen)?.start ?? place, row?.start ?? edge)) {
      this.reading.tell("The annotations on the way there are still loading. Try again in a moment.");
    } else if (row) {
      this.reading.choose(row.id, { open: !isNarrow() });
    } else {
      this.reading.tell(step === 1 ? "No further annotation." : "No earlier annotation.");
    }
  }

  /**
   * Move an edge of the passage in the form by a word; Save keeps it.
   *
   * @param {"start"|"end"} edge
   * @param {1|-1} step
   */
  formEdge(edge, step) {
    const { reading } = this;
    const range = reading.draft ?? reading.form.range;
    const moved = moveByWord(this.paragraphs, range, edge, step, this.language);
    if (moved) {
      this.#hold(moved);
    } else {
      reading.tell("There is no further word.");
    }
  }

  /**
   * Give the passage or else the chosen annotation these edges: saved at once, unless the
   * form holds other changes of it.
   *
   * @param {{start: number, end: number}} range
   */
  keep(range) {
    const { reading } = this;
    const row = reading.chosen && reading.model.get(reading.chosen);
    if (reading.draft || (row && reading.isUnsaved)) {
      this.#hold(range);
    } else if (row && reading.mayEdit(row)) {
      const again = row.status === "proposed" ? "" : "; proposed again";
      reading.changes.edit(row.id, range);
      reading.refill();
      const undo = reading.annotator.shortcuts.keyOf("undo");
      reading.tell(`Edge moved, saved${again}.${undo && ` Undo: ${undo}.`} Now: “${this.#quote(range)}”`);
    }
  }

  /** The passage, or what the form holds of an annotation until Save. */
  #hold(range) {
    const { reading } = this;
    if (reading.draft) {
      reading.take(range, { byKey: true });
    } else {
      reading.form.span(range);
      reading.mark();
      reading.tell(`Not saved yet: “${this.#quote(range)}”`);
    }
  }

  /**
   * Move an edge of the passage by a word, or else of the chosen annotation: saved at
   * once, unless the form holds other changes of it.
   *
   * @param {"start"|"end"} edge
   * @param {1|-1} step
   */
  edge(edge, step) {
    const { reading } = this;
    const row = reading.chosen && reading.model.get(reading.chosen);
    if (reading.draft || (row && reading.isUnsaved)) {
      this.formEdge(edge, step);
      return;
    }
    if (!row || !reading.mayEdit(row)) {
      return;
    }
    const moved = moveByWord(this.paragraphs, row, edge, step, this.language);
    if (moved) {
      this.keep(moved);
    } else {
      reading.tell("There is no further word.");
    }
  }

  #quote(range) {
    return excerpt(this.paragraphs, range, 160);
  }

  /**
   * Move an edge of the passage; without one, the next word becomes it.
   *
   * @param {"start"|"end"} edge
   * @param {1|-1} step
   */
  draftEdge(edge, step) {
    const { draft, place } = this.reading;
    if (draft) {
      this.edge(edge, step);
      return;
    }
    const end = wordBorder(this.paragraphs, place, "end", 1, this.language);
    const start = wordBorder(this.paragraphs, end, "start", -1, this.language);
    const word = snapToWords(this.paragraphs, start, end, this.language);
    if (word) {
      this.reading.take(word, { byKey: true });
    }
  }
}
