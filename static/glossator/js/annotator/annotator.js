import { Api } from "./api.js";
import { Card } from "./card.js";
import { Changes } from "./changes.js";
import { Codebook } from "./codebook.js";
import { commandsFor } from "./commands.js";
import { Coverage } from "./coverage.js";
import { askText } from "./dialogs.js";
import { Examples } from "./examples.js";
import { FEATURES } from "./features.js";
import { Form } from "./form.js";
import { Gutter } from "./gutter.js";
import { Holders } from "./holders.js";
import { List } from "./list.js";
import { Loading } from "./loading.js";
import { Memory } from "./memory.js";
import { Model } from "./model.js";
import { everything, Names } from "./names.js";
import { makeParagraphs } from "./offsets.js";
import { Outbox } from "./outbox.js";
import { Painter } from "./painter.js";
import { Panel } from "./panel.js";
import { Poll } from "./poll.js";
import { Provisions } from "./provisions.js";
import { Reading } from "./reading.js";
import { SaveState } from "./save-state.js";
import { settle } from "./settle.js";
import { Show } from "./show.js";
import { Shortcuts } from "./shortcuts.js";
import { SignIn } from "./signin.js";
import { openStore, Store } from "./store.js";

/** The page where a text is marked: reads its data- attributes and wires the parts. */
class GlossatorAnnotator extends HTMLElement {
  connectedCallback() {
    if (!this.started) {
      this.started = this.start();
    }
  }

  async start() {
    /** whether the coder has said what becomes of unsent work */
    this.leaving = false;
    const data = this.dataset;
    this.live = this.querySelector("[data-live]");
    this.saveState = new SaveState(this);
    this.coverage = new Coverage(this);
    const { annotationUrl, relationUrl, regionUrl, csrf } = data;
    this.api = new Api({ annotationUrl, relationUrl, regionUrl, csrf });
    this.signIn = new SignIn({
      host: this, api: this.api, user: data.user, name: data.userName, email: data.userEmail,
      onBack: () => this.poll.resume(),
    });
    this.buildModel();
    this.buildParts();
    this.bindBar();
    await this.load();
    await this.openOutbox();
    this.reading.listen();
    this.features.forEach((feature) => feature.listen?.());
    this.poll.start();
    await this.openFocus();
    this.setAttribute("data-ready", "");
    this.loading.rest();
    await this.settleHeld();
  }

  buildModel() {
    this.text = this.querySelector("[data-text]");
    const elements = /** @type {HTMLElement[]} */ ([...this.text.querySelectorAll("p[data-c]")]);
    const paragraphs = makeParagraphs(elements.map((element) => element.textContent));
    const places = new Map(elements.map((element, index) => [element, index]));
    this.page = { elements, places, paragraphs };
    this.model = new Model(paragraphs);
  }

  buildParts() {
    const { page, model, dataset: data, api } = this;
    const person = { user: data.user, storage: localStore() };
    const tell = (sentence) => this.tell(sentence);
    const choose = (id) => this.reading.choose(id, { open: true });
    this.codebook = new Codebook({ ...person, project: data.doctrinesUrl });
    this.show = new Show(this.codebook);
    const urls = { actors: data.actorsUrl, situations: data.situationsUrl, tags: data.tagsUrl };
    const askTitle = (code, title) =>
      askText(this, `New situation ${code}`, "Title, such as “Intervention in Kazakhstan, 2022”", title, "Add");
    this.shortcuts = new Shortcuts(person);
    this.names = new Names({ api, urls, tell, askTitle });
    const sections = /** @type {HTMLElement[]} */ ([...this.text.querySelectorAll("section")]);
    const gutter = new Gutter({
      sections, page, codebook: this.codebook, onChoose: choose,
      onMore: (index) => this.reading.here.listParagraph(index),
    });
    this.painter = new Painter({
      sections, page, model, gutter,
      paletteOf: (slug) => this.codebook.paletteOf(slug),
      isDimmed: (row) => this.show.isActive && !this.show.matches(row),
      onPaint: () => this.reading.highlight(),
    });
    this.outbox = new Outbox({
      api, user: data.user,
      store: new Store(null, undefined),
      onState: (state, waiting) => this.saveState.show(state, waiting),
      onDone: (entry, answer) => this.changes.acknowledge(entry, answer),
      onHeld: (entry, answer) => this.hold(entry, answer),
      onSignedOut: () => this.signIn.ask(),
      onForbidden: () => this.signIn.who(),
      onAdopted: () => this.changes.resume(),
    });
    this.changes = new Changes({
      document: data.document, model, outbox: this.outbox,
      self: { coder: data.userName, by: Number(data.user) },
      paint: (touched) => this.paint(touched),
    });
    this.list = new List({ model, codebook: this.codebook, show: this.show, onChoose: choose });
    this.memory = new Memory(person);
    this.holders = new Holders(model);
    this.form = new Form({
      codebook: this.codebook, names: this.names, paragraphs: page.paragraphs,
      holders: this.holders, memory: this.memory,
      examples: new Examples({ api, url: data.doctrinesUrl }),
      provisions: new Provisions({ api, url: data.provisionsUrl }),
      codebookUrl: data.codebookUrl, historyUrl: data.historyUrl,
      mayAdd: data.mayReview === "true", date: data.date,
      actions: {
        onSave: (labels) => this.reading.editing.save(labels),
        onCancel: () => this.reading.leave(),
        onRemove: () => this.reading.editing.remove(),
        onAgain: () => this.commands.again(),
        onEdge: (edge, step) => this.reading.steps.formEdge(edge, step),
      },
    });
    this.card = new Card({
      codebook: this.codebook, names: this.names, paragraphs: page.paragraphs,
      historyUrl: data.historyUrl, onClose: () => this.reading.leave(),
    });
    this.panel = new Panel({
      element: this.querySelector("[data-panel]"),
      list: this.list, form: this.form, card: this.card,
      onClose: () => this.reading.leave(),
      onRise: () => this.reading.keepInView(),
    });
    this.reading = new Reading(this);
    this.features = FEATURES.map((Feature) => new Feature(this));
    /** What the keys do, by the names in KEYS. */
    this.commands = Object.assign(
      commandsFor(this.reading), ...this.features.map((feature) => feature.commands ?? {}),
    );
    this.poll = new Poll({
      api, url: data.annotationsUrl, model, outbox: this.outbox,
      onChange: (change) => this.takeNews(change),
      onRevision: () => this.features.forEach((feature) => feature.revised?.()),
    });
    this.loading = new Loading({
      api, url: data.annotationsUrl, many: Number(data.many ?? 0), paragraphs: page.paragraphs,
      model, painter: this.painter, poll: this.poll,
      isBusy: (id) => this.outbox.isBusy(id),
      onMore: (touched) => this.takeMore(touched),
    });
  }

  bindBar() {
    const on = (name, command) => {
      this.querySelector(`[data-command=${name}]`)?.addEventListener("click", command);
    };
    on("undo", () => this.reading.editing.undo());
    on("redo", () => this.reading.editing.redo());
    on("read", () => this.coverage.toggle());
    on("retry", () => this.outbox.flush());
    window.addEventListener("online", () => {
      this.outbox.flush();
      this.names.reconnected();
    });
    window.addEventListener("beforeunload", (event) => {
      const fleeting = this.outbox.queue.length > 0 && !this.outbox.store.lasting;
      if (!this.leaving && (this.reading.isUnsaved || fleeting)) {
        event.preventDefault();
      }
    });
  }

  async load() {
    const given = JSON.parse(document.getElementById("annotator-names")?.textContent ?? "{}");
    const [answer, doctrines] = await Promise.all([
      this.loading.first(),
      given.doctrines ?? everything(this.api, this.dataset.doctrinesUrl),
      this.names.load(given),
    ]);
    this.codebook.load(doctrines);
    if (answer.state !== "ok") {
      this.tell(answer.detail ?? "The annotations could not be loaded. Reload the page.");
      this.painter.watch();
      return;
    }
    await this.loading.show(answer.data);
    this.takeMore([]);
  }

  async openOutbox() {
    this.outbox.store = await openStore();
    await this.outbox.open();
  }

  /** Ask about what an earlier page could not get through. */
  async settleHeld() {
    for (const entry of this.outbox.queue) {
      if (entry.state === "held" && entry.document === this.dataset.document) {
        await settle(this, entry, entry.answer);
      }
    }
  }

  async openFocus() {
    const wanted = this.dataset.focus;
    if (wanted) {
      await this.loading.reach(wanted);
    }
    if (wanted && this.model.get(wanted)) {
      this.reading.choose(wanted, { open: false });
    }
  }

  /** Another part of the annotations is here. @param {Iterable<number>} touched */
  takeMore(touched) {
    this.list.remark = this.loading.remark;
    this.paint(touched);
  }

  /** Changes of others. */
  async takeNews({ touched, changed, deleted }) {
    [...changed, ...deleted].forEach((id) => this.changes.stack.forget(id));
    if (changed.some((id) => !this.codebook.get(this.model.get(id).doctrine))) {
      this.codebook.load(await everything(this.api, this.dataset.doctrinesUrl));
    }
    this.paint(touched);
    this.reading.hear(changed, deleted);
  }

  /** What the server did not take: a feature lists it, or the coder decides. */
  hold(entry, answer) {
    if (!this.features.some((feature) => feature.held?.(entry, answer))) {
      settle(this, entry, answer);
    }
  }

  /** @param {Iterable<number>} touched  indexes of paragraphs */
  paint(touched) {
    if (!this.changes.isMany) {
      this.painter.update(touched);
      this.list.draw();
      return;
    }
    // many changes of one gesture are painted together
    if (!this.unpainted) {
      this.unpainted = new Set();
      queueMicrotask(() => {
        const all = this.unpainted;
        this.unpainted = undefined;
        this.painter.update(all);
        this.list.draw();
      });
    }
    for (const index of touched) {
      this.unpainted.add(index);
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

function localStore() {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

customElements.define("glossator-annotator", GlossatorAnnotator);
