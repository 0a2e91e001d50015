"""Lines in reading order -> paragraphs.

A line ends its paragraph when the first word of the next one would have fitted on it;
else by indents, by space between lines, by size and weight. A paragraph that goes on in
the next column or on the next page is one paragraph.
"""

import itertools
import statistics
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from corpus.importers.blocks import LIST_ITEM
from corpus.importers.pdf_page import Line

#: In parts of the size of the type.
INDENT = 0.7
SPACE_WIDTH = 0.2
NEAR_EDGE = 0.15
#: Part of a column's width that words tied by hard spaces may need.
TIED = 0.35
#: More than the usual distance of lines parts paragraphs.
WIDE = 1.25
#: Points.
SAME_SIZE = 0.6
#: A heading's type, against the text's.
LARGER = 1.09
LONGEST_HEADING = 250
HEADING_GAP = 1.7
ENDED = (".", "!", "?", "…", ":", ";", "”", "’", '"', ")", "»")
FULL_STOPS = (".", ";", ",", "!", "…")


@dataclass
class Run:
    """The lines of one paragraph."""

    lines: list[Line] = field(default_factory=list)
    kind: str = "paragraph"


class Edges:
    """Left and right edge of each column of each page."""

    def __init__(self, lines: list[Line]):
        groups: dict[tuple, list[Line]] = defaultdict(list)
        for line in lines:
            groups[line.page, line.column].append(line)
        self.left = {key: usual_left(group) for key, group in groups.items()}
        widths = defaultdict(list)
        right = {}
        for key, group in groups.items():
            right[key] = max(line.right for line in group)
            widths[key[1] > 0].append(right[key] - self.left[key])
        usual = {
            several: statistics.quantiles(found, n=10)[-1]
            if len(found) > 1
            else found[0]
            for several, found in widths.items()
        }
        self.right = {
            # the last page may hold a few short lines only
            key: max(right[key], self.left[key] + usual[key[1] > 0])
            if right[key] - self.left[key] < 0.9 * usual[key[1] > 0]
            else right[key]
            for key in groups
        }

    def of(self, line: Line) -> tuple[float, float]:
        key = line.page, line.column
        return self.left[key], self.right[key]


def usual_left(lines: list[Line]) -> float:
    """Where most lines begin, and if several places are as usual, the leftmost."""
    starts = Counter(round(line.left) for line in lines)
    most = max(starts.values())
    place = min(start for start, count in starts.items() if count >= 0.6 * most)
    return min(line.left for line in lines if round(line.left) == place)


def body_size(lines: list[Line]) -> float:
    """The size in which most letters stand."""
    sizes: Counter = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0]


def runs(lines: list[Line]) -> list[Run]:
    """The paragraphs of a text, in order."""
    if not lines:
        return []
    size = body_size(lines)
    bold = statistics.mean(line.bold for line in lines) > 0.5
    edges = Edges(lines)
    leading = usual_leading(lines)
    found = [Run([lines[0]])]
    for line in lines[1:]:
        if goes_on(found[-1], line, edges, leading, size, bold):
            found[-1].lines.append(line)
        else:
            found.append(Run([line]))
    for run in found:
        run.kind = kind_of(run, edges, size, bold)
    return found


def usual_leading(lines: list[Line]) -> dict[float, float]:
    """The usual distance of two lines, by size of type."""
    distances: dict[float, Counter] = defaultdict(Counter)
    for before, after in itertools.pairwise(lines):
        same = (before.page, before.column) == (after.page, after.column)
        if same and before.size == after.size and before.y > after.y:
            distances[before.size][round(before.y - after.y, 1)] += 1
    return {size: nearest(counts, size) for size, counts in distances.items()}


def nearest(counts: Counter, size: float) -> float:
    """The most usual distance that lines of one paragraph can have."""
    close = {gap: count for gap, count in counts.items() if gap <= 2.6 * size}
    if not close:
        return 1.3 * size
    # lines within a paragraph stand closer than paragraphs
    most = max(close.values())
    return min(gap for gap, count in close.items() if count >= 0.35 * most)


def goes_on(run: Run, line: Line, edges, leading, size: float, bold: bool) -> bool:
    """Whether a line belongs to the paragraph that the lines before it make."""
    last = run.lines[-1]
    if abs(last.size - line.size) > SAME_SIZE or last.bold != line.bold:
        return False
    same_column = (last.page, last.column) == (line.page, line.column)
    large = looks_large(line, size, bold)
    usual = leading.get(line.size, 1.3 * line.size)
    if same_column:
        gap = last.y - line.y
        most = HEADING_GAP * line.size if large else WIDE * usual + 0.5
        if gap <= 0 or gap > most:
            return False
    elif large:
        return False
    if LIST_ITEM.match(line.text) and ends(last, line, edges):
        return False
    return not ends_by_room(last, line, edges, large) and not begins_by_indent(
        run, line, edges, same_column
    )


def ends(last: Line, line: Line, edges) -> bool:
    left, _right = edges.of(line)
    return last.text.endswith(ENDED) or line.left - left > INDENT * line.size


def ends_by_room(last: Line, line: Line, edges, centred: bool) -> bool:
    """Whether the next word would have fitted at the end of the last line."""
    left, right = edges.of(last)
    room = right - last.right
    if centred:
        room += max(0, last.left - left)
    needed = line.first_width + (SPACE_WIDTH + NEAR_EDGE) * line.size
    if line.text[0].islower() and not last.text.endswith(ENDED):
        # words may be tied together, which a PDF does not show
        needed = max(needed, TIED * (right - left))
    return room > needed


def begins_by_indent(run: Run, line: Line, edges, same_column: bool) -> bool:
    last = run.lines[-1]
    step = INDENT * line.size
    offset = line.left - edges.of(line)[0]
    last_offset = last.left - edges.of(last)[0]
    if abs(offset - last_offset) <= step:
        return False
    if offset > last_offset:
        # a hanging indent, or a first line moved in
        hangs = len(run.lines) == 1 and (
            LIST_ITEM.match(last.text) or not last.text.endswith(ENDED)
        )
        return not hangs
    # back to the edge: the first line was moved in, or an indented passage ends
    return len(run.lines) > 1 and not (same_column is False and len(run.lines) == 1)


def looks_large(line: Line, size: float, bold: bool) -> bool:
    return line.size >= LARGER * size or (line.bold and not bold)


def kind_of(run: Run, edges, size: float, bold: bool) -> str:
    first = run.lines[0]
    length = sum(len(line.text) for line in run.lines)
    large = first.size >= LARGER * size
    heavy = all(line.bold for line in run.lines) and not bold
    if length <= LONGEST_HEADING and (
        large or (heavy and not run.lines[-1].text.endswith(FULL_STOPS))
    ):
        return "heading"
    if LIST_ITEM.match(first.text):
        return "list_item"
    if len(run.lines) > 1 and all(
        line.left - edges.of(line)[0] > INDENT * line.size for line in run.lines
    ):
        return "quotation"
    return "paragraph"
