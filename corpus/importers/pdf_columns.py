"""The order in which a page's lines are read: columns from left to right.

A gutter is a stretch of the page's width that hardly any word covers, with lines on
both sides of it. Lines that cross it part the page into bands.
"""

import itertools
import statistics
from bisect import bisect_left
from dataclasses import replace

from corpus.importers.pdf_page import Line, Word, join

#: Points of one step across the page.
STEP = 2
#: A gutter is covered by at most this part of what covers the page elsewhere.
COVERED = 0.12
#: Parts of the width of a page's text between which a gutter lies.
GUTTERS_BETWEEN = (0.15, 0.85)
NARROWEST = 6
FEWEST_LINES = 5
FEWEST_WORDS = 2.5
NARROWEST_COLUMN = 0.15
#: Parts of a line's size: closer baselines are one line.
SAME_LINE = 0.35
#: Notes are set in at most this part of the usual size, lines this far apart.
SMALL = 0.94
NEXT_LINE = 1.6
#: In points: what letters may reach into a gutter.
SLACK = 1.5


def in_order(lines: list[Line]) -> list[Line]:
    """The lines of one page as they are read, each with the number of its column."""
    gutters = find_gutters(lines)
    if not gutters:
        return merged(lines)
    pieces = [piece for line in lines for piece in cut(line, gutters)]
    edges = [gutter[0] for gutter in gutters]
    usual = statistics.median(line.size for line in lines)
    spanning, columns = [], []
    for piece in sorted(pieces, key=lambda piece: -piece.y):
        crossing = any(crosses(piece, gutter) for gutter in gutters)
        if crossing or (spanning and ends_note(spanning[-1], piece, usual)):
            spanning.append(piece)
        else:
            columns.append(replace(piece, column=1 + bisect_left(edges, piece.left)))
    ordered: list[Line] = []
    rest = columns
    for line in merged(spanning):
        above = [piece for piece in rest if piece.y > line.y]
        rest = [piece for piece in rest if piece.y <= line.y]
        ordered += by_column(above)
        ordered.append(line)
    return ordered + by_column(rest)


def ends_note(above: Line, line: Line, usual: float) -> bool:
    """Whether a short line goes on with small type that stands across the columns."""
    return (
        line.size == above.size < SMALL * usual
        and 0 < above.y - line.y < NEXT_LINE * line.size
        and abs(line.left - above.left) < line.size
    )


def by_column(lines: list[Line]) -> list[Line]:
    lines = sorted(lines, key=lambda line: line.column)
    return [
        line
        for _column, group in itertools.groupby(lines, lambda line: line.column)
        for line in merged(list(group))
    ]


def merged(lines: list[Line]) -> list[Line]:
    """From the top, pieces of one line put together from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: -line.y):
        size = line.size
        if rows and abs(rows[-1][0].y - line.y) <= SAME_LINE * size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [one_line(row) for row in rows]


def one_line(row: list[Line]) -> Line:
    if len(row) == 1:
        return row[0]
    row = sorted(row, key=lambda line: line.left)
    words = [word for line in row for word in line.words]
    longest = max(row, key=lambda line: len(line.text))
    return replace(
        longest,
        text=" ".join(line.text for line in row),
        left=row[0].left,
        right=max(line.right for line in row),
        bold=all(line.bold for line in row),
        first_width=row[0].first_width,
        words=words,
    )


def find_gutters(lines: list[Line]) -> list[tuple[float, float]]:
    """(left, right) of each gutter, from the left."""
    words = [word for line in lines for word in line.words if word.right > word.left]
    if len(lines) < 2 * FEWEST_LINES or not words:
        return []
    left = min(word.left for word in words)
    right = max(word.right for word in words)
    covers = coverage(words, left, right)
    usual = statistics.median(covers)
    first, last = (int(part * len(covers)) for part in GUTTERS_BETWEEN)
    gutters = []
    index = first
    for free, group in itertools.groupby(
        covers[first:last], lambda count: count <= COVERED * usual
    ):
        length = len(list(group))
        if free and length * STEP >= NARROWEST:
            gutters.append((left + index * STEP, left + (index + length) * STEP))
        index += length
    return [gutter for gutter in gutters if parts_text(lines, gutter, left, right)]


def coverage(words: list[Word], left: float, right: float) -> list[int]:
    """How many words cover each step from left to right."""
    steps = int((right - left) / STEP) + 2
    changes = [0] * (steps + 1)
    for word in words:
        changes[int((word.left - left) / STEP)] += 1
        changes[int((word.right - left) / STEP) + 1] -= 1
    return list(itertools.accumulate(changes[:steps]))


def parts_text(lines, gutter, left: float, right: float) -> bool:
    """Whether there are running lines, not numbers or short cells, on both sides."""
    pieces = [piece for line in lines for piece in cut(line, [gutter])]
    sides = (
        [piece for piece in pieces if piece.right <= gutter[0] + SLACK],
        [piece for piece in pieces if piece.left >= gutter[1] - SLACK],
    )
    for side in sides:
        if len(side) < FEWEST_LINES:
            return False
        if statistics.mean(len(piece.words) for piece in side) < FEWEST_WORDS:
            return False
        width = max(p.right for p in side) - min(p.left for p in side)
        if width < NARROWEST_COLUMN * (right - left):
            return False
    return True


def crosses(line: Line, gutter: tuple[float, float]) -> bool:
    return line.left < gutter[0] - SLACK and line.right > gutter[1] + SLACK


def cut(line: Line, gutters) -> list[Line]:
    """The pieces of a line that was drawn through gutters without a word in them."""
    for gutter in gutters:
        if not crosses(line, gutter):
            continue
        for place in range(1, len(line.words)):
            before, after = line.words[place - 1], line.words[place]
            if before.right <= gutter[0] + SLACK and after.left >= gutter[1] - SLACK:
                return [
                    piece_of(line, line.words[:place]),
                    *cut(piece_of(line, line.words[place:]), gutters),
                ]
    return [line]


def piece_of(line: Line, words: list[Word]) -> Line:
    return replace(
        line,
        text=join(words),
        left=words[0].left,
        right=words[-1].right,
        first_width=words[0].right - words[0].left,
        words=words,
    )
