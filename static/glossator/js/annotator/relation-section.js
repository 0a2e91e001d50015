import { make, makeButton } from "./dom.js";
import { select } from "./fields.js";
import { KINDS } from "./relation-words.js";

/** The relations of the annotation that is open, under its form or card. */
export class RelationSection {
  /** @param {import("./relations.js").Relations} relations */
  constructor(relations) {
    this.relations = relations;
    /** @type {string|null} */
    this.id = null;
    this.items = make("ul", { class: "relation-list" });
    this.add = makeButton("Relate to another …", { class: "button" }, () => {
      relations.annotator.relate.start();
    });
    const heading = make("h3", { id: "relations-heading" }, "Relations");
    this.element = make(
      "section", { class: "relation-section", "aria-labelledby": "relations-heading" },
      heading, this.items, this.add,
    );
  }

  /** @param {string|null} id */
  show(id) {
    const { panel, reading } = this.relations.annotator;
    const view = panel.view === "card" ? panel.card : panel.form;
    const open = id !== null && (panel.view === "card" || panel.view === "form");
    if (open && this.element.parentElement !== view.element) {
      view.element.append(this.element);
    }
    this.id = open ? id : null;
    this.element.hidden = !open;
    this.add.hidden = !reading.mayCode;
    this.draw();
  }

  draw() {
    if (this.id === null) {
      return;
    }
    const focused = this.items.contains(document.activeElement)
      ? /** @type {HTMLElement} */ (document.activeElement).closest("li").dataset.id
      : undefined;
    const rows = this.relations.of(this.id);
    this.items.replaceChildren(...rows.map((row) => this.#item(row)));
    this.items.hidden = rows.length === 0;
    if (focused) {
      const again = /** @type {HTMLElement|null} */ (this.items.querySelector(`[data-id="${focused}"] select`));
      (again ?? this.add).focus();
    }
  }

  #item(row) {
    const leaves = row.source.id === this.id;
    const [does, isDone] = KINDS[row.kind];
    const words = make("span", { class: "relation-kind" }, leaves ? does : isDone);
    const parts = [words, " ", goTo(this.relations, leaves ? row.target : row.source)];
    if (row.note) {
      parts.push(make("p", { class: "relation-note" }, row.note));
    }
    if (this.relations.mayEdit(row)) {
      parts.push(this.#tools(row, leaves));
    }
    return make("li", { "data-id": row.id, class: row.pending ? "pending" : undefined }, ...parts);
  }

  #tools(row, leaves) {
    const other = leaves ? row.target : row.source;
    const about = `“${other.quote}”`;
    const names = Object.entries(KINDS).map(([kind, words]) => [kind, words[leaves ? 0 : 1]]);
    const kinds = select("relation-kind", Object.fromEntries(names));
    kinds.value = row.kind;
    kinds.setAttribute("aria-label", `Kind of the relation to ${about}`);
    kinds.addEventListener("change", () => this.relations.edit(row, { kind: kinds.value }));
    const remove = makeButton("Remove", { class: "button quiet", "aria-label": `Remove the relation to ${about}` }, () => {
      this.relations.remove(row);
      this.add.focus();
    });
    return make("div", { class: "relation-tools" }, kinds, remove);
  }
}

/**
 * @param {import("./relations.js").Relations} relations
 * @param {import("./relation-words.js").End} end
 * @returns {HTMLElement}  a button in this text, a link into another
 */
export function goTo(relations, end) {
  const here = end.document === relations.document;
  const from = [here ? "" : end.title, end.coder].filter(Boolean).join(", ");
  const words = [make("q", {}, end.quote), make("span", { class: "relation-from" }, ` ${end.doctrine_name} (${from})`)];
  if (!here) {
    return make("a", { class: "relation-end", href: end.html_url }, ...words);
  }
  const button = makeButton("", { class: "relation-end" }, () => relations.go(end.id));
  button.append(...words);
  return button;
}
