import { makeButton } from "./dom.js";

/** Milliseconds after which a button may ask, when what stands beside the list has asked. */
const LATER = 300;

/**
 * @typedef {object} Example
 * @property {string | null} id  null for words written for the codebook
 * @property {number | null} example  of one that was chosen: its number
 * @property {"positive" | "negative" | ""} kind  "" for one that was not chosen
 * @property {string} quote
 * @property {string} note
 * @property {string} stance
 * @property {string} title
 * @property {string[]} authors
 * @property {string} html_url
 */

/**
 * @typedef {object} Precedent  the reason of a decision, which guides others
 * @property {"positive" | "negative"} kind
 * @property {string} reason
 * @property {string} quote  "" where its passage may not be shown
 */

/** How a doctrine was used so far: fetched when somebody looks at it, kept for the page. */
export class Examples {
  /** @param {{api: import("./api.js").Api, url: string}} options  of the doctrines */
  constructor({ api, url }) {
    this.api = api;
    this.url = url;
    /** @type {Map<string, Promise<Example[]>>} */
    this.known = new Map();
    /** @type {Map<string, Precedent[]>}  of the doctrines that were asked for */
    this.guiding = new Map();
  }

  /** @param {string} slug @returns {Promise<Example[]>}  none when they cannot be had now */
  of(slug) {
    if (!this.known.has(slug)) {
      this.known.set(slug, this.#ask(slug));
    }
    return this.known.get(slug);
  }

  /** @param {string} slug @param {string} id @returns {Promise<Example | undefined>}  if the annotation was chosen */
  async chosen(slug, id) {
    return (await this.of(slug)).find((item) => item.id === id && item.example);
  }

  /**
   * Make an annotation an example of its doctrine, or one no more.
   *
   * @param {string} slug
   * @param {string} id  of the annotation
   * @returns {Promise<import("./api.js").Answer>}
   */
  async toggle(slug, id) {
    const own = await this.chosen(slug, id);
    const answer = own
      ? await this.api.request("DELETE", `${this.#address(slug)}/${own.example}`)
      : await this.api.post(this.#address(slug), { annotation: id });
    this.known.delete(slug);
    return answer;
  }

  /**
   * @param {string} slug
   * @param {string} id  of a saved annotation
   * @param {(sentence: string) => void} complain
   */
  button(slug, id, complain) {
    const show = async () => {
      const chosen = Boolean(await this.chosen(slug, id));
      button.setAttribute("aria-pressed", String(chosen));
    };
    const button = makeButton("Example", { class: "button quiet", title: "Show it as an example of its doctrine" }, async () => {
      const answer = await this.toggle(slug, id);
      complain(answer.state === "ok" ? "" : answer.detail ?? "The server did not answer. Try again.");
      await show();
    });
    setTimeout(() => button.isConnected && show(), LATER);
    return button;
  }

  #address(slug) {
    return `${this.url}/${encodeURIComponent(slug)}/examples`;
  }

  async #ask(slug) {
    const answer = await this.api.get(`${this.#address(slug)}?limit=2`);
    if (answer.state !== "ok") {
      this.known.delete(slug);
      return [];
    }
    this.guiding.set(slug, answer.data.precedents ?? []);
    return answer.data.items;
  }
}
