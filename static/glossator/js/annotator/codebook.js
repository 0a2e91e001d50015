import { remember, searchDoctrines } from "./typeahead.js";

/** The doctrines of the project, by slug. */
export class Codebook {
  /** @param {{user: string, project: string, storage?: Storage}} options */
  constructor({ user, project, storage }) {
    this.key = `glossator-recent-${project}-${user}`;
    this.storage = storage;
    /** @type {Map<string, import("./typeahead.js").Doctrine>} */
    this.bySlug = new Map();
    /** @type {string[]} */
    this.recents = this.#stored();
  }

  /**
   * An entry is never deleted: one that does not come belongs to a page that was not had.
   *
   * @param {import("./typeahead.js").Doctrine[]} doctrines
   */
  load(doctrines) {
    const before = this.bySlug;
    this.bySlug = new Map(doctrines.map((doctrine) => [doctrine.slug, doctrine]));
    before.forEach((doctrine, slug) => this.bySlug.has(slug) || this.bySlug.set(slug, doctrine));
  }

  /** @param {string} slug */
  get(slug) {
    return this.bySlug.get(slug);
  }

  /** @param {string} slug @returns {string}  the slug itself when it is unknown */
  nameOf(slug) {
    return this.bySlug.get(slug)?.name ?? slug;
  }

  /** @param {string} text @returns {string}  with names for the known slugs in parentheses */
  named(text) {
    return text.replace(/\([^()]*\)/gu, (aside) => aside.replace(/[\w-]+(?:\.[\w-]+)+/gu, (slug) => this.nameOf(slug)));
  }

  /** @param {string} slug @returns {string}  the class that gives the branch its colour */
  paletteOf(slug) {
    let doctrine = this.bySlug.get(slug);
    while (doctrine && !doctrine.palette && doctrine.parent) {
      doctrine = this.bySlug.get(doctrine.parent);
    }
    return `palette-${doctrine?.palette || 12}`;
  }

  /** @param {string} query */
  search(query) {
    return searchDoctrines([...this.bySlug.values()], query, this.recents);
  }

  /** @param {number} place  from 0 @returns {string|undefined}  slug of a recent doctrine, as the list shows them */
  recentAt(place) {
    const slug = this.search("")[place]?.slug;
    return this.recents.includes(slug) ? slug : undefined;
  }

  /** @param {string} key @returns {string|undefined}  slug of the doctrine whose own key it is */
  withKey(key) {
    return [...this.bySlug.values()].find((doctrine) => doctrine.key === key && !doctrine.retired)?.slug;
  }

  /** @param {string} slug  of a doctrine that was just used */
  use(slug) {
    const doctrine = this.bySlug.get(slug);
    if (doctrine) {
      doctrine.uses = (doctrine.uses ?? 0) + 1;
    }
    this.recents = remember(this.recents, slug);
    try {
      this.storage?.setItem(this.key, JSON.stringify(this.recents));
    } catch {
      // a full or forbidden storage costs the shortcut only
    }
  }

  #stored() {
    try {
      const slugs = JSON.parse(this.storage?.getItem(this.key) ?? "[]");
      return Array.isArray(slugs) ? slugs.filter((slug) => typeof slug === "string") : [];
    } catch {
      return [];
    }
  }
}
