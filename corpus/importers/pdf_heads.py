"""Running heads, running feet and page numbers: what stands in one place on many pages.

Only the outermost lines of a page are looked at. One is taken out when the same words,
or the same but for one number that rises with the pages, stand at the same height on
other pages; or when it is the page's own label.
"""

import itertools
import re
from collections import Counter, defaultdict

from corpus.importers.pdf_page import Line

#: Lines from the page's edge that may be a head or a foot.
DEEPEST = 2
NUMBER = re.compile(r"[0-9]{1,9}")
ROMAN = re.compile(r"[ivxlcdm]+", re.IGNORECASE)
PAGE_WORDS = re.compile(
    r"(?:page|p\.|seite|стр\.?|с\.)?[\s\-–—|]*(?:#|[ivxlcdm]+)"
    r"(?:\s*(?:of|/|von|из)\s*#)?[\s\-–—|]*",
    re.IGNORECASE,
)
#: Points by which the height may differ.
SAME_HEIGHT = 4
FEWEST_PAGES = 3
#: Of all pages: a head that a short file repeats.
PART_OF_PAGES = 0.6


def take_out(
    pages: list[list[Line]], labels: list[str]
) -> tuple[list[list[Line]], list[str]]:
    """The pages without their heads and feet, and what was taken out, each once."""
    edges = [list(edge_lines(lines)) for lines in pages]
    seen: dict[tuple, set[int]] = defaultdict(set)
    for number, lines in enumerate(edges):
        for line in lines:
            for pattern, height in itertools.product(patterns(line), heights(line)):
                seen[pattern, height].add(number)
    kept, taken = [], Counter()
    for number, (lines, outer) in enumerate(zip(pages, edges, strict=True)):
        running = {
            id(line)
            for line in outer
            if repeats(line, seen, len(pages)) or is_label(line, labels[number], outer)
        }
        taken.update(shown(line) for line in lines if id(line) in running)
        kept.append([line for line in lines if id(line) not in running])
    return kept, [words for words, _count in taken.most_common() if words]


def edge_lines(lines: list[Line]):
    """The two highest and the two lowest rows; all pieces of each."""
    rows = sorted({round(line.y) for line in lines})
    outer = {*rows[:DEEPEST], *rows[-DEEPEST:]}
    return (line for line in lines if round(line.y) in outer)


def patterns(line: Line) -> set[str]:
    """What the line has in common with its like on other pages."""
    if is_page_number(line):
        return {"#"}
    words = " ".join(line.text.split()).lower()
    numbers = list(NUMBER.finditer(words))
    # a year may stand beside the page's number, before or behind
    return {words} | {
        f"{words[: one.start()]}#{int(one[0]) - line.page}{words[one.end() :]}"
        for one in (*numbers[:1], *numbers[-1:])
    }


def is_page_number(line: Line) -> bool:
    return bool(PAGE_WORDS.fullmatch(NUMBER.sub("#", " ".join(line.text.split()))))


def heights(line: Line) -> tuple[int, int]:
    """Two steps, so that near heights share one."""
    step = int(line.y // SAME_HEIGHT)
    return step, step + 1


def repeats(line: Line, seen, pages: int) -> bool:
    keys = itertools.product(patterns(line), heights(line))
    times = max(len(seen[key]) for key in keys)
    enough = min(FEWEST_PAGES, max(2, round(PART_OF_PAGES * pages)))
    if is_page_number(line):
        enough = 2
    return times >= enough


def is_label(line: Line, label: str, outer: list[Line]) -> bool:
    """The page's number alone at its edge."""
    return line.text.strip(" -–—") == label and line in (
        max(outer, key=lambda one: one.y),
        min(outer, key=lambda one: one.y),
    )


def shown(line: Line) -> str:
    """For a warning: page numbers need no word."""
    if is_page_number(line):
        return ""
    return NUMBER.sub("…", " ".join(line.text.split()))[:80]
