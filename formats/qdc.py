"""The codebook as REFI-QDA .qdc, which MAXQDA, ATLAS.ti, NVivo and QualCoder read.

A code has a name, a colour and a description, which holds all else; relations are sets
of codes. A code's GUID is made of the project and the entry's id, so that a second
import merges; other programs' GUIDs are not kept.

Source: https://www.qdasoftware.org/wp-content/uploads/2019/09/REFI-QDA-1-5.pdf (5.2)
"""

import uuid
from typing import Any

from lxml import etree

from formats import codebook_checks, palette, safe_xml, slugs
from formats.codebook import (
    Codebook,
    Entry,
    Link,
    Read,
    Unreadable,
    Unwritable,
    in_one_order,
)
from formats.counted import counted
from formats.qdc_words import description_of, said_in
from formats.words import DOCTRINE_LINKS

NAMESPACE = "urn:QDA-XML:codebook:1.0"
ORIGIN = "Glossator"
LOSES = (
    "instruments and provisions",
    "passages given as examples: their words are in the description, and are not read"
    " back",
    "the numbers of the order: the sequence stays",
    "the title and the number of the release",
    "on the way back, what another program changed in the labelled lines of a"
    " description",
)
NO_CODES = (
    "This is no REFI-QDA codebook: it has no list of codes. Export the codebook (.qdc)"
    " in the program that it came from."
)
#: A set of codes that says a relation has this before the other entry's id.
SET_WORDS = {kind: f"{label}: " for kind, label in DOCTRINE_LINKS.items()}


def guid_of(project: str, *names: str) -> str:
    said = ":".join(("urn:glossator", project, *names))
    return str(uuid.uuid5(uuid.NAMESPACE_URL, said)).upper()


def write(codebook: Codebook, *, project: str, **about) -> bytes:
    """Raises: Unwritable"""
    codebook = in_one_order(codebook)
    if not codebook.doctrines:
        raise Unwritable("The format needs one code at least; add a doctrine first.")
    root = etree.Element(f"{{{NAMESPACE}}}CodeBook", nsmap={None: NAMESPACE})
    root.set("origin", ORIGIN)
    codes = etree.SubElement(root, f"{{{NAMESPACE}}}Codes")
    elements: dict[str, Any] = {}
    for entry in codebook.doctrines:
        above = elements.get(entry.parent or "", codes)
        elements[entry.slug] = add_code(above, entry, project)
    names = {entry.slug: entry.name for entry in codebook.doctrines}
    add_sets(root, codebook.links, names, project)
    return etree.tostring(
        root, encoding="utf-8", xml_declaration=True, pretty_print=True
    )


def add_code(above, entry: Entry, project: str):
    code = etree.SubElement(above, f"{{{NAMESPACE}}}Code")
    code.set("guid", guid_of(project, entry.slug))
    code.set("isCodable", "false" if entry.retired else "true")
    code.set("color", palette.COLOURS[entry.palette or len(palette.COLOURS)])
    try:
        code.set("name", entry.name)
        description = etree.SubElement(code, f"{{{NAMESPACE}}}Description")
        description.text = description_of(entry)
    except ValueError:
        raise Unwritable(
            f"“{entry.slug}” holds a control character, which this format cannot hold."
            " Take JSON."
        ) from None
    return code


def add_sets(root, links: list[Link], names, project: str) -> None:
    """A set for each entry that others are elements of, or exceptions to."""
    grouped: dict[tuple[str, str], list[Link]] = {}
    for link in links:
        grouped.setdefault((link.kind, link.target), []).append(link)
    if not grouped:
        return
    sets = etree.SubElement(root, f"{{{NAMESPACE}}}Sets")
    for (kind, target), members in grouped.items():
        one = etree.SubElement(sets, f"{{{NAMESPACE}}}Set")
        one.set("guid", guid_of(project, kind, target))
        one.set("name", f"{DOCTRINE_LINKS[kind]} {names[target]}")
        description = etree.SubElement(one, f"{{{NAMESPACE}}}Description")
        description.text = SET_WORDS[kind] + target
        for link in members:
            member = etree.SubElement(one, f"{{{NAMESPACE}}}MemberCode")
            member.set("guid", guid_of(project, link.source))


def read(data: bytes, *, known=None, project="", **about) -> Read:
    """A file of ours or of another program.

    Args:
        known: {slug: name} of the project's entries, known again by their GUIDs.

    Raises:
        Unreadable
    """
    try:
        root = safe_xml.parse(data)
    except safe_xml.Malformed as error:
        raise Unreadable([str(error)]) from None
    codes = next((one for one in root.iter() if named(one, "codes")), None)
    if codes is None:
        raise Unreadable([NO_CODES])
    codebook_checks.require_few(sum(1 for one in codes.iter() if named(one, "code")))
    reader = Reader({guid_of(project, slug): slug for slug in known or {}})
    reader.codes(codes)
    return reader.read(root)


def named(element, name: str) -> bool:
    return safe_xml.local(element).lower() == name


def attribute(element, name: str) -> str:
    """An attribute, however its name is spelt; "" without it."""
    return next((said for key, said in element.items() if key.lower() == name), "")


def guid_in(element) -> str:
    return attribute(element, "guid").strip().strip("{}").upper()


def relation_in(said: str) -> tuple[str, str]:
    """(kind, id of the target) of a set's description; empty when it says none."""
    for kind, word in SET_WORDS.items():
        if said.startswith(word):
            return kind, said.removeprefix(word)
    return "", ""


class Reader:
    """What is read of one file, and what is found on the way."""

    def __init__(self, ours: dict[str, str]):
        #: {GUID: slug}, of the project and then of the file.
        self.ours = ours
        self.slugs: dict[str, str] = {}
        self.taken: set[str] = set()
        self.entries: list[Entry] = []
        self.places: list[str] = []
        self.problems: list[str] = []
        self.warnings: list[str] = []
        self.fields = {"name", "parent", "definition"}
        self.passages = self.folders = self.colourless = 0

    def codes(self, above, parent: Entry | None = None) -> None:
        for element in above:
            if named(element, "code"):
                self.codes(element, self.code(element, parent))

    def code(self, element, parent: Entry | None) -> Entry:
        name = " ".join(attribute(element, "name").split())
        said, passages = said_in(self.description(element))
        self.passages += passages
        guid = guid_in(element)
        place = f"Code “{name}” (line {element.sourceline})"
        if guid and guid in self.slugs:
            self.problems.append(f"{place}: its GUID stands above already.")
        slug = self.slug(guid, said.pop("slug", ""), name, parent)
        entry = Entry(slug, name, parent=parent.slug if parent else None, **said)
        self.fields |= said.keys()
        if colour := attribute(element, "color").strip():
            entry.palette = palette.nearest(colour)
        self.colourless += entry.palette is None
        if attribute(element, "iscodable") in ("false", "0") and not entry.retired:
            self.folders += 1
        if entry.retired:
            entry.replaced_by = entry.replaced_by or None
        self.slugs[guid] = slug
        self.taken.add(slug)
        self.entries.append(entry)
        self.places.append(place)
        entry.order = 10 * len(self.entries)
        return entry

    def slug(self, guid, said, name, parent) -> str:
        """Of the project's entry of this GUID, as it says, or made of the name."""
        if guid in self.ours:
            return self.ours[guid]
        if slugs.is_slug(said):
            return said
        wanted = slugs.slug_of(name)
        if parent is not None:
            wanted = f"{parent.slug[:60]}.{wanted}"
        return slugs.free(wanted, self.taken)

    def description(self, element) -> str:
        found = next((one for one in element if named(one, "description")), None)
        return "" if found is None else "".join(found.itertext())

    def read(self, root) -> Read:
        if not self.entries:
            self.problems.append("There is no code in this file.")
        links, left_out = self.links(root)
        if self.problems:
            raise Unreadable(self.problems)
        told = (
            (
                self.passages,
                "passage given as an example was left out",
                "passages given as examples were left out",
            ),
            (
                self.folders,
                "code that takes no marks there does take them here",
                "codes that take no marks there do take them here",
            ),
            (left_out, "set of codes was left out", "sets of codes were left out"),
        )
        for number, one, many in told:
            if number:
                self.warnings.append(f"{counted(number, one, many)}.")
        if self.colourless < len(self.entries):
            self.fields.add("palette")
        return Read(
            Codebook(self.entries, links),
            self.places,
            self.warnings,
            frozenset(self.fields),
        )

    def links(self, root) -> tuple[list[Link], int]:
        """Relations that sets of ours say, and how many sets say none."""
        found: list[Link] = []
        left_out = 0
        for element in root.iter():
            if not named(element, "set"):
                continue
            said = self.description(element).strip()
            kind = next(
                (k for k, word in SET_WORDS.items() if said.startswith(word)), ""
            )
            target = said.removeprefix(SET_WORDS.get(kind, "")) if kind else ""
            members = [one for one in element if named(one, "membercode")]
            sources = [self.slugs.get(guid_in(one)) for one in members]
            if not kind or target not in self.taken:
                left_out += 1
                continue
            found += [
                Link(source, target, kind, 10 * number)
                for number, source in enumerate(filter(None, sources), start=1)
            ]
        return found, left_out
