import { make, makeButton } from "./dom.js";
import { FindThread } from "./find-thread.js";
import { highlight } from "./highlight.js";
import { count } from "./offsets.js";
import { scrollTo } from "./scroll.js";
import { rangesOf } from "./selection.js";

/** So many hits can be annotated with one gesture. */
const TOGETHER = 500;

/** Finds words in the text, shows them, and hands them over to be annotated. */
export class FindBar {
  /** @param {any} annotator */
  constructor(annotator) {
    this.annotator = annotator;
    this.page = annotator.page;
    const url = annotator.dataset.findWorkerUrl;
    this.thread = new FindThread(url, this.page.paragraphs.map((paragraph) => paragraph.text));
    /** @type {[number, number][]} code points, in the order of the text */
    this.hits = [];
    this.current = -1;
    /** where the reader was before the bar went to a hit, and where it went */
    this.origin = 0;
    this.went = -1;
    /** @type {{hits: [number, number][], onSave: Function, saving: boolean}|null} while the form is for all hits */
    this.all = null;
    this.#build();
    annotator.querySelector(".annotator").before(this.element);
  }

  /** @param {string} [typed]  while the bar was on its way */
  open(typed = "") {
    const selected = window.getSelection()?.toString().trim() ?? "";
    if (typed) {
      this.query.value = typed;
    } else if (selected && selected.length <= 60 && !selected.includes("\n")) {
      this.query.value = selected;
    }
    this.element.hidden = false;
    this.query.focus();
    if (!typed) {
      this.query.select();
    }
    this.look();
  }

  close() {
    this.element.hidden = true;
    this.hits = [];
    this.current = -1;
    this.#show();
    this.annotator.text.focus({ preventScroll: true });
  }

  /** Look for what the bar says now. */
  async look() {
    const { value: query } = this.query;
    const { words, matchCase, expression } = this.boxes;
    const wanted = {
      query, words: words.checked, matchCase: matchCase.checked, expression: expression.checked,
    };
    const answer = query.trim() === "" ? { hits: [] } : await this.thread.find(wanted);
    if (answer.isOld || this.element.hidden) {
      return;
    }
    this.problem.textContent = answer.problem ?? "";
    this.problem.hidden = !answer.problem;
    const { regions, reading } = this.annotator;
    this.hits = answer.hits.filter(([start, end]) => !regions?.covers(start, end));
    this.isCut = Boolean(answer.isCut);
    this.current = -1;
    if (reading.place !== this.went) {
      this.origin = reading.place;
    }
    const from = count(this.hits.length, (i) => this.hits[i][0] < this.origin);
    this.#go(this.hits.length ? from % this.hits.length : -1);
  }

  /** Paint the hits near the window. */
  paint() {
    const near = this.#near();
    highlight("hit", near.flatMap(([start, end]) => rangesOf(this.page, start, end)));
    const hit = this.hits[this.current];
    highlight("hit-current", hit ? rangesOf(this.page, hit[0], hit[1]) : []);
  }

  /** The form left the hits. */
  chosen() {
    if (this.all && !this.all.saving && this.annotator.reading.draft?.start !== this.all.hits[0][0]) {
      this.#endAll();
    }
  }

  #go(index) {
    this.current = index;
    const { length } = this.hits;
    const words = length ? `${index + 1} of ${length}${this.isCut ? " and more" : ""}` : this.query.value.trim() && this.problem.hidden ? "Not found" : "";
    this.counts.textContent = words;
    [this.one, this.every].forEach((button) => (button.disabled = length === 0));
    this.every.textContent = length > 1 ? `Annotate all ${length}` : "Annotate all";
    if (length) {
      const [start, end] = this.hits[index];
      this.annotator.reading.place = start;
      this.went = start;
      scrollTo(this.page, { start, end });
    }
    this.#show();
  }

  /** In the text and beside it. */
  #show() {
    this.annotator.minimap.marks("found", this.hits.map(([start, end]) => ({ start, end })));
    this.paint();
  }

  #step(step) {
    const { length } = this.hits;
    if (length) {
      this.#go((this.current + step + length) % length);
      this.origin = this.went;
    }
  }

  #near() {
    const { painter, page } = this.annotator;
    return [...painter.shown].flatMap((index) => {
      const { start, end } = page.paragraphs[index];
      const first = count(this.hits.length, (i) => this.hits[i][0] < start);
      const last = count(this.hits.length, (i) => this.hits[i][0] < end);
      return this.hits.slice(first, last);
    });
  }

  #annotateOne() {
    const { reading } = this.annotator;
    const [start, end] = this.hits[this.current];
    reading.take({ start, end }, { byKey: true });
    reading.annotate();
  }

  #annotateAll() {
    const { reading, form } = this.annotator;
    if (this.isCut || this.hits.length > TOGETHER) {
      this.annotator.tell(`These are too many: at most ${TOGETHER} can be annotated at once. Look for more words.`);
      return;
    }
    if (reading.mustWait()) {
      return;
    }
    this.#endAll();
    const hits = [...this.hits];
    const [start, end] = hits[0];
    reading.take({ start, end }, { byKey: true });
    this.all = { hits, onSave: form.actions.onSave, saving: false };
    form.title.textContent = `New annotations: ${hits.length} hits`;
    form.actions.onSave = (labels) => this.#saveAll(labels);
    reading.annotate();
    this.annotator.tell(`What you choose is saved for all ${hits.length} hits, and undone as one.`, { shown: false });
  }

  #saveAll(labels) {
    const { changes, model, reading, features } = this.annotator;
    const { hits } = this.all;
    this.all.saving = true;
    const isThere = (start, end, { doctrine, stance }) =>
      model.overlapping(start, end).some((row) =>
        row.start === start && row.end === end && row.doctrine === doctrine && row.stance === stance);
    const wanted = hits.flatMap(([start, end]) => labels.map((label) => ({ ...label, start, end })));
    const missing = wanted.filter((fields) => !isThere(fields.start, fields.end, fields));
    changes.together("Annotated all hits", () => missing.forEach((fields) => changes.create(fields)));
    this.#endAll();
    reading.leave();
    features.forEach((feature) => feature.saved?.(labels));
    const already = wanted.length - missing.length;
    const made = missing.length === 1 ? "1 annotation made" : `${missing.length} annotations made`;
    this.annotator.tell(`${made}${already ? `; ${already} ${already === 1 ? "was" : "were"} there already` : ""}. Undo takes them back together.`);
  }

  #endAll() {
    if (this.all) {
      this.annotator.form.actions.onSave = this.all.onSave;
      this.all = null;
    }
  }

  #build() {
    /** @returns {[HTMLInputElement, HTMLElement]} */
    const box = (label) => {
      const input = make("input", { type: "checkbox" });
      input.addEventListener("change", () => this.look());
      return [input, make("label", {}, input, label)];
    };
    this.query = make("input", { type: "search", "aria-label": "Find in the text", autocomplete: "off", spellcheck: "false" });
    this.counts = make("span", { class: "find-counts", role: "status" });
    this.problem = make("p", { class: "problem", role: "alert", hidden: true });
    const [words, wordsLabel] = box("Whole words");
    const [matchCase, caseLabel] = box("Match case");
    const [expression, expressionLabel] = box("Regular expression");
    this.boxes = { words, matchCase, expression };
    const button = (words, label, act) => makeButton(words, { class: "button", "aria-label": label, title: label }, act);
    this.one = makeButton("Annotate this", { class: "button" }, () => this.#annotateOne());
    this.every = makeButton("Annotate all", { class: "button" }, () => this.#annotateAll());
    const may = this.annotator.dataset.mayCode === "true" ? [this.one, this.every] : [];
    this.element = make(
      "search", { class: "find-bar", "aria-label": "Find in the text", hidden: true },
      this.query, this.counts,
      button("↑", "Previous hit", () => this.#step(-1)), button("↓", "Next hit", () => this.#step(1)),
      wordsLabel, caseLabel, expressionLabel, ...may,
      button("×", "Close", () => this.close()), this.problem,
    );
    this.query.addEventListener("input", () => this.look());
    this.element.addEventListener("keydown", (event) => this.#key(event));
  }

  #key(event) {
    if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    } else if (event.key === "Enter" && event.target === this.query) {
      event.preventDefault();
      this.#step(event.shiftKey ? -1 : 1);
    }
  }
}
