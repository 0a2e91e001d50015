import { paragraphAt } from "./offsets.js";
import { calledOf, speakerOf } from "./speaker.js";

/** Proposes in the form whose words a new passage seems to be. */
export class Speakers {
  /** @param {any} annotator */
  constructor(annotator) {
    this.annotator = annotator;
    this.called = [];
    this.counted = -1;
    this.place = "";
  }

  /** As a feature: another passage, or none. */
  chosen() {
    const { reading, form, page } = this.annotator;
    const { draft } = reading;
    const place = draft ? `${draft.start}-${draft.end}` : "";
    if (!draft || place === this.place) {
      this.place = place;
      return;
    }
    this.place = place;
    const paragraph = page.paragraphs[paragraphAt(page.paragraphs, draft.start)];
    form.voice.propose(speakerOf(paragraph, draft, this.#called(), reading.language));
  }

  #called() {
    const { actors } = this.annotator.names;
    if (actors.length !== this.counted) {
      this.called = calledOf(actors);
      this.counted = actors.length;
    }
    return this.called;
  }
}
