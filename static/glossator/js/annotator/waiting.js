import { make, makeButton } from "./dom.js";

/** Says in the panel what is not saved yet, why, and what can be done. */
export class Waiting {
  /** @param {any} annotator */
  constructor(annotator) {
    this.annotator = annotator;
    this.words = make("span", {});
    this.act = makeButton("", { class: "button", hidden: true }, () => this.run());
    this.element = make("p", { class: "waiting", "data-waiting": true, hidden: true }, this.words, this.act);
    this.element.append(annotator.saveState.again);
    annotator.querySelector(".annotator-bar").after(this.element);
    this.why = "";
    this.warned = false;
    /** Whether it was said that something waits, and not yet that nothing does. */
    this.told = false;
  }

  listen() {
    this.annotator.addEventListener("glossator:state", (event) => this.show(event.detail));
    this.annotator.outbox.report();
  }

  /** @param {import("./outbox.js").Waiting} waiting */
  show({ count, why, lasting }) {
    const fleeting = count > 0 && !lasting;
    const sentences = [wordsFor(why, count), fleeting ? "This browser keeps nothing on this device: leave the page open until it says Saved." : ""];
    const sentence = sentences.filter(Boolean).join(" ");
    const focused = /** @type {HTMLElement} */ (document.activeElement);
    const isHere = this.element.contains(focused);
    if (this.words.textContent !== sentence) {
      this.words.textContent = sentence;
    }
    this.element.hidden = sentence === "";
    const act = { held: "Decide", "signed-out": "Sign in to send" }[why];
    this.act.hidden = act === undefined;
    this.act.textContent = act ?? "";
    if (isHere && (this.element.hidden || focused.hidden)) {
      this.annotator.text.focus({ preventScroll: true });
    }
    if ((why && why !== this.why) || (fleeting && !this.warned)) {
      this.annotator.tell(sentence, { shown: false });
      this.warned ||= fleeting;
    }
    this.why = why;
    this.told ||= Boolean(why);
    if (this.told && count === 0) {
      this.told = false;
      this.annotator.tell("Everything is saved now.", { shown: false });
    }
  }

  run() {
    if (this.why === "held") {
      this.annotator.settleHeld();
    } else {
      this.annotator.outbox.flush();
    }
  }
}

/** @param {string} why @param {number} count @returns {string} */
export function wordsFor(why, count) {
  const one = count === 1;
  const changes = one ? "1 change" : `${count} changes`;
  const wait = `${changes} ${one ? "waits" : "wait"}`;
  return {
    offline: `No connection: ${wait} on this device and will be sent when it is back.`,
    failed: `The server does not answer as it should: ${wait} on this device and will be sent again.`,
    "signed-out": `You are signed out: ${wait} on this device.`,
    held: "The server did not take everything: a change waits for your decision.",
  }[why] ?? "";
}
