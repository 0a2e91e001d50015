import { make, makeButton } from "./dom.js";
import { FILTERS, offered } from "./show.js";
import { STANCES } from "./stances.js";

const ANY = "All";

/** Fields over the list that say which annotations to show, in it and in the text. */
export class ShowOnly {
  /** @param {any} annotator */
  constructor(annotator) {
    this.annotator = annotator;
    this.show = annotator.show;
    /** @type {Object<string, HTMLSelectElement>|null} made when first unfolded */
    this.fields = null;
    this.details = make("details", { class: "show-only" }, make("summary", {}, "Show only …"));
    this.all = makeButton("Show all again", { class: "button quiet", hidden: true }, () => this.clear());
    annotator.list.tools.append(this.details, this.all);
    this.details.addEventListener("toggle", () => this.offer());
    this.details.addEventListener("change", () => this.take());
    this.commands = { showAll: () => this.clear() };
  }

  #build() {
    const names = { doctrine: "Doctrine", stance: "Stance", voice: "Voice", coder: "Coder", status: "Status", tag: "Tag" };
    this.fields = {};
    const rows = Object.entries(names).map(([name, words]) => {
      this.fields[name] = make("select", { name, "aria-label": `${words} to show` });
      return make("div", { class: "field" }, make("span", { "aria-hidden": "true" }, words), this.fields[name]);
    });
    this.hide = make("input", { type: "checkbox" });
    const hide = make("label", { class: "choice" }, this.hide, "Hide the rest in the text");
    this.details.append(make("div", { class: "show-only-fields" }, ...rows, hide));
  }

  listen() {
    this.show.read(window.location.search);
    if (this.show.isActive) {
      this.apply();
    }
  }

  /** Take what the fields say. */
  take() {
    const { doctrine, stance, voice, coder, status, tag } = this.fields;
    const [whose, ...holder] = voice.value.split(":");
    this.show.only = {
      doctrine: doctrine.value, stance: stance.value, voice: whose, holder: holder.join(":"),
      coder: coder.value, status: status.value, tag: tag.value,
    };
    this.show.hidesRest = this.hide.checked;
    this.apply();
  }

  clear() {
    if (this.show.isActive) {
      const focused = document.activeElement === this.all;
      this.show.only = {};
      this.show.hidesRest = false;
      this.apply();
      if (focused) {
        this.details.querySelector("summary").focus();
      }
    }
  }

  /** @param {Object<string, string>} only  by the names of FILTERS */
  set(only) {
    this.show.only = only;
    this.apply();
  }

  /** Show it: in the text, the gutter, the list and the address. */
  apply() {
    const { annotator, show } = this;
    const { pathname, search, hash } = window.location;
    window.history.replaceState(window.history.state, "", pathname + show.write(search) + hash);
    annotator.toggleAttribute("data-hide-rest", show.hidesRest && show.isActive);
    const table = /** @type {HTMLAnchorElement|null} */ (annotator.querySelector("[data-table-link]"));
    if (table) {
      table.search = show.write("");
    }
    this.all.hidden = !show.isActive;
    this.offer();
    annotator.paint(annotator.page.elements.keys());
    const all = annotator.model.sorted;
    const shown = all.filter((row) => show.matches(row)).length;
    annotator.tell(show.isActive ? `${shown} of ${all.length} annotations are shown.` : "All annotations are shown.");
  }

  /** Fill the fields with what the text's annotations have. */
  offer() {
    if (!this.fields && !this.details.open) {
      return;
    }
    if (!this.fields) {
      this.#build();
    }
    const { codebook, model } = this.annotator;
    const { only } = this.show;
    const found = offered(model.sorted, codebook);
    const doctrines = [...found.doctrines].map(([slug, uses]) => [slug, `${this.#path(slug)} (${uses})`]);
    doctrines.sort(([, a], [, b]) => a.localeCompare(b));
    const holders = found.holders.map((name) => [`attributed:${name}`, `Attributed to ${name}`]);
    const stances = STANCES.filter(({ value }) => found.stances.has(value));
    const statuses = ["proposed", "accepted", "rejected", "discussion"].filter((name) => found.statuses.has(name));
    const options = {
      doctrine: doctrines,
      stance: stances.map(({ value, name, glyph }) => [value, `${glyph} ${name}`]),
      voice: [["own", "The author’s own"], ["attributed", "Attributed to anybody"], ...holders],
      coder: [...found.coders],
      status: [...statuses.map((name) => [name, name]), ["not-rejected", "not rejected"]],
      tag: found.tags.map((name) => [name, name]),
    };
    const voice = only.holder ? `attributed:${only.holder}` : only.voice;
    const chosen = { ...Object.fromEntries(FILTERS.map((name) => [name, only[name] ?? ""])), voice: voice ?? "" };
    for (const [name, field] of Object.entries(this.fields)) {
      const known = options[name].some(([value]) => value === chosen[name]);
      // an address may ask for what no annotation here has
      const asked = chosen[name] && !known ? [[chosen[name], this.#named(name, chosen[name])]] : [];
      const all = [["", ANY], ...options[name], ...asked];
      field.replaceChildren(...all.map(([value, words]) => make("option", { value }, words)));
      field.value = chosen[name];
    }
    this.hide.checked = this.show.hidesRest;
  }

  #named(name, value) {
    return name === "doctrine" ? this.#path(value) : value;
  }

  /** The doctrine's name after those above it. */
  #path(slug) {
    const { codebook } = this.annotator;
    const above = codebook.get(slug)?.parent;
    return above ? `${codebook.nameOf(above)} › ${codebook.nameOf(slug)}` : codebook.nameOf(slug);
  }
}
