/** What the address, the server's table and the fields call it. */
export const FILTERS = ["doctrine", "stance", "voice", "holder", "coder", "status", "tag"];

/** Which annotations are shown; the list, the paint and the steps all ask here. */
export class Show {
  /** @param {{get: (slug: string) => {parent?: string|null}|undefined}} codebook */
  constructor(codebook) {
    this.codebook = codebook;
    /** @type {Object<string, string>} by the names of FILTERS; "" or absent is any */
    this.only = {};
    /** whether the rest is not painted at all, rather than dimmed */
    this.hidesRest = false;
  }

  /** @returns {boolean}  whether anything is left out */
  get isActive() {
    return FILTERS.some((name) => this.only[name]);
  }

  /** @param {import("./annotation.js").Annotation} row @returns {boolean} */
  matches(row) {
    const { doctrine, stance, voice, holder, coder, status, tag } = this.only;
    return (
      (!doctrine || this.#isBelow(row.doctrine, doctrine)) &&
      (!stance || row.stance === stance) &&
      (!voice || (voice === "own") === (row.holder === null)) &&
      (!holder || row.holder === holder) &&
      (!coder || String(row.by) === coder) &&
      (!status || (status === "not-rejected" ? row.status !== "rejected" : row.status === status)) &&
      (!tag || row.tags.includes(tag))
    );
  }

  /** @param {import("./annotation.js").Annotation} row @returns {boolean}  painted at all */
  sees(row) {
    return !this.hidesRest || this.matches(row);
  }

  /** @param {string} query  of an address: "?stance=denies" */
  read(query) {
    const sent = new URLSearchParams(query);
    this.only = Object.fromEntries(FILTERS.map((name) => [name, sent.get(name) ?? ""]));
    this.hidesRest = sent.get("rest") === "hidden";
  }

  /**
   * @param {string} query  of the address as it is, whose other parts stay
   * @returns {string}      with what is shown now; "" or "?…"
   */
  write(query) {
    const sent = new URLSearchParams(query);
    for (const name of FILTERS) {
      sent.delete(name);
      if (this.only[name]) {
        sent.set(name, this.only[name]);
      }
    }
    sent.delete("rest");
    if (this.hidesRest && this.isActive) {
      sent.set("rest", "hidden");
    }
    const words = sent.toString();
    return words && `?${words}`;
  }

  #isBelow(slug, wanted) {
    let at = slug;
    for (let step = 0; at && step < 40; step += 1) {
      if (at === wanted) {
        return true;
      }
      at = this.codebook.get(at)?.parent;
    }
    return false;
  }
}

/**
 * What the fields offer: only what some annotation has, and the doctrines above.
 *
 * @param {import("./annotation.js").Annotation[]} rows
 * @param {{get: (slug: string) => {parent?: string|null}|undefined}} codebook
 * @returns {{doctrines: Map<string, number>, stances: Set<string>, holders: string[],
 *   coders: Map<string, string>, statuses: Set<string>, tags: string[]}}  doctrines: slug ->
 *   how many have it or one below it
 */
export function offered(rows, codebook) {
  const doctrines = new Map();
  for (const row of rows) {
    let at = row.doctrine;
    for (let step = 0; at && step < 40; step += 1) {
      doctrines.set(at, (doctrines.get(at) ?? 0) + 1);
      at = codebook.get(at)?.parent;
    }
  }
  const sorted = (values) => [...new Set(values)].sort((a, b) => a.localeCompare(b));
  return {
    doctrines,
    stances: new Set(rows.map((row) => row.stance)),
    holders: sorted(rows.map((row) => row.holder).filter((name) => name !== null)),
    coders: new Map(rows.map((row) => [String(row.by), row.coder])),
    statuses: new Set(rows.map((row) => row.status)),
    tags: sorted(rows.flatMap((row) => row.tags)),
  };
}
