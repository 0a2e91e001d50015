import { fold, searchNames } from "./typeahead.js";

const KINDS = {
  organisation: "an organisation",
  state: "a State",
  person: "a person",
  group: "a group",
  unnamed: "an unnamed source",
};

/** What bodies are called, and people are not. */
const BODY = new RegExp(`(?<!\\p{L})(?:${`
  organi[sz]ations? unions? minist(?:ry|ries) councils? committees? courts? governments? part(?:y|ies)
  institut(?:e|es|ion) universit(?:y|ies) groups? treaty forces? watch times post agency press
  commission assembly parliament congress senate house office department secretariat tribunal
  association society federation confederation league alliance bank fund foundation cent(?:er|re)
  school college academy company corporation service services news network movement army navy
  command front board authority bureau community conference network nations states republic
  kingdom international national of for and the
`.trim().split(/\s+/).join("|")})(?!\\p{L})`, "iu");
/** Regions of the language data that are no State. */
const NO_STATES = new Set(["EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"]);
/** @type {Set<string>|undefined} made when a name is first typed: it takes a while */
let states;

/** Actors, situations and tags of the project: to choose from, and to add to. */
export class Names {
  /**
   * @param {object} options
   * @param {import("./api.js").Api} options.api
   * @param {{actors: string, situations: string, tags: string}} options.urls
   * @param {(sentence: string) => void} options.tell
   * @param {(code: string, title: string) => Promise<string|null>} options.askTitle  of a
   *   new situation; null when it shall not be made
   */
  constructor({ api, urls, tell, askTitle }) {
    this.api = api;
    this.urls = urls;
    this.tell = tell;
    this.askTitle = askTitle;
    this.actors = [];
    this.situations = [];
    this.tags = [];
    this.refused = "";
  }

  /** The connection is back: what was said while it was lost holds no longer. */
  reconnected() {
    if (this.refused) {
      this.tell(`You are online again: “${this.refused}” can be added now.`);
      this.refused = "";
    }
  }

  /** @param {Object<string, object[]>} [given]  lists that came with the page */
  async load(given = {}) {
    const kinds = ["actors", "situations", "tags"];
    const lists = await Promise.all(
      kinds.map((kind) => given[kind] ?? everything(this.api, this.urls[kind])),
    );
    kinds.forEach((kind, i) => (this[kind] = lists[i]));
  }

  /** @param {string} query @returns {import("./combobox.js").Option[]} */
  searchActors(query) {
    const found = this.#named(this.actors.map((actor) => actor.name), query);
    const add = kindsFor(query).map((kind) => ({
      value: kind, label: query.trim(), hint: `Add as ${KINDS[kind]}`, adds: true,
    }));
    return this.#isNew(this.actors.map((actor) => actor.name), query) ? [...found, ...add] : found;
  }

  /** @param {string} query */
  searchTags(query) {
    const names = this.tags.map((tag) => tag.name);
    const found = this.#named(names, query);
    const name = query.trim();
    return this.#isNew(names, query) ? [...found, { value: name, label: name, hint: "New tag" }] : found;
  }

  /** @param {string} query */
  searchSituations(query) {
    const labels = this.situations.map(situationLabel);
    const found = searchNames(labels, query, 40).map((label) => {
      const { code } = this.situations[labels.indexOf(label)];
      return { value: code, label };
    });
    const add = { value: "", label: query.trim(), hint: "Add as a new situation", adds: true };
    return found.length || !query.trim() ? found : [add];
  }

  /** @param {string|null} code @returns {string} */
  situationName(code) {
    const known = this.situations.find((situation) => situation.code === code);
    return known ? situationLabel(known) : (code ?? "");
  }

  /**
   * @param {import("./combobox.js").Option} option
   * @returns {Promise<string|null>}  the actor's name, made if need be
   */
  async takeActor({ adds, value, label }) {
    if (!adds) {
      return value;
    }
    const made = await this.#make("actors", { name: label, kind: value });
    if (made) {
      this.tell(`Added: ${made.name}, ${KINDS[made.kind]}.`);
    }
    return made && made.name;
  }

  /**
   * @param {import("./combobox.js").Option} option
   * @returns {Promise<string|null>}  the situation's code, made if need be
   */
  async takeSituation({ adds, value, label }) {
    if (!adds) {
      return value;
    }
    const code = label.toUpperCase().replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 40);
    const title = await this.askTitle(code, label);
    const made = title === null ? null : await this.#make("situations", { code, title });
    return made && made.code;
  }

  /** Offer new tags from now on. @param {string[]} tags */
  keepTags(tags) {
    const known = new Set(this.tags.map((tag) => tag.name));
    this.tags.push(...tags.filter((name) => !known.has(name)).map((name) => ({ name })));
  }

  async #make(kind, body) {
    const answer = await this.api.post(this.urls[kind], body);
    if (answer.state !== "ok") {
      const name = body.name ?? body.code;
      this.refused = answer.state === "offline" ? name : "";
      this.tell(answer.detail ?? `“${name}” could not be added. Try again when you are online.`);
      return null;
    }
    this[kind].push(answer.data);
    return answer.data;
  }

  #named(names, query) {
    return searchNames(names, query, 40).map((name) => ({ value: name, label: name }));
  }

  #isNew(names, query) {
    const wanted = query.trim().toLowerCase();
    return wanted !== "" && !names.some((name) => name.toLowerCase() === wanted);
  }
}

/**
 * All pages of a list.
 *
 * @param {import("./api.js").Api} api
 * @param {string} url
 * @returns {Promise<object[]>}  what could be had
 */
export async function everything(api, url) {
  const items = [];
  let cursor = null;
  do {
    const query = new URLSearchParams({ limit: "1000", ...(cursor ? { cursor } : {}) });
    const answer = await api.get(`${url}?${query}`);
    if (answer.state !== "ok") {
      break;
    }
    items.push(...answer.data.items);
    cursor = answer.data.next;
  } while (cursor);
  return items;
}

/** The likeliest kind first. @param {string} name */
function kindsFor(name) {
  const first = kindOf(name.trim());
  return [first, ...Object.keys(KINDS).filter((kind) => kind !== first)];
}

/** "Family, Given" is a person, as in the import, and so are two or three names. */
function kindOf(name) {
  states ??= stateNames();
  if (states.has(fold(name))) {
    return "state";
  }
  const words = name.split(/\s+/);
  const named = words.every((word) => /^\p{Lu}(?:\.|[\p{L}.’'-]*\p{Ll}[\p{L}’'-]*)$/u.test(word));
  const person = named && words.length > 1 && words.length < 4 && !BODY.test(name);
  return name.includes(",") || person ? "person" : "organisation";
}

/** The English names of States and territories, as the browser knows them. */
function stateNames() {
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const codes = letters.flatMap((one) => letters.map((other) => one + other));
  const names = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });
  const found = codes.filter((code) => !NO_STATES.has(code)).map((code) => names.of(code) ?? "");
  return new Set(found.filter(Boolean).map((name) => fold(name.replace(/\s*\(.*\)$/u, ""))));
}

function situationLabel({ code, title }) {
  return title && title !== code ? `${code} · ${title}` : code;
}
