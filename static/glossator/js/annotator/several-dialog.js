import { Chips } from "./chips.js";
import { Combobox } from "./combobox.js";
import { ask } from "./dialogs.js";
import { make } from "./dom.js";
import { shorten } from "./excerpt.js";
import { labelled, radio, select } from "./fields.js";
import { StanceField } from "./stance-field.js";

const counted = (number) => (number === 1 ? "1 annotation" : `${number} annotations`);

/**
 * What can be done with several: words, and the field that asks for the new value. A
 * field answers with what to change of a row, or null while nothing is said; words that
 * are half typed say nothing.
 *
 * @typedef {(row: import("./annotation.js").Annotation) => object} Fields
 * @typedef {{element: Node, value: () => Fields|null, typed?: Combobox}} Asked
 *
 * @type {Object<string, {words: string, done: string, ask?: (annotator: any, rows: object[]) => Asked}>}
 */
export const ACTIONS = {
  stance: { words: "Change the stance", done: "Stance", ask: askStance },
  doctrine: { words: "Change the doctrine", done: "Doctrine", ask: askDoctrine },
  voice: { words: "Change the voice", done: "Voice", ask: askVoice },
  situation: { words: "Change the situation", done: "Situation", ask: askSituation },
  addTags: { words: "Add tags", done: "Tags", ask: askTags },
  removeTag: { words: "Remove a tag", done: "Tags", ask: askTag },
  remove: { words: "Delete them", done: "" },
};

/**
 * @param {any} annotator
 * @param {string} action  of ACTIONS
 * @param {import("./annotation.js").Annotation[]} rows
 * @returns {Promise<{label: (number: number) => string, fields: Fields|null}|null>}  null
 *   for Cancel, or when nothing was said; without fields, they shall be deleted
 */
export async function askWhat(annotator, action, rows) {
  const { words, done, ask: askField } = ACTIONS[action];
  const asked = askField?.(annotator, rows);
  const again = rows.some((row) => row.status !== "proposed") && !["addTags", "removeTag"].includes(action);
  const warning = again && asked ? [make("p", {}, "Those already decided are proposed again.")] : [];
  const content = asked ? [asked.element, ...warning] : [make("p", {}, "Undo brings all of them back.")];
  const yes = asked ? `Change ${counted(rows.length)}` : `Delete ${counted(rows.length)}`;
  const problem = make("p", { class: "problem", role: "alert", hidden: true });
  do {
    if ((await ask(annotator, words, [...content, problem], [["", "Cancel"], ["yes", yes]])) !== "yes") {
      return null;
    }
    await asked?.typed?.settle();
    problem.textContent = asked ? complaint(asked) : "";
    problem.hidden = !problem.textContent;
  } while (problem.textContent);
  const label = (number) => (asked ? `${done} of ${counted(number)} changed` : `${counted(number)} deleted`);
  return { label, fields: asked?.value() ?? null };
}

/** @param {Asked} asked @returns {string}  why nothing can be changed yet, or "" */
function complaint({ typed, value }) {
  if (typed?.isPending) {
    return `Choose “${shorten(typed.input.value, 40)}” from the list under ${typed.label}, or clear it.`;
  }
  return value() ? "" : "Nothing was chosen, so nothing was changed.";
}

function askStance() {
  const field = new StanceField();
  return { element: form(field.element), value: () => (field.value ? () => ({ stance: field.value }) : null) };
}

function askDoctrine({ codebook }) {
  let doctrine = "";
  const field = new Combobox({
    label: "Doctrine", required: true,
    search: (query) => codebook.search(query).map(({ slug, name, path }) => ({ value: slug, label: name, hint: path })),
    onPick: (option) => {
      doctrine = option.value;
    },
  });
  const value = () => (doctrine ? () => ({ doctrine }) : null);
  return { element: form(field.element), value, typed: field };
}

function askVoice({ names }, rows) {
  const attributed = rows.filter((row) => row.holder !== null).length;
  return askOrNone({
    label: "Holder", placeholder: "Person, State, organisation", none: "The author’s own",
    lost: attributed ? `${counted(attributed)} will lose the holder, how it was reported and the attitude.` : "",
    search: (query) => names.searchActors(query),
    take: (option) => names.takeActor(option),
    words: (holder) => holder,
    fields: (holder) => (holder ? { holder } : { holder: null, via: [], attitude: "" }),
  });
}

function askSituation({ names }, rows) {
  const situated = rows.filter((row) => row.situation).length;
  return askOrNone({
    label: "Situation", placeholder: "Code or title", none: "None",
    lost: situated ? `${counted(situated)} will lose the situation.` : "",
    search: (query) => names.searchSituations(query),
    take: (option) => names.takeSituation(option),
    words: (code) => names.situationName(code),
    fields: (situation) => ({ situation }),
  });
}

/** One of a list, or none by a choice of its own: an empty field empties nothing. */
function askOrNone({ label, placeholder, none, lost, search, take, words, fields }) {
  let picked = null;
  const own = radio("none", "none");
  const warning = make("p", { class: "form-warning", role: "status" });
  const hold = (value) => {
    picked = value;
    own.checked = false;
    warning.textContent = "";
    typed.set(value ? words(value) : "");
  };
  const typed = new Combobox({
    label, placeholder, search, onClear: () => hold(null),
    onPick: async (option) => {
      const value = await take(option);
      hold(value ?? picked);
      return value !== null;
    },
  });
  typed.input.addEventListener("input", () => {
    own.checked = false;
    warning.textContent = "";
  });
  own.addEventListener("change", () => {
    hold(null);
    own.checked = true;
    warning.textContent = lost;
  });
  const element = make("div", {}, typed.element, make("label", { class: "keep" }, own, none), warning);
  return { element: form(element), value: () => (picked || own.checked ? () => fields(picked) : null), typed };
}

function askTags({ names }) {
  const field = new Chips({
    label: "Tags to add", search: (query) => names.searchTags(query), take: async (option) => option.value,
    takes: (text) => ({ value: text, label: text }),
  });
  const value = () => {
    names.keepTags(field.names);
    return field.names.length ? ({ tags }) => ({ tags: [...new Set([...tags, ...field.names])] }) : null;
  };
  return { element: form(field.element), value, typed: field.combobox };
}

function askTag(_annotator, rows) {
  const tags = [...new Set(rows.flatMap((row) => row.tags))].sort((a, b) => a.localeCompare(b));
  const field = select("tag", Object.fromEntries(tags.map((name) => [name, name])));
  const without = ({ tags: all }) => ({ tags: all.filter((name) => name !== field.value) });
  const element = tags.length ? labelled("Tag to remove", field) : make("p", {}, "None of them has a tag.");
  return { element: form(element), value: () => (tags.length ? without : null) };
}

/** In the look of the form of one annotation. */
function form(element) {
  return make("div", { class: "annotation-form" }, element);
}
