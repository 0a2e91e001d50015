/* Proposes members after an "@" in a comment; without it, names are typed by hand. */

const NAME = /(?:^|[^\w@.])@([^\s@]{1,40})$/;

/**
 * What is being typed after the last "@" before the caret.
 *
 * @param {string} before  the words before the caret
 * @returns {string | null}  null where no name is being typed
 */
export function typed(before) {
  return NAME.exec(before)?.[1] ?? null;
}

/** @param {HTMLTextAreaElement} field  with the address of the names in data-people */
function propose(field) {
  const list = document.createElement("ul");
  list.className = "proposed-people";
  list.id = `${field.id}-people`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Members");
  list.hidden = true;
  field.after(list);
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  /** Counts what was asked for, so that a late answer is passed over. */
  let asked = 0;

  const close = () => {
    asked += 1;
    list.hidden = true;
    list.replaceChildren();
    field.removeAttribute("aria-activedescendant");
  };
  /** @param {number} step */
  const choose = (step) => {
    const options = [...list.children];
    const at = options.findIndex((one) => one.ariaSelected === "true");
    const next = (at + step + options.length) % options.length;
    options.forEach((one, place) => {
      one.setAttribute("aria-selected", String(place === next));
    });
    field.setAttribute("aria-activedescendant", options[next].id);
  };
  /** @param {Element | undefined | null} option */
  const take = (option) => {
    const name = option?.textContent;
    const caret = field.selectionStart;
    const begun = typed(field.value.slice(0, caret));
    if (name && begun !== null) {
      field.setRangeText(`${name} `, caret - begun.length, caret, "end");
    }
    close();
    field.focus();
  };

  field.addEventListener("input", async () => {
    const begun = typed(field.value.slice(0, field.selectionStart));
    if (begun === null) {
      close();
      return;
    }
    asked += 1;
    const mine = asked;
    const address = `${field.dataset.people}?q=${encodeURIComponent(begun)}`;
    const answer = await fetch(address).catch(() => null);
    if (!answer?.ok) {
      return;
    }
    /** @type {{items: {name: string}[]}} */
    const { items } = await answer.json();
    if (mine !== asked) {
      return;
    }
    list.replaceChildren(
      ...items.map(({ name }, place) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${place}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.textContent = name;
        return option;
      }),
    );
    list.hidden = !items.length;
    if (items.length) {
      choose(1);
    }
  });
  field.addEventListener("keydown", (event) => {
    if (list.hidden) {
      return;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      choose(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" || event.key === "Tab") {
      take(list.querySelector("[aria-selected=true]"));
    } else if (event.key === "Escape") {
      close();
    } else {
      return;
    }
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    take(/** @type {Element} */ (event.target).closest("li"));
  });
  field.addEventListener("blur", close);
}

for (const field of document.querySelectorAll("textarea[data-people]")) {
  propose(/** @type {HTMLTextAreaElement} */ (field));
}
