/**
 * Texts ticked on several pages of a list: kept for the tab, sent with the bar's form.
 *
 * Without this script the ticks of the page that is shown are sent.
 */

const bar = /** @type {HTMLFormElement | null} */ (document.getElementById("chosen"));
if (bar) start(bar);

/** @param {HTMLFormElement} bar */
function start(bar) {
  const key = `chosen-texts:${bar.dataset.project}`;
  const chosen = new Set(read(key));
  const ticks = /** @type {NodeListOf<HTMLInputElement>} */ (
    document.querySelectorAll('input[form="chosen"][name="text"]')
  );
  const texts = field(bar, "texts");
  const all = field(bar, "all");
  const every = /** @type {HTMLInputElement} */ (document.getElementById("tick-all"));
  const count = /** @type {HTMLElement} */ (bar.querySelector(".chosen-count"));
  const none = /** @type {HTMLButtonElement} */ (bar.querySelector(".choose-none"));

  every.hidden = false;
  show();

  for (const tick of ticks) {
    tick.addEventListener("change", () => {
      choose(tick);
      show();
    });
  }
  every.addEventListener("change", () => {
    for (const tick of ticks) {
      tick.checked = every.checked;
      choose(tick);
    }
    show();
  });
  all.addEventListener("change", show);
  none.addEventListener("click", () => {
    chosen.clear();
    all.checked = false;
    show();
    every.focus();
  });
  // back from the next page: the browser shows the old ticks
  window.addEventListener("pageshow", show);

  /** @param {HTMLInputElement} tick */
  function choose(tick) {
    if (tick.checked) chosen.add(tick.value);
    else chosen.delete(tick.value);
  }

  function show() {
    write(key, [...chosen]);
    texts.value = [...chosen].join(",");
    for (const tick of ticks) tick.checked = all.checked || chosen.has(tick.value);
    const ticked = [...ticks].filter((tick) => tick.checked).length;
    every.checked = ticked === ticks.length;
    every.indeterminate = ticked > 0 && ticked < ticks.length;
    const number = chosen.size;
    none.hidden = !number && !all.checked;
    bar.classList.toggle("some", number > 0 || all.checked);
    if (all.checked) count.textContent = "All that match are chosen.";
    else if (!number) count.textContent = "Tick texts to change or export them.";
    else count.textContent = `${number} text${number === 1 ? "" : "s"} chosen.`;
  }
}

/**
 * @param {HTMLFormElement} bar
 * @param {string} name
 */
function field(bar, name) {
  return /** @type {HTMLInputElement} */ (bar.querySelector(`input[name="${name}"]`));
}

/**
 * @param {string} key
 * @returns {string[]}
 */
function read(key) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? "[]");
    return Array.isArray(kept) ? kept.map(String) : [];
  } catch {
    return [];
  }
}

/**
 * @param {string} key
 * @param {string[]} ids
 */
function write(key, ids) {
  try {
    sessionStorage.setItem(key, JSON.stringify(ids));
  } catch {
    // nothing is kept for other pages; those ticked here are sent
  }
}
