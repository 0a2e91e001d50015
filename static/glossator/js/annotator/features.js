import { Bookmark } from "./bookmark.js";
import { Caret } from "./caret.js";
import { Comments } from "./comments.js";
import { Draft } from "./draft.js";
import { Find } from "./find.js";
import { Handles } from "./handles.js";
import { Help } from "./help.js";
import { Hints } from "./hints.js";
import { Labelling } from "./labelling.js";
import { LastTime } from "./last-time.js";
import { Legend } from "./legend.js";
import { Menus } from "./menus.js";
import { Minimap } from "./minimap.js";
import { Numbers } from "./numbers.js";
import { Outline } from "./outline.js";
import { Permalink } from "./permalink.js";
import { Placing } from "./placing.js";
import { Preview } from "./preview.js";
import { QuickKeys } from "./quick-keys.js";
import { Regions } from "./regions.js";
import { Relate } from "./relate.js";
import { Relations } from "./relations.js";
import { Revisit } from "./revisit.js";
import { Rework } from "./rework.js";
import { Scrolling } from "./scroll.js";
import { Several } from "./several.js";
import { ShowOnly } from "./show-only.js";
import { Speakers } from "./speakers.js";
import { TouchBar } from "./touch-bar.js";
import { UndoButtons } from "./undo-buttons.js";
import { ViewSettings } from "./view-settings.js";
import { Waiting } from "./waiting.js";
import { Wholes } from "./wholes.js";

/**
 * What stands on the page besides the text, the form and the list. Each is made with the
 * annotator (the element, with its parts) once they are there.
 *
 * @typedef {object} Feature
 * @property {Object<string, () => void>} [commands]  by the names in KEYS of keyboard.js
 * @property {() => void} [listen]  called once, when the annotations are loaded
 * @property {(chosen: boolean) => void} [painted]  called after paragraphs were painted anew;
 *   whether what is worked on lies in them
 * @property {() => void} [revised]  called when something of the text was changed, by anybody
 * @property {() => void} [restyled]  called after the text was set in another size or width
 * @property {(id: string|null) => void} [chosen]  called with the annotation now chosen
 * @property {(range: {start: number, end: number}, how: {byKey: boolean, touch: boolean}) => boolean} [taking]
 *   called with a passage before it goes into the form; true when it shall not
 * @property {(labels: object[]) => void} [saved]  called with what was just saved
 * @property {(entry: object, answer: object) => boolean} [held]  called with what the server
 *   did not take; true when the feature tells the coder
 */

/** @type {(new (annotator: any) => Feature)[]} */
export const FEATURES = [
  Menus,
  Placing,
  Regions,
  Wholes,
  LastTime,
  Labelling,
  QuickKeys,
  Speakers,
  Preview,
  Revisit,
  Relations,
  Relate,
  Comments,
  Scrolling,
  Handles,
  Hints,
  Help,
  ShowOnly,
  Legend,
  ViewSettings,
  Outline,
  Permalink,
  Numbers,
  Bookmark,
  Minimap,
  Rework,
  Several,
  UndoButtons,
  TouchBar,
  Find,
  Caret,
  Waiting,
  Draft,
];
