/** How many open branches are told to the server, so that it shows them again. */
const MOST_OPEN = 100;

/** The tree as the server draws it: whole, what is found, or one branch. */
export class Tree {
  /**
   * @param {HTMLElement} element  its data-url is the page's, data-csrf for what is sent
   * @param {HTMLElement} said  where words for a screen reader go
   */
  constructor(element, said) {
    this.element = element;
    this.said = said;
    this.query = this.#part()?.dataset.query ?? "";
    /** @type {string[]}  the branches that were open before a search */
    this.before = [];
    this.last = new AbortController();
  }

  /** @param {string} query  "" shows all */
  async find(query) {
    if (query === this.query) return;
    if (!this.query) this.before = this.open;
    this.query = query;
    const asked = new URLSearchParams({ part: "tree" });
    if (query) asked.set("q", query);
    else for (const slug of this.before.slice(0, MOST_OPEN)) asked.append("open", slug);
    const address = query ? `?${new URLSearchParams({ q: query })}` : this.element.dataset.url;
    history.replaceState(null, "", address);
    await this.#ask(`${this.element.dataset.url}?${asked}`, {});
  }

  /**
   * Send a form's fields; the tree as it stands then comes back, also when it is refused.
   *
   * @param {string} url
   * @param {[string, string][]} fields
   */
  async send(url, fields) {
    const body = new URLSearchParams([...fields, ["part", "tree"]]);
    for (const slug of this.open.slice(0, MOST_OPEN)) body.append("open", slug);
    const headers = { "X-CSRFToken": this.element.dataset.csrf };
    const closed = this.closed;
    if (await this.#ask(url, { method: "POST", body, headers })) {
      for (const slug of closed) this.#branch(slug)?.removeAttribute("open");
    }
  }

  /** Fetch what lies below an entry, once. @param {EventTarget} branch  a details */
  async unfold(branch) {
    const { open, dataset } = /** @type {HTMLDetailsElement} */ (branch);
    const url = dataset.below;
    if (!open || !url) return;
    delete dataset.below;
    const html = await fetchText(url, {});
    const waiting = /** @type {Element} */ (branch).querySelector(":scope > .waiting");
    if (html === null) dataset.below = url;
    else if (waiting) waiting.outerHTML = html;
  }

  /** @returns {string[]}  the slugs of the open branches, the outer ones before */
  get open() {
    return this.#branches("[open]");
  }

  /** @returns {string[]} */
  get closed() {
    return this.#branches(":not([open])");
  }

  /** @param {string} words  for those who hear the page */
  say(words) {
    this.said.textContent = words;
  }

  #branches(state) {
    return [...this.element.querySelectorAll(`.entry > details${state}`)].map((branch) => branch.parentElement.id);
  }

  #branch(slug) {
    return document.getElementById(slug)?.querySelector(":scope > details");
  }

  /** @returns {HTMLElement | null} */
  #part() {
    return this.element.querySelector(".tree-part");
  }

  /** Take the newest answer; an older one that comes late is dropped. */
  async #ask(url, options) {
    this.last.abort();
    const own = new AbortController();
    this.last = own;
    const html = await fetchText(url, { ...options, signal: own.signal });
    if (own !== this.last) return false;
    if (html === null) {
      this.say("The server did not answer. Try again.");
      return false;
    }
    this.element.innerHTML = html;
    this.say(this.#part()?.dataset.said ?? "");
    return true;
  }
}

/** @returns {Promise<string | null>}  a part of a page, or null when there is none */
async function fetchText(url, options) {
  try {
    const response = await fetch(url, { credentials: "same-origin", redirect: "error", ...options });
    // a refusal brings the tree as it stands, with the reason
    return response.ok || [409, 422].includes(response.status) ? await response.text() : null;
  } catch {
    return null;
  }
}
