import { Card } from "./card.js";
import { Changes } from "./changes.js";
import { commandsFor } from "./commands.js";
import { Coverage } from "./coverage.js";
import { askText } from "./dialogs.js";
import { Examples } from "./examples.js";
import { FEATURES } from "./features.js";
import { Form } from "./form.js";
import { Holders } from "./holders.js";
import { whenIdle } from "./idle.js";
import { bring, pageLoaded } from "./later.js";
import { List } from "./list.js";
import { Memory } from "./memory.js";
import { everything, Names } from "./names.js";
import { Outbox } from "./outbox.js";
import { Panel } from "./panel.js";
import { Poll } from "./poll.js";
import { Provisions } from "./provisions.js";
import { Reading } from "./reading.js";
import { SaveState } from "./save-state.js";
import { settle } from "./settle.js";
import { Shortcuts } from "./shortcuts.js";
import { SignIn } from "./signin.js";
import { openStore, Store } from "./store.js";

/** Makes what the annotator has besides its text and marks, and wires it. */
export class Parts {
  /** @param {any} annotator  the element, which gets the parts by their names */
  constructor(annotator) {
    this.annotator = annotator;
    const { storage } = annotator.codebook;
    this.person = { user: annotator.dataset.user, storage };
    annotator.settleHeld = () => this.settleHeld();
    annotator.paint = (touched) => this.paint(touched);
    this.#buildSaving();
    this.#buildPanel();
    this.#buildFeatures();
    this.#bindBar();
  }

  /** @param {import("./api.js").Answer} answer  the annotations, or why there are none */
  async start(answer) {
    const { annotator } = this;
    const { reading, features, poll, painter, names, given, loading } = annotator;
    const opened = this.#openOutbox();
    await names.load(given);
    if (!given.doctrines) {
      annotator.codebook.load(await everything(annotator.api, annotator.dataset.doctrinesUrl));
    }
    if (answer.state === "ok") {
      this.takeMore([]);
    } else {
      annotator.tell(answer.detail ?? "The annotations could not be loaded. Reload the page.");
      painter.watch();
    }
    await opened;
    reading.listen();
    features.forEach((feature) => feature.listen?.());
    poll.start();
    await this.#openFocus();
    annotator.setAttribute("data-ready", "");
    loading.rest();
    // htmx, which is among it, would wait for an event that is over
    pageLoaded().then(() => whenIdle(() => bring(annotator.querySelector("[data-seldom]"))));
    await this.settleHeld();
  }

  /** Show an annotation in the form or the card. @param {string} id */
  choose(id) {
    this.annotator.reading.choose(id, { open: true });
  }

  /** @param {number} index  of a paragraph whose annotations to list */
  listParagraph(index) {
    this.annotator.reading.here.listParagraph(index);
  }

  /** Paragraphs were painted anew. @param {number[]} indexes */
  painted(indexes) {
    this.annotator.reading.repainted(indexes);
  }

  /** @param {string} id @returns {boolean}  whether a request about it is under way */
  isBusy(id) {
    return this.annotator.outbox.isBusy(id);
  }

  /** Another part of the annotations is here. @param {Iterable<number>} touched */
  takeMore(touched) {
    const { list, loading } = this.annotator;
    list.remark = loading.remark;
    this.paint(touched);
  }

  /** @param {Iterable<number>} touched  indexes of paragraphs */
  paint(touched) {
    const { changes, list, painter } = this.annotator;
    if (!changes.isMany) {
      painter.update(touched);
      list.drawLater();
      return;
    }
    // many changes of one gesture are painted together
    if (!this.unpainted) {
      this.unpainted = new Set();
      queueMicrotask(() => {
        const all = this.unpainted;
        this.unpainted = undefined;
        painter.update(all);
        list.drawLater();
      });
    }
    for (const index of touched) {
      this.unpainted.add(index);
    }
  }

  #buildSaving() {
    const { annotator } = this;
    const { api, model, dataset: data } = annotator;
    annotator.saveState = new SaveState(annotator);
    annotator.coverage = new Coverage(annotator);
    annotator.signIn = new SignIn({
      host: annotator, api, user: data.user, name: data.userName, email: data.userEmail,
      onBack: () => this.#back(),
    });
    annotator.outbox = new Outbox({
      api, user: data.user,
      store: new Store(null, undefined),
      onState: (state, waiting) => annotator.saveState.show(state, waiting),
      onDone: (entry, answer) => this.#acknowledge(entry, answer),
      onHeld: (entry, answer) => this.#hold(entry, answer),
      onSignedOut: () => annotator.signIn.ask(),
      onForbidden: () => annotator.signIn.who(),
      onAdopted: () => annotator.changes.resume(),
    });
    annotator.changes = new Changes({
      document: data.document, model, outbox: annotator.outbox,
      self: { coder: data.userName, by: Number(data.user) },
      paint: (touched) => annotator.paint(touched),
    });
    annotator.poll = new Poll({
      api, url: data.annotationsUrl, model, outbox: annotator.outbox, heard: annotator.loading,
      onChange: (change) => this.#takeNews(change),
      onRevision: () => annotator.features.forEach((feature) => feature.revised?.()),
    });
  }

  #buildPanel() {
    const { annotator, person } = this;
    const { page, model, codebook, show, api, dataset: data } = annotator;
    const { paragraphs } = page;
    const urls = { actors: data.actorsUrl, situations: data.situationsUrl, tags: data.tagsUrl };
    const askTitle = (code, title) =>
      askText(annotator, `New situation ${code}`, "Title, such as “Intervention in Kazakhstan, 2022”", title, "Add");
    const onChoose = (id) => this.choose(id);
    const onClose = () => annotator.reading.leave();
    annotator.shortcuts = new Shortcuts(person);
    annotator.memory = new Memory(person);
    annotator.holders = new Holders(model);
    annotator.names = new Names({ api, urls, tell: (sentence) => annotator.tell(sentence), askTitle });
    annotator.list = new List({ model, codebook, show, onChoose });
    const { names, holders, memory, list } = annotator;
    const waiting = new Set((data.waiting ?? "").split(" "));
    annotator.form = new Form({
      codebook, names, paragraphs, holders, memory, waiting,
      examples: new Examples({ api, url: data.doctrinesUrl }),
      provisions: new Provisions({ api, url: data.provisionsUrl }),
      codebookUrl: data.codebookUrl, historyUrl: data.historyUrl,
      mayAdd: data.mayReview === "true", date: data.date,
      actions: {
        onSave: (labels) => annotator.reading.editing.save(labels),
        onCancel: onClose,
        onRemove: () => annotator.reading.editing.remove(),
        onAgain: () => annotator.commands.again(),
        onEdge: (edge, step) => annotator.reading.steps.formEdge(edge, step),
      },
    });
    annotator.card = new Card({ codebook, names, paragraphs, waiting, historyUrl: data.historyUrl, onClose });
    annotator.panel = new Panel({
      element: annotator.querySelector("[data-panel]"),
      list, form: annotator.form, card: annotator.card, onClose,
      onRise: () => annotator.reading.keepInView(),
    });
  }

  #buildFeatures() {
    const { annotator } = this;
    annotator.reading = new Reading(annotator);
    annotator.features = FEATURES.map((Feature) => new Feature(annotator));
    /** What the keys do, by the names in KEYS. */
    annotator.commands = Object.assign(
      commandsFor(annotator.reading), ...annotator.features.map((feature) => feature.commands ?? {}),
    );
  }

  #bindBar() {
    const { annotator } = this;
    const { outbox, reading } = annotator;
    const on = (name, command) => {
      annotator.querySelector(`[data-command=${name}]`)?.addEventListener("click", command);
    };
    on("undo", () => reading.editing.undo());
    on("redo", () => reading.editing.redo());
    on("read", () => annotator.coverage.toggle());
    on("retry", () => outbox.flush());
    annotator.querySelector(".bar-form")?.addEventListener("submit", (event) => this.#finish(event));
    window.addEventListener("online", () => {
      outbox.flush();
      annotator.names.reconnected();
    });
    window.addEventListener("beforeunload", (event) => {
      const fleeting = outbox.queue.length > 0 && !outbox.store.lasting;
      if (!annotator.leaving && (reading.isUnsaved || fleeting)) {
        event.preventDefault();
      }
    });
  }

  /** The text is done when all of it is at the server. @param {Event} event */
  #finish(event) {
    const { outbox, reading } = this.annotator;
    if (reading.mustWait()) {
      event.preventDefault();
    } else if (outbox.queue.length) {
      event.preventDefault();
      this.annotator.tell("Not everything is saved yet. Finish when the bar says so.");
    }
  }

  async #openOutbox() {
    const { outbox } = this.annotator;
    outbox.store = await openStore();
    await outbox.open();
  }

  async #openFocus() {
    const { dataset, loading, model, reading } = this.annotator;
    const wanted = dataset.focus;
    if (wanted) {
      await loading.reach(wanted);
    }
    if (wanted && model.get(wanted)) {
      reading.choose(wanted, { open: false });
    }
  }

  /** Ask about what an earlier page could not get through. */
  async settleHeld() {
    const { outbox, dataset } = this.annotator;
    for (const entry of outbox.queue) {
      if (entry.state === "held" && entry.document === dataset.document) {
        await settle(this.annotator, entry, entry.answer);
      }
    }
  }

  /** What the coder has been told of an annotation goes before what the server says of it. */
  #acknowledge(entry, answer) {
    this.annotator.reading.afterPaint.now();
    this.annotator.changes.acknowledge(entry, answer);
  }

  /** What the server did not take: a feature lists it, or the coder decides. */
  #hold(entry, answer) {
    if (!this.annotator.features.some((feature) => feature.held?.(entry, answer))) {
      settle(this.annotator, entry, answer);
    }
  }

  /** Somebody signed in again: ask what could not be had without. */
  #back() {
    this.annotator.poll.resume();
    this.annotator.features.forEach((feature) => feature.revised?.());
  }

  /** Changes of others. */
  async #takeNews({ touched, changed, deleted }) {
    const { api, changes, codebook, dataset, model, reading } = this.annotator;
    [...changed, ...deleted].forEach((id) => changes.stack.forget(id));
    if (changed.some((id) => !codebook.get(model.get(id).doctrine))) {
      codebook.load(await everything(api, dataset.doctrinesUrl));
    }
    this.annotator.paint(touched);
    reading.hear(changed, deleted);
  }
}
