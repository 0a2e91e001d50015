/**
 * The passages behind a cell, shown below the table that stays where it is.
 *
 * Links to passages inside [data-drill] open in the panel; with a modifier key, or
 * without this script, they open as pages. Two can be kept side by side: the first is
 * kept, the next one opens beside it. Escape closes and gives the focus back.
 */

const frame = document.querySelector("[data-drill]");
if (frame) start(/** @type {HTMLElement} */ (frame));

/** @param {HTMLElement} frame */
function start(frame) {
  const panel = document.createElement("aside");
  panel.className = "drill";
  panel.hidden = true;
  panel.setAttribute("aria-label", "Passages");
  document.querySelector("main")?.append(panel);
  /** @type {HTMLElement | null} */
  let opener = null;
  /** @type {AbortController | null} */
  let asked = null;

  frame.addEventListener("click", (event) => {
    const link = /** @type {Element} */ (event.target).closest("a");
    if (!link || !link.pathname.endsWith("/positions/passages/")) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void open(link);
  });
  panel.addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest("button");
    if (button?.matches("[data-drill-close]")) close(button);
    if (button?.matches("[data-drill-keep]")) keep(button);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden && !event.defaultPrevented) closeAll();
  });

  /** @param {HTMLAnchorElement} link */
  async function open(link) {
    opener = link;
    asked?.abort();
    asked = new AbortController();
    const part = place();
    part.setAttribute("aria-busy", "true");
    panel.hidden = false;
    document.body.classList.add("drilled");
    if (!part.childElementCount) part.textContent = "The passages are coming …";
    link.scrollIntoView({ block: "nearest" });
    try {
      const answer = await fetch(link.href, {
        headers: { "HX-Request": "true" },
        signal: asked.signal,
      });
      // a sign-in page, or a sentence about the address: shown as the page it is
      if (!answer.ok || answer.redirected) return location.assign(link.href);
      part.innerHTML = await answer.text();
    } catch (error) {
      if (/** @type {Error} */ (error).name === "AbortError") return;
      part.textContent = "The passages did not come: there is no connection. Try again.";
    }
    part.removeAttribute("aria-busy");
    offer(link);
    /** @type {HTMLElement | null} */ (
      part.querySelector("[data-drill-heading]")
    )?.focus({ preventScroll: true });
  }

  /**
   * Of two holders side by side: where they part.
   * @param {HTMLAnchorElement} link
   */
  function offer(link) {
    panel.querySelector("[data-drill-parting]")?.remove();
    const sides = [...panel.querySelectorAll("[data-drill-heading]")];
    const [one, two] = sides.map((side) => side.getAttribute("data-holder"));
    if (!one || !two || one === two) return;
    const address = new URL(link.href.replace("/passages/", "/parting/"));
    for (const name of ["holder", "column", "below"]) address.searchParams.delete(name);
    address.searchParams.set("holder", one);
    address.searchParams.set("holder2", two);
    const parting = document.createElement("a");
    parting.className = "button quiet small";
    parting.setAttribute("data-drill-parting", "");
    parting.href = address.href;
    parting.textContent = "Where do these two part?";
    sides[1].after(parting);
  }

  /** The part that the next passages go into: the one that is not kept. */
  function place() {
    const parts = /** @type {HTMLElement[]} */ ([...panel.children]);
    const free = parts.find((part) => !part.hasAttribute("data-kept"));
    if (free) return free;
    const part = document.createElement("section");
    part.className = "drill-part";
    panel.append(part);
    return part;
  }

  /** @param {Element} button */
  function keep(button) {
    const part = button.closest(".drill-part");
    const kept = part?.toggleAttribute("data-kept");
    button.setAttribute("aria-pressed", String(Boolean(kept)));
    // two at most: the other one gives way
    for (const other of panel.querySelectorAll("[data-kept]")) {
      if (other === part) continue;
      other.removeAttribute("data-kept");
      other.querySelector("[data-drill-keep]")?.setAttribute("aria-pressed", "false");
    }
    // back in the table, where the next one is chosen
    if (kept) opener?.focus();
  }

  /** @param {Element} button */
  function close(button) {
    button.closest(".drill-part")?.remove();
    panel.querySelector("[data-drill-parting]")?.remove();
    if (!panel.children.length) closeAll();
  }

  function closeAll() {
    panel.replaceChildren();
    panel.hidden = true;
    document.body.classList.remove("drilled");
    opener?.focus();
  }
}
