/** The menus of the bar: a button and what it opens; Escape and a click beside close it. */
export class Menus {
  /** @param {any} annotator */
  constructor(annotator) {
    this.annotator = annotator;
    /** @type {HTMLElement[]} an inner one after that which holds it */
    this.menus = [...annotator.querySelectorAll("[data-menu]")];
    annotator.menus = this;
  }

  listen() {
    for (const menu of this.menus) {
      buttonOf(menu).addEventListener("click", () => this.#turn(menu));
      menu.addEventListener("keydown", (event) => this.#key(event, menu));
      menu.addEventListener("click", (event) => this.#chosen(event));
    }
    document.addEventListener("click", (event) => {
      const { target } = event;
      this.menus.filter((menu) => !menu.contains(/** @type {Node} */ (target))).forEach(close);
    });
    const find = this.annotator.querySelector("[data-command=find]");
    find.addEventListener("click", () => this.annotator.commands.find());
  }

  #turn(menu) {
    const opens = buttonOf(menu).getAttribute("aria-expanded") !== "true";
    this.menus.filter((other) => other === menu || !other.contains(menu)).forEach(close);
    buttonOf(menu).setAttribute("aria-expanded", String(opens));
    menu.classList.toggle("open", opens);
  }

  /** What was chosen is done, and the menus go. */
  #chosen(event) {
    const button = event.target.closest("button");
    if (button && !button.matches("[aria-controls], .menu-panel .menu-panel [aria-pressed]")) {
      this.menus.forEach(close);
    }
  }

  #key(event, menu) {
    if (event.key === "Escape" && menu.classList.contains("open")) {
      event.preventDefault();
      event.stopPropagation();
      close(menu);
      buttonOf(menu).focus();
    }
  }
}

/** @param {HTMLElement} menu @returns {HTMLElement} */
function buttonOf(menu) {
  return menu.querySelector("[aria-expanded]");
}

/** @param {HTMLElement} menu */
function close(menu) {
  menu.classList.remove("open");
  buttonOf(menu).setAttribute("aria-expanded", "false");
}
