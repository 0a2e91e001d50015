import { make, makeButton } from "./dom.js";
import { labelled } from "./fields.js";

/** Milliseconds without a key before the words are looked for. */
const REST = 250;

/** Finds an annotation in any text of the project, by its words or by a link to it. */
export class FarSearch {
  /** @param {any} annotator @param {string} own  id of the one it is related to */
  constructor(annotator, own) {
    this.annotator = annotator;
    this.own = own;
    this.asked = 0;
  }

  /** @returns {Promise<import("./relation-words.js").End|null>} */
  ask() {
    return new Promise((resolve) => {
      const input = make("input", { type: "search" });
      this.said = make("p", { role: "status" });
      this.items = make("ul", { class: "relation-list" });
      const cancel = makeButton("Cancel", { class: "button" }, () => this.dialog.close());
      this.dialog = make(
        "dialog", { class: "relate-dialog", "aria-labelledby": "far-title" },
        make("h2", { id: "far-title" }, "The other annotation"),
        labelled("Words of its passage, doctrine or text, or a link to it", input),
        this.said, this.items, make("div", { class: "form-buttons" }, cancel),
      );
      this.found = null;
      let timer = 0;
      input.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(() => this.#search(input.value), REST);
      });
      input.addEventListener("keydown", async (event) => {
        if (event.key === "Enter") {
          event.preventDefault();
          clearTimeout(timer);
          await this.#search(input.value);
          this.items.querySelector("button")?.focus();
        }
      });
      this.dialog.addEventListener("close", () => {
        clearTimeout(timer);
        this.dialog.remove();
        resolve(this.found);
      });
      this.annotator.append(this.dialog);
      this.dialog.showModal();
      input.focus();
      this.#search("");
    });
  }

  async #search(words) {
    const asked = (this.asked += 1);
    const { api, dataset } = this.annotator;
    const answer = await api.get(`${dataset.passagesUrl}?q=${encodeURIComponent(words.trim().slice(0, 300))}`);
    if (asked !== this.asked) {
      return;
    }
    if (answer.state !== "ok") {
      this.said.textContent = answer.detail ?? "Nothing could be looked up. Try again when you are online.";
      return;
    }
    const items = answer.data.items.filter(({ id }) => id !== this.own);
    const said = words.trim() ? `${items.length} found` : "Changed last:";
    this.said.textContent = items.length ? said : "No annotation says this.";
    this.items.replaceChildren(...items.map((end) => make("li", {}, this.#choice(end))));
  }

  #choice(end) {
    const button = makeButton("", { class: "relation-end" }, () => {
      this.found = end;
      this.dialog.close();
    });
    const about = ` ${end.doctrine_name} · ${end.stance} (${end.title}, ${end.coder})`;
    button.append(make("q", {}, end.quote), make("span", { class: "relation-from" }, about));
    return button;
  }
}
