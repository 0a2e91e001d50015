import { Api } from "./api.js";
import { Codebook } from "./codebook.js";
import { Gutter } from "./gutter.js";
import { bring } from "./later.js";
import { Loading } from "./loading.js";
import { Meanwhile } from "./meanwhile.js";
import { Model } from "./model.js";
import { makeParagraphs } from "./offsets.js";
import { Painter } from "./painter.js";
import { Show } from "./show.js";

/**
 * The page where a text is marked. This module and what it imports paint the marks that
 * the window shows; parts.js, which comes after that frame, makes everything else.
 */
class GlossatorAnnotator extends HTMLElement {
  /** @type {import("./parts.js").Parts|null} all that is not needed for the first marks */
  parts = null;

  connectedCallback() {
    if (!this.started) {
      this.started = this.start();
    }
  }

  async start() {
    /** whether the coder has said what becomes of unsent work */
    this.leaving = false;
    this.live = this.querySelector("[data-live]");
    this.buildModel();
    this.buildPaint();
    const meanwhile = new Meanwhile(this.text);
    const answer = await this.loading.first();
    if (answer.state === "ok") {
      await this.loading.show(answer.data);
    }
    await this.buildParts(answer);
    meanwhile.end();
  }

  buildModel() {
    this.text = /** @type {HTMLElement} */ (this.querySelector("[data-text]"));
    const elements = /** @type {HTMLElement[]} */ ([...this.text.querySelectorAll("p[data-c]")]);
    const paragraphs = makeParagraphs(elements.map((element) => element.textContent));
    const places = new Map(elements.map((element, index) => [element, index]));
    this.page = { elements, places, paragraphs };
    this.model = new Model(paragraphs);
    /** the lists of names that came with the page */
    this.given = JSON.parse(document.getElementById("annotator-names")?.textContent ?? "{}");
    const { user, doctrinesUrl } = this.dataset;
    this.codebook = new Codebook({ user, project: doctrinesUrl, storage: localStore() });
    this.codebook.load(this.given.doctrines ?? []);
    this.show = new Show(this.codebook);
    this.show.read(window.location.search);
  }

  buildPaint() {
    const { page, model, dataset: data } = this;
    const { annotationUrl, relationUrl, regionUrl, csrf } = data;
    this.api = new Api({ annotationUrl, relationUrl, regionUrl, csrf });
    const sections = /** @type {HTMLElement[]} */ ([...this.text.querySelectorAll("section")]);
    const gutter = new Gutter({
      sections, page, codebook: this.codebook,
      onChoose: (id) => this.parts.choose(id),
      onMore: (index) => this.parts.listParagraph(index),
    });
    this.painter = new Painter({
      sections, page, model, gutter,
      paletteOf: (slug) => this.codebook.paletteOf(slug),
      isDimmed: (row) => this.show.isActive && !this.show.matches(row),
      onPaint: (indexes) => this.parts?.painted(indexes),
    });
    this.loading = new Loading({
      api: this.api, url: data.annotationsUrl, many: Number(data.many ?? 0),
      paragraphs: page.paragraphs, model, painter: this.painter,
      isBusy: (id) => this.parts.isBusy(id),
      onMore: (touched) => this.parts.takeMore(touched),
    });
  }

  /** @param {import("./api.js").Answer} answer  the annotations, or why there are none */
  async buildParts(answer) {
    try {
      const styled = bring(this.querySelector("[data-later]"));
      const { Parts } = await import("./parts.js");
      await styled;
      this.parts = new Parts(this);
      await this.parts.start(answer);
    } catch (error) {
      /** @type {HTMLElement} */ (this.querySelector("[data-panel]")).hidden = false;
      this.tell("The page could not be loaded whole. Reload it when you are online.");
      throw error;
    }
  }

  /**
   * Say something in the live region, and show it.
   *
   * @param {string} sentence
   * @param {{shown?: boolean}} [how]  not shown: the page says it elsewhere already
   */
  tell(sentence, { shown = true } = {}) {
    this.live.classList.toggle("visually-hidden", !shown);
    this.live.textContent = sentence;
  }
}

/** @returns {Storage|undefined} */
function localStore() {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

customElements.define("glossator-annotator", GlossatorAnnotator);
