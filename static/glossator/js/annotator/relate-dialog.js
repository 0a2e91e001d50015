import { make, makeButton } from "./dom.js";
import { labelled } from "./fields.js";
import { KINDS } from "./relation-words.js";

/**
 * Ask how one annotation bears on another: a button or the keys 1 to 5 answer.
 *
 * @param {HTMLElement} host
 * @param {import("./relation-words.js").End} own
 * @param {import("./relation-words.js").End} other
 * @returns {Promise<{kind: string, note: string, swapped: boolean, said: string}|null>}
 */
export function askKind(host, own, other) {
  return new Promise((resolve) => {
    let swapped = false;
    const first = make("blockquote", {});
    const second = make("blockquote", {});
    const note = make("input", { type: "text", maxlength: 1000 });
    const show = () => {
      const [source, target] = swapped ? [other, own] : [own, other];
      first.replaceChildren(...ends(source));
      second.replaceChildren(...ends(target));
    };
    const done = (kind) => dialog.close(kind);
    const buttons = Object.entries(KINDS).map(([kind, [does]], index) => {
      const key = make("kbd", { "aria-hidden": "true" }, String(index + 1));
      const button = makeButton("", { class: "button", "aria-keyshortcuts": index + 1 }, () => done(kind));
      button.append(key, ` ${does}`);
      return button;
    });
    const swap = makeButton("Turn round", { class: "button quiet" }, () => {
      swapped = !swapped;
      show();
    });
    const kinds = make("div", { class: "relate-kinds", role: "group", "aria-label": "How they are related" }, ...buttons);
    const cancel = makeButton("Cancel", { class: "button" }, () => done(""));
    const dialog = make(
      "dialog", { class: "relate-dialog", "aria-labelledby": "relate-title" },
      make("h2", { id: "relate-title" }, "How are they related?"),
      first, kinds, second, labelled("Note", note),
      make("div", { class: "form-buttons" }, cancel, swap),
    );
    dialog.addEventListener("keydown", (event) => {
      const kind = Object.keys(KINDS)[Number(event.key) - 1];
      if (kind && event.target !== note && !event.ctrlKey && !event.altKey && !event.metaKey) {
        event.preventDefault();
        done(kind);
      }
    });
    dialog.addEventListener("close", () => {
      const kind = dialog.returnValue;
      dialog.remove();
      const said = KINDS[kind]?.[0];
      resolve(kind ? { kind, note: note.value.trim(), swapped, said } : null);
    });
    show();
    host.append(dialog);
    dialog.showModal();
    buttons[0].focus();
  });
}

function ends({ quote, doctrine_name, stance, title }) {
  const about = [doctrine_name, stance, title].filter(Boolean).join(" · ");
  return [make("q", {}, quote), make("span", { class: "relation-from" }, ` ${about}`)];
}
