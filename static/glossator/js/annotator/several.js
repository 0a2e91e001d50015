import { make, makeButton } from "./dom.js";
import { Batch } from "./batch.js";
import { ACTIONS, askWhat } from "./several-dialog.js";

/** Choose several annotations in the list, and change them with one gesture. */
export class Several {
  /** @param {any} annotator */
  constructor(annotator) {
    this.annotator = annotator;
    this.list = annotator.list;
    /** @type {string|null} where a range begins */
    this.anchor = null;
    this.batch = new Batch(annotator, () => this.report());
    this.commands = { several: () => this.toggle() };
    if (!annotator.reading.mayCode) {
      return;
    }
    this.switch = makeButton("Choose several", { class: "button quiet", "aria-pressed": "false" }, () => this.toggle());
    this.count = make("p", { class: "several-count", role: "status" });
    this.every = makeButton("All", { class: "button quiet" }, () => this.tick(this.list.found.map((row) => row.id)));
    const none = makeButton("None", { class: "button quiet" }, () => this.tick([]));
    const options = Object.entries(ACTIONS).map(([value, { words }]) => make("option", { value }, words));
    this.what = make("select", { "aria-label": "What to do with them" }, ...options);
    this.go = makeButton("Change …", { class: "button" }, () => this.change());
    this.result = make("div", { class: "several-result" });
    this.element = make(
      "div", { class: "several", role: "group", "aria-label": "Several annotations", hidden: true },
      make("div", { class: "row" }, this.count, this.every, none),
      make("div", { class: "row" }, this.what, this.go), this.result,
    );
    annotator.addEventListener("glossator:state", () => this.batch.look());
    this.list.tools.append(this.switch);
    this.list.items.before(this.element);
    this.list.items.addEventListener("click", (event) => this.#click(event), true);
    this.list.items.addEventListener("keydown", (event) => this.#key(event), true);
  }

  painted() {
    if (this.list.ticked) {
      this.#say();
    }
  }

  /** @returns {boolean}  whether the answer was about a change of several, and is listed */
  held(entry, answer) {
    return this.batch.held(entry, answer);
  }

  toggle() {
    if (!this.switch) {
      this.annotator.tell("You may read here; coders choose and change annotations.");
      return;
    }
    const on = this.list.ticked === null;
    this.list.ticked = on ? new Set() : null;
    this.anchor = null;
    this.switch.setAttribute("aria-pressed", String(on));
    this.element.hidden = !on;
    this.result.replaceChildren();
    this.list.draw();
    this.#say();
    if (on) {
      this.annotator.panel.element.classList.add("open");
      /** @type {HTMLElement} */ (this.list.items.querySelector("input") ?? this.every).focus();
    }
  }

  /** @param {string[]} ids  those chosen from now on */
  tick(ids) {
    this.list.ticked = new Set(ids);
    for (const box of this.list.items.querySelectorAll("input[data-tick]")) {
      const input = /** @type {HTMLInputElement} */ (box);
      input.checked = this.list.ticked.has(input.dataset.tick);
    }
    this.#say();
  }

  /** Ask what to say of all, and say it with one gesture. */
  async change() {
    const { annotator } = this;
    const { changes, model, reading } = annotator;
    const rows = [...this.list.ticked].map((id) => model.get(id)).filter(Boolean);
    const mine = rows.filter((row) => reading.mayEdit(row));
    if (!mine.length) {
      annotator.tell(rows.length ? "These are other coders’; you may change your own only." : "Choose some in the list first.");
      return;
    }
    if (reading.mustWait()) {
      return;
    }
    const wanted = await askWhat(annotator, this.what.value, mine);
    if (!wanted) {
      return;
    }
    const ids = mine.map((row) => row.id).filter((id) => model.get(id));
    changes.together(wanted.label(ids.length), () => {
      this.batch.begin(ids, rows.length - mine.length);
      ids.forEach((id) => (wanted.fields ? changes.edit(id, wanted.fields(model.get(id))) : changes.remove(id)));
    });
    this.report();
  }

  /** Say how far the server has come, and what it refused. */
  report() {
    const { done, all, foreign, refused } = this.batch;
    const lines = [
      done < all ? `Saving: ${done} of ${all}.` : `${all - refused.length} changed and saved.`,
      foreign ? `${foreign === 1 ? "One is" : `${foreign} are`} another coder’s and stayed as ${foreign === 1 ? "it is" : "they are"}.` : "",
      refused.length ? `${refused.length} not changed:` : "",
    ];
    const progress = make("progress", { max: all, value: done, "aria-label": "Saved", hidden: done >= all });
    const items = refused.map(({ id, words, reason }) =>
      make("li", {}, makeButton(words, { class: "button quiet" }, () => this.list.onChoose(id)), ` ${reason}`),
    );
    const sentence = lines.filter(Boolean).join(" ");
    const isDone = all > 0 && done === all;
    if (isDone) {
      this.annotator.tell(sentence);
    }
    // what is said and done would still stand here when it is undone
    const stays = !isDone || foreign || refused.length;
    this.result?.replaceChildren(...(stays ? [make("p", {}, sentence), progress, make("ul", {}, ...items)] : []));
  }

  #say() {
    if (this.list.ticked) {
      const there = [...this.list.ticked].filter((id) => this.annotator.model.get(id)).length;
      this.count.textContent = `${there} chosen`;
      this.every.textContent = `All ${this.list.found.length}`;
      this.go.setAttribute("aria-disabled", String(there === 0));
    }
  }

  /** A click on a box, or with Shift or Control on an item. */
  #click(event) {
    const box = event.target.closest("input[data-tick]");
    const item = event.target.closest("button.item");
    const keyed = event.shiftKey || event.ctrlKey || event.metaKey;
    if (!this.list.ticked || !(box || (item && keyed))) {
      return;
    }
    const id = box ? box.dataset.tick : item.dataset.id;
    const on = box ? box.checked : !this.list.ticked.has(id);
    if (item) {
      event.preventDefault();
      event.stopPropagation();
    }
    this.#put(event.shiftKey ? this.#range(id) : [id], on);
    this.anchor = id;
  }

  #key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const at = event.target.closest("li");
    const next = step === 1 ? at?.nextElementSibling : at?.previousElementSibling;
    if (this.list.ticked && step && event.shiftKey && next) {
      event.preventDefault();
      event.stopPropagation();
      const ids = [at, next].map((item) => item.querySelector("button.item").dataset.id);
      this.#put(ids, true);
      next.querySelector("input[data-tick]").focus();
      this.anchor = ids[1];
    }
  }

  #put(ids, on) {
    const ticked = new Set(this.list.ticked);
    ids.forEach((id) => (on ? ticked.add(id) : ticked.delete(id)));
    this.tick([...ticked]);
  }

  /** Those from the last one chosen to this one, in the order of the list. */
  #range(id) {
    const ids = this.list.found.map((row) => row.id);
    const from = this.anchor === null ? -1 : ids.indexOf(this.anchor);
    const to = ids.indexOf(id);
    return from === -1 ? [id] : ids.slice(Math.min(from, to), Math.max(from, to) + 1);
  }
}
