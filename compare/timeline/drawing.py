"""Positions on a line of time: a lane a holder, a sign a text."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from compare.pictures.figure import Figure, Line, Mark, Rect, Text, short, widest
from compare.pictures.signs import sign
from compare.timeline.axis import Axis, axis
from compare.timeline.changes import AFFIRMS, CONTESTS, SPLIT, Change, Dated

NAME, WIDTH, UNDATED = 240, 620, 70
#: Of a line of signs in a lane, of a sign, and above the lanes.
LINE, SIZE, HEAD = 20, 6, 26
SIGNS = {AFFIRMS: "for", CONTESTS: "against", SPLIT: "split"}


@dataclass
class Lane:
    """A holder under one doctrine."""

    name: str
    dated: Sequence[Dated]
    undated: Sequence[Dated] = ()
    changes: Sequence[Change] = ()
    #: Of documents: what a pointer is told.
    titles: dict[Hashable, str] = field(default_factory=dict)


@dataclass
class Part:
    """A doctrine with its lanes."""

    name: str
    lanes: list[Lane]


class Sheet(NamedTuple):
    """Where things stand: how wide the names are, and where undated texts begin."""

    names: float
    line: Axis | None
    undated: float


def figure(parts: list[Part], title: str, description: str, rule: str) -> Figure:
    """Affirms ▲, contests ▼, split ◆, neither ○; a change is a dashed line between."""
    days = [
        day
        for part in parts
        for lane in part.lanes
        for text in lane.dated
        for day in (text.first, text.last)
    ]
    line = axis(days, WIDTH)
    has_undated = any(lane.undated for part in parts for lane in part.lanes)
    names = widest((lane.name for part in parts for lane in part.lanes), NAME) + 4
    sheet = Sheet(names, line, names + (WIDTH if line else 0) + 20)
    width = sheet.undated + (UNDATED if has_undated else 0)
    marks: list[Mark] = []
    grounds: list[Mark] = []
    y = float(HEAD)
    for part in parts:
        marks.append(Text(0, y + 14, short(part.name, width), "strong"))
        y += LINE + 4
        for number, lane in enumerate(part.lanes):
            marks_of_lane, height = _lane(lane, y, sheet)
            if number % 2 == 0:
                grounds.append(Rect(0, y, width, height, "lane"))
            marks += marks_of_lane
            y += height
        y += 6
    return Figure(
        "time",
        title,
        description,
        width,
        y,
        [*grounds, *_head(sheet, has_undated, y), *marks],
        rule,
    )


def _head(sheet, has_undated, height) -> list[Mark]:
    found: list[Mark] = []
    for place, word in sheet.line.words() if sheet.line else []:
        x = sheet.names + place
        found += [
            Line(x, HEAD - 8, x, height, "grid"),
            Text(x, HEAD - 12, word, "note", "middle"),
        ]
    if has_undated:
        found.append(Text(sheet.undated, HEAD - 12, "No date", "note"))
    return found


def _lane(lane: Lane, y: float, sheet: Sheet):
    """(marks, height): texts that would cover each other get lines of their own."""
    ends: list[float] = []
    places = {}
    marks: list[Mark] = []
    for text in sorted(lane.dated, key=_by_date) if sheet.line else ():
        assert sheet.line is not None
        left = sheet.line.place(text.first)
        right = sheet.line.place(text.last, late=True)
        at = next((at for at, end in enumerate(ends) if end <= left), len(ends))
        end = max(right, left + 2 * SIZE + 4)
        ends[at : at + 1] = [end]
        x, middle = sheet.names + (left + right) / 2, y + at * LINE + LINE / 2
        places[text.document] = x, middle
        if right - left > 2 * SIZE + 4:
            marks.append(Rect(sheet.names + left, middle - 3, right - left, 6, "span"))
        marks.append(_sign(lane, text, x, middle))
    for number, text in enumerate(lane.undated):
        across, down = number % 4, number // 4
        x = sheet.undated + SIZE + across * (2 * SIZE + 4)
        marks.append(_sign(lane, text, x, y + down * LINE + LINE / 2))
    between: list[Mark] = [
        Line(*places[change.before.document], *places[change.after.document], "change")
        for change in lane.changes
        if sheet.line
    ]
    lines = max(len(ends), (len(lane.undated) + 3) // 4, 1)
    name = Text(4, y + 14, short(lane.name, NAME), about=lane.name)
    return [name, *between, *marks], lines * LINE


def _by_date(text):
    return text.first, text.last, text.document


def _sign(lane, text, x, y):
    about = f"{lane.titles.get(text.document, '')}: {text.side}"
    return sign(SIGNS.get(text.side, "neutral"), x, y, SIZE, about)
