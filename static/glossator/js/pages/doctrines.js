/**
 * The codebook: keep, while somebody types, the entries that say all the words, and
 * those above them. Without this script the form asks the server for the same.
 */

export function start() {
  const input = document.getElementById("search");
  const entries = [...document.querySelectorAll(".codebook .entry")];
  if (!input || !entries.length) return;
  input.addEventListener("input", () => show(entries, input.value));
}

function show(entries, query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  // children come after their parents, so the last one is decided first
  for (const entry of entries.toReversed()) {
    const line = entry.querySelector(":scope > .line");
    const said = line.dataset.says.toLowerCase();
    const below = entry.querySelector(":scope > details > ul > .entry:not([hidden])");
    entry.hidden = !below && !words.every((word) => said.includes(word));
  }
  const count = entries.filter((entry) => !entry.hidden).length;
  const place = document.querySelector("[data-shown]");
  if (words.length) place.textContent = `${count} shown`;
}

start();
