"""What differs between two states of a codebook, entry by entry, for people.

An entry is the same when its id is; what it says may be another.
"""

import difflib
import re
from collections.abc import Iterator
from typing import NamedTuple

from formats.codebook import Codebook, Entry, Example, in_order
from formats.words import DOCTRINE_LINKS, EXAMPLES

#: Fields that are words, told with the ones that came and went.
WORDED = {
    "name": "Name",
    "definition": "Definition",
    "include": "Include",
    "exclude": "Exclude",
    "pin_cite": "Pin-cite",
}
#: Fields that are told as they were and as they are.
PLAIN = {"polarity": "Polarity", "key": "Key", "palette": "Colour"}
POLARITIES = {"+": "justifies", "-": "forbids or limits", "0": "neutral"}
TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
#: Longer texts are told as a whole: the comparison would take seconds.
MOST_TOKENS = 4000


class Piece(NamedTuple):
    #: "same", "gone" or "new".
    kind: str
    text: str


class Change(NamedTuple):
    label: str
    pieces: list[Piece]


class Difference(NamedTuple):
    """What became of one entry, relation or authority."""

    #: "added", "removed", "retired", "restored" or "changed".
    kind: str
    #: Of an entry; "" for all else.
    slug: str
    title: str
    changes: list[Change]


def differences(before: Codebook, after: Codebook) -> list[Difference]:
    """All that differs, in the order of the newer tree; then what is gone."""
    return [
        *entries(before, after),
        *links(before, after),
        *authorities(before, after),
    ]


def entries(before: Codebook, after: Codebook) -> Iterator[Difference]:
    old = {entry.slug: entry for entry in before.doctrines}
    new = {entry.slug: entry for entry in after.doctrines}
    names = {slug: entry.name for slug, entry in (old | new).items()}
    places = orders(before), orders(after)
    for entry in in_order(after):
        was = old.get(entry.slug)
        if was is None:
            changes = [
                change
                for change in changes_of(Entry(entry.slug, ""), entry, names)
                if change.label != "Name"
            ]
            yield Difference("added", entry.slug, entry.name, changes)
            continue
        changes = list(changes_of(was, entry, names))
        if was.parent == entry.parent and entry.slug in reordered(was.parent, places):
            changes.append(Change("Place", [Piece("new", "among its siblings")]))
        kind = "changed"
        if was.retired != entry.retired:
            kind = "retired" if entry.retired else "restored"
        if changes or kind != "changed":
            yield Difference(kind, entry.slug, entry.name, changes)
    for entry in in_order(before):
        if entry.slug not in new:
            yield Difference("removed", entry.slug, entry.name, [])


def orders(codebook: Codebook) -> dict[str | None, list[str]]:
    """{parent: its children in order}"""
    found: dict[str | None, list[str]] = {}
    for entry in in_order(codebook):
        found.setdefault(entry.parent, []).append(entry.slug)
    return found


def reordered(parent, places) -> set[str]:
    """Children that stand elsewhere among those that both states know."""
    first, second = (side.get(parent, []) for side in places)
    old = [slug for slug in first if slug in second]
    new = [slug for slug in second if slug in first]
    kept = difflib.SequenceMatcher(None, old, new, autojunk=False)
    same = {
        slug
        for block in kept.get_matching_blocks()
        for slug in old[block.a :][: block.size]
    }
    return set(old) - same


def changes_of(was: Entry, entry: Entry, names: dict[str, str]) -> Iterator[Change]:
    for name, label in WORDED.items():
        if getattr(was, name) != getattr(entry, name):
            yield Change(label, words_marked(getattr(was, name), getattr(entry, name)))
    for name, label in PLAIN.items():
        old, new = getattr(was, name), getattr(entry, name)
        if old != new and was.name:
            yield Change(label, replaced(worded(name, old), worded(name, new)))
    if was.parent != entry.parent:
        above = [
            names.get(slug, slug) if slug else "the top"
            for slug in (was.parent, entry.parent)
        ]
        yield Change("Under", replaced(above[0] if was.name else "", above[1]))
    if was.replaced_by != entry.replaced_by:
        pair = [
            names.get(slug or "", slug or "")
            for slug in (was.replaced_by, entry.replaced_by)
        ]
        yield Change("Replaced by", replaced(*pair))
    if was.checked != entry.checked and was.name:
        said = {True: "checked", False: "not checked"}
        yield Change("Pin-cite", replaced(said[was.checked], said[entry.checked]))
    if was.examples != entry.examples:
        gone = [one for one in was.examples if one not in entry.examples]
        new = [one for one in entry.examples if one not in was.examples]
        pieces = [Piece("gone", told(one)) for one in gone]
        pieces += [Piece("new", told(one)) for one in new]
        yield Change("Examples", pieces or [Piece("new", "in another order")])


def worded(name: str, value) -> str:
    return POLARITIES[value] if name == "polarity" else str(value or "")


def told(example: Example) -> str:
    said = example.text or f"“{example.quote}” ({example.source})"
    if not example.text and not example.quote:
        said = "a passage that is not there any more"
    note = f": {example.note}" if example.note else ""
    return f"{EXAMPLES[example.kind]}: {said}{note} "


def links(before: Codebook, after: Codebook) -> Iterator[Difference]:
    names = {entry.slug: entry.name for entry in (*before.doctrines, *after.doctrines)}
    old = {(one.source, one.kind, one.target) for one in before.links}
    new = {(one.source, one.kind, one.target) for one in after.links}
    for kind, rows in (("added", new - old), ("removed", old - new)):
        for source, link, target in sorted(rows):
            said = DOCTRINE_LINKS[link].lower()
            title = f"{names.get(source, source)}: {said} {names.get(target, target)}"
            yield Difference(kind, "", title, [])


def authorities(before: Codebook, after: Codebook) -> Iterator[Difference]:
    old = {one.name: one for one in before.instruments}
    new = {one.name: one for one in after.instruments}
    yield from rows_of(old, new, str)
    wordings = [
        {(one.instrument, one.locator, one.version): one for one in side.provisions}
        for side in (before, after)
    ]
    yield from rows_of(
        wordings[0], wordings[1], lambda key: ", ".join(filter(None, key))
    )


def rows_of(old: dict, new: dict, titled) -> Iterator[Difference]:
    for key, row in new.items():
        was = old.get(key)
        changes = []
        for name in row.__struct_fields__:
            before = str(getattr(was, name)) if was else ""
            if was and before != str(getattr(row, name)):
                pieces = words_marked(before, str(getattr(row, name)))
                label = name.replace("_", " ").capitalize()
                changes.append(Change(label, pieces))
        if was is None or changes:
            kind = "changed" if was else "added"
            yield Difference(kind, "", titled(key), changes)
    for key in old:
        if key not in new:
            yield Difference("removed", "", titled(key), [])


def replaced(before: str, after: str) -> list[Piece]:
    pieces = [Piece("gone", before), Piece("new", after)]
    return [piece for piece in pieces if piece.text]


def words_marked(before: str, after: str) -> list[Piece]:
    """A text with the words that came and went; together they are both texts."""
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    if len(old) + len(new) > MOST_TOKENS:
        return replaced(before, after)
    pieces: list[Piece] = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(old[i:j])))
            continue
        pieces += replaced("".join(old[i:j]), "".join(new[k:m]))
    return pieces
