import { make, makeButton } from "./dom.js";

/** What people say of the annotation that is open: under its form or card, read and answered there. */
export class Comments {
  /** @param {any} annotator */
  constructor(annotator) {
    this.annotator = annotator;
    this.url = annotator.dataset.commentsUrl;
    this.mayComment = annotator.dataset.mayComment === "true";
    /** @type {Map<string, number>} id of an annotation -> its open threads */
    this.numbers = new Map(
      (annotator.dataset.comments ?? "").split(" ").filter(Boolean).map((pair) => {
        const [id, number] = pair.split("=");
        return [id, Number(number)];
      }),
    );
    /** @type {string|null} */
    this.id = null;
    /** @type {Map<string, string>} what is written and not sent, by what it is said to */
    this.written = new Map();
    /** number of the question under way; the answer to an earlier one is older */
    this.question = 0;
    this.title = make("summary", {});
    this.body = make("div", { class: "stack" });
    this.element = make("details", { class: "comment-section" }, this.title, this.body);
    this.element.addEventListener("toggle", () => this.#toggled());
    // what is typed here is no key of the annotator, nor of the form around it
    this.element.addEventListener("keydown", (event) => event.stopPropagation());
  }

  listen() {
    window.addEventListener("beforeunload", (event) => {
      if (this.written.size && !this.annotator.leaving) {
        event.preventDefault();
      }
    });
  }

  /** @param {string|null} id */
  chosen(id) {
    const { panel } = this.annotator;
    const open = id !== null && (panel.view === "card" || panel.view === "form");
    if (open && id === this.id && this.element.isConnected) {
      return;
    }
    this.id = open ? id : null;
    this.body.replaceChildren();
    this.element.open = false;
    this.element.remove();
    if (open) {
      this.#count();
      (panel.view === "card" ? panel.card : panel.form).element.append(this.element);
    }
  }

  #count() {
    const number = this.numbers.get(this.id ?? "") ?? 0;
    this.title.textContent = number ? `Comments (${number} open)` : "Comments";
  }

  #toggled() {
    if (this.element.open && !this.body.hasChildNodes()) {
      this.#fill();
    }
  }

  async #fill() {
    const id = this.id;
    const question = ++this.question;
    const address = `${this.url}?annotation=${id}&resolved=no&limit=1000`;
    const { state, data, detail } = await this.annotator.api.get(address);
    if (id !== this.id || question !== this.question) {
      return;
    }
    if (state !== "ok") {
      this.body.replaceChildren(make("p", { role: "alert" }, detail ?? "The comments did not come. Close this and open it again."));
      return;
    }
    const threads = data.items.filter(({ thread }) => thread === null);
    this.numbers.set(id ?? "", threads.length);
    this.#count();
    const items = threads.map((first) => {
      const said = [first, ...data.items.filter(({ thread }) => thread === first.id)];
      const item = make("li", {}, ...said.map(comment));
      if (this.mayComment) {
        item.append(this.#writing("Your answer", "Answer", { thread: first.id }));
      }
      return item;
    });
    const none = make("p", { class: "muted" }, "Nothing is open. ");
    none.append(make("a", { href: `${this.annotator.dataset.historyUrl}${id}/#comments-title` }, "All comments"));
    this.body.replaceChildren(items.length ? make("ol", { class: "plain-list" }, ...items) : none);
    if (this.mayComment) {
      this.body.append(this.#writing("Your comment", "Comment", { annotation: id }));
    }
  }

  /**
   * @param {string} label
   * @param {string} act
   * @param {object} about  what is sent beside the words
   */
  #writing(label, act, about) {
    const to = Object.values(about).join();
    const words = make("textarea", { rows: 2, maxlength: 10000 });
    words.value = this.written.get(to) ?? "";
    const keep = () => (words.value.trim() ? this.written.set(to, words.value) : this.written.delete(to));
    words.addEventListener("input", keep);
    const problem = make("p", { role: "alert", hidden: true });
    const send = makeButton(act, { class: "button" }, async () => {
      send.disabled = true;
      const text = words.value;
      const { state, detail } = await this.annotator.api.post(this.url, { text, ...about });
      send.disabled = false;
      if (state === "ok") {
        if (this.written.get(to) === text) {
          this.written.delete(to);
        }
        this.annotator.tell("Your comment is sent.", { shown: false });
        await this.#fill();
        this.title.focus();
        return;
      }
      problem.textContent = detail ?? "No connection: what you wrote is kept here; send it again.";
      problem.hidden = false;
    });
    return make("div", { class: "stack" }, make("label", {}, label, " ", words), problem, send);
  }
}

/** @param {any} row  as the API tells it */
function comment({ by, created, text }) {
  const when = new Date(created);
  const words = when.toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" });
  const head = make("p", {}, make("strong", {}, by), " ", make("time", { datetime: when.toISOString() }, words));
  return make("div", { class: "comment-text" }, head, make("p", {}, text));
}
