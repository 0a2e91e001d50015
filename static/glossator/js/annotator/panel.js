import { moveByArrows } from "./arrows.js";
import { make, makeButton } from "./dom.js";

/** Beside the text: the list, or one annotation, or the annotations of one place. */
export class Panel {
  /**
   * @param {object} options
   * @param {HTMLElement} options.element  the aside
   * @param {import("./list.js").List} options.list
   * @param {import("./form.js").Form} options.form
   * @param {import("./card.js").Card} options.card
   * @param {() => void} options.onClose
   * @param {() => void} options.onRise  the sheet came up and covers a part of the text
   */
  constructor({ element, list, form, card, onClose, onRise }) {
    this.element = element;
    this.list = list;
    this.form = form;
    this.card = card;
    this.onRise = onRise;
    this.places = make("ol", { class: "annotation-list" });
    moveByArrows(this.places);
    this.heading = make("h2", { tabindex: "-1" });
    const back = makeButton("Close", { class: "button" }, onClose);
    const head = make("div", { class: "list-head" }, this.heading, back);
    this.here = make("div", { class: "here-view" }, head, this.places);
    this.toggle = makeButton("Annotations", { class: "button sheet-toggle" }, () => this.#toggle());
    element.querySelector(".annotator-bar").append(this.toggle);
    this.views = element.querySelector("[data-views]");
    this.views.replaceChildren(list.element);
    for (const part of [card.element, this.here, list.items]) {
      part.addEventListener("keydown", (event) => {
        if (event.key === "Escape") {
          event.preventDefault();
          onClose();
        }
      });
    }
    element.hidden = false;
    this.show("list");
  }

  /**
   * @param {"list"|"here"|"form"|"card"} view
   * @param {{up?: boolean, toggle?: string}} [sheet]  on a narrow screen: whether it
   *   comes up at once, and the words on the button that brings it up
   */
  show(view, { up = view !== "list", toggle = "Annotations" } = {}) {
    this.view = view;
    this.toggle.textContent = toggle;
    const others = { form: this.form.element, card: this.card.element, here: this.here };
    for (const [name, other] of Object.entries(others)) {
      // what is not shown is not in the page, which has many nodes as it is
      if (name !== view) {
        other.remove();
      } else if (!other.isConnected) {
        this.views.insertBefore(other, this.list.element);
      }
    }
    this.list.element.hidden = view === "here";
    this.element.classList.toggle("open", up);
    if (view !== "list") {
      this.element.scrollTop = 0;
    }
    this.#say();
  }

  /**
   * List the annotations of one place.
   *
   * @param {import("./annotation.js").Annotation[]} rows  in the order to show
   * @param {string} heading
   */
  showHere(rows, heading) {
    this.heading.textContent = heading;
    this.places.replaceChildren(...rows.map((row) => this.list.item(row, { measured: true })));
    this.show("here");
    this.places.querySelector("button")?.focus();
  }

  /** Go from the text to what the panel shows. */
  focus() {
    if (this.view === "form") {
      this.form.focus();
    } else if (this.view === "card") {
      this.card.focus();
    } else {
      const first = this.view === "here" ? this.places : this.list.items;
      (first.querySelector("button") ?? this.list.filter).focus();
    }
  }

  /** On a narrow screen the panel is a sheet that comes up. */
  #toggle() {
    this.element.classList.toggle("open");
    this.#say();
  }

  #say() {
    const up = this.element.classList.contains("open");
    this.toggle.setAttribute("aria-expanded", String(up));
    if (up) {
      this.onRise();
    }
  }
}
