/**
 * What each key of KEYS does while the text has the focus.
 *
 * @param {import("./reading.js").Reading} reading
 * @returns {Object<string, () => void>}
 */
export function commandsFor(reading) {
  const { editing, here, panel, steps } = reading;
  return {
    sentenceNext: () => steps.sentence(1),
    sentencePrevious: () => steps.sentence(-1),
    sentenceAdd: () => steps.addSentence(),
    endLater: () => steps.draftEdge("end", 1),
    endEarlier: () => steps.draftEdge("end", -1),
    startLater: () => steps.draftEdge("start", 1),
    startEarlier: () => steps.draftEdge("start", -1),
    edgeEndLater: () => steps.edge("end", 1),
    edgeEndEarlier: () => steps.edge("end", -1),
    edgeStartLater: () => steps.edge("start", 1),
    edgeStartEarlier: () => steps.edge("start", -1),
    annotate: () => reading.annotate(),
    next: () => steps.annotation(1),
    previous: () => steps.annotation(-1),
    here: () => here.list(),
    remove: () => editing.remove(),
    undo: () => editing.undo(),
    redo: () => editing.redo(),
    panel: () => panel.focus(),
    leave: () => reading.leave(),
  };
}
