import { Api } from "./api.js";
import { ask } from "./dialogs.js";
import { make } from "./dom.js";
import { Outbox } from "./outbox.js";
import { openStore } from "./store.js";

/**
 * Before signing out: ask what becomes of what only this device has.
 *
 * @param {HTMLFormElement} form  that signs out
 * @returns {Promise<boolean>}    whether to go on
 */
export async function mayLeave(form) {
  const { user } = form.dataset;
  const annotator = /** @type {any} */ (document.querySelector("glossator-annotator"));
  const store = annotator?.outbox.store ?? (await openStore());
  const held = await store.held(user);
  // without a storage, what waits is in this page alone
  held.changes = Math.max(held.changes, annotator?.outbox.queue.length ?? 0);
  if (!held.changes && !held.drafts) {
    return true;
  }
  const choice = await question(annotator ?? document.body, held);
  if (choice === "send") {
    const outbox = annotator?.outbox ?? outboxFor(form, store);
    await sendAll(outbox);
    return outbox.queue.length ? mayLeave(form) : true;
  }
  if (choice === "discard") {
    await annotator?.outbox.discard();
    await store.discard(user);
  }
  return choice !== "stay";
}

function question(host, { changes, drafts }) {
  const parts = [
    changes && (changes === 1 ? "1 change is not sent yet" : `${changes} changes are not sent yet`),
    drafts && "an annotation that you were writing is not saved",
  ];
  const sentence = `${parts.filter(Boolean).join(", and ")}. `;
  const advice = "What you keep on this device waits for you, and for nobody else, until you sign in here again.";
  const choices = [["stay", "Stay signed in"], ["keep", "Keep on this device"], ["discard", "Discard"]];
  if (changes) {
    choices.splice(1, 0, ["send", "Send now"]);
  }
  const words = make("p", {}, sentence[0].toUpperCase() + sentence.slice(1) + advice);
  return ask(host, "Sign out?", [words], /** @type {[string, string][]} */ (choices));
}

/** Where no annotator is open, an outbox of its own sends. */
function outboxFor(form, store) {
  const csrf = form.querySelector("input[name=csrfmiddlewaretoken]").value;
  const [annotationUrl, relationUrl, regionUrl] = ["annotations", "relations", "regions"].map(
    (name) => `/api/v1/${name}/`,
  );
  return new Outbox({
    api: new Api({ annotationUrl, relationUrl, regionUrl, csrf }),
    store,
    user: form.dataset.user,
    onState: () => {},
    onDone: () => {},
    onHeld: () => {},
    onSignedOut: async () => false,
    onForbidden: async () => "nobody",
  });
}

async function sendAll(outbox) {
  await (outbox.queue.length ? outbox.flush() : outbox.open());
  await outbox.idle;
}
