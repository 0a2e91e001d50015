"""Moving an edge of a passage by a word. Positions are code points."""

import re

WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
#: Edge and direction -> what the button says.
EDGES = {
    "start-left": "Begin one word earlier",
    "start-right": "Begin one word later",
    "end-left": "End one word earlier",
    "end-right": "End one word later",
}


def moved(text, start, end, edge):
    """The passage with one edge moved by a word, or as it was where none is left.

    Args:
        text: what the passage stands in.
        start, end: half-open, in ``text``.
        edge: one of EDGES.
    """
    spans = [word.span() for word in WORD.finditer(text)]
    if edge == "start-left":
        start = max((first for first, _last in spans if first < start), default=start)
    elif edge == "start-right":
        inside = [first for first, _last in spans if start < first < end]
        start = min(inside, default=start)
    elif edge == "end-left":
        inside = [last for _first, last in spans if start < last < end]
        end = max(inside, default=end)
    else:
        end = min((last for _first, last in spans if last > end), default=end)
    return start, end
