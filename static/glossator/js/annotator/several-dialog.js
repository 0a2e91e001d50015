import { Chips } from "./chips.js";
import { Combobox } from "./combobox.js";
import { ask } from "./dialogs.js";
import { make } from "./dom.js";
import { labelled, select } from "./fields.js";
import { StanceField } from "./stance-field.js";

const counted = (number) => (number === 1 ? "1 annotation" : `${number} annotations`);

/**
 * What can be done with several: words, and the field that asks for the new value. A
 * field answers with what to change of a row, or null while nothing is said.
 *
 * @typedef {(row: import("./model.js").Annotation) => object} Fields
 * @typedef {{element: Node, value: () => Fields|null}} Asked
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
 * @param {import("./model.js").Annotation[]} rows
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
  const choice = await ask(annotator, words, content, [["", "Cancel"], ["yes", yes]]);
  const fields = asked?.value() ?? null;
  if (choice !== "yes") {
    return null;
  }
  if (asked && !fields) {
    annotator.tell("Nothing was chosen, so nothing was changed.");
    return null;
  }
  const label = (number) => (asked ? `${done} of ${counted(number)} changed` : `${counted(number)} deleted`);
  return { label, fields };
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
  return { element: form(field.element), value: () => (doctrine ? () => ({ doctrine }) : null) };
}

function askVoice({ names }) {
  let holder = null;
  const field = new Combobox({
    label: "Holder", placeholder: "Leave it empty for the author’s own voice",
    search: (query) => names.searchActors(query),
    onPick: async (option) => {
      holder = await names.takeActor(option);
      field.set(holder ?? "");
    },
    onClear: () => (holder = null),
  });
  const own = { holder: null, via: [], attitude: "" };
  return { element: form(field.element), value: () => () => (holder ? { holder } : own) };
}

function askSituation({ names }) {
  let situation = null;
  const field = new Combobox({
    label: "Situation", placeholder: "None",
    search: (query) => names.searchSituations(query),
    onPick: async (option) => {
      situation = await names.takeSituation(option);
      field.set(names.situationName(situation));
    },
    onClear: () => (situation = null),
  });
  return { element: form(field.element), value: () => () => ({ situation }) };
}

function askTags({ names }) {
  const field = new Chips({
    label: "Tags to add", search: (query) => names.searchTags(query), take: async (option) => option.value,
  });
  const value = () => {
    names.keepTags(field.names);
    return field.names.length ? ({ tags }) => ({ tags: [...new Set([...tags, ...field.names])] }) : null;
  };
  return { element: form(field.element), value };
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
