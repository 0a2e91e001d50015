"""Read SKOS, ours or another program's; what cannot be kept is said in warnings.

Nothing is fetched: a JSON-LD file must hold its context itself.
"""

from typing import Any

import msgspec
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, SKOS

from formats import skos_graph, slugs
from formats.codebook import (
    Codebook,
    Entry,
    Example,
    Instrument,
    Link,
    Provision,
    Read,
    Unreadable,
)
from formats.counted import counted
from formats.skos import EXAMPLE, INSTRUMENT, LINKS, PLAIN, PROVISION, TERMS
from formats.skos_terms import NOT_FOR, USE_FOR

#: Predicate -> what of another program's file is left out.
LEFT_OUT = {
    SKOS.altLabel: "alternative labels",
    SKOS.hiddenLabel: "hidden labels",
    SKOS.related: "“related” links",
    SKOS.exactMatch: "links to other vocabularies",
    SKOS.closeMatch: "links to other vocabularies",
    SKOS.broadMatch: "links to other vocabularies",
    SKOS.narrowMatch: "links to other vocabularies",
    SKOS.historyNote: "history notes",
    SKOS.editorialNote: "editorial notes",
    SKOS.changeNote: "change notes",
}
LANGUAGES = "Names and notes in several languages: English or the first was taken."


def read_turtle(data: bytes, **about) -> Read:
    """Raises: Unreadable"""
    return of_graph(skos_graph.of_turtle(data), **about)


def read_jsonld(data: bytes, **about) -> Read:
    """Raises: Unreadable"""
    return of_graph(skos_graph.of_jsonld(data), **about)


def of_graph(graph: Graph, *, known=None, **about) -> Read:
    reader = Reader(graph, known or {})
    return reader.read()


class Reader:
    """What is read of one graph, and what is found on the way."""

    def __init__(self, graph: Graph, known: dict[str, str]):
        self.graph = graph
        self.known = known
        #: In order, each once.
        self.warnings: dict[str, None] = {}
        self.fields = {"name", "parent"}

    def warn(self, sentence: str) -> None:
        self.warnings[sentence] = None

    def read(self) -> Read:
        concepts = self.concepts()
        if not concepts:
            raise Unreadable(["There is no SKOS concept in this file."])
        schemes: set[Any] = {*self.graph.subjects(RDF.type, SKOS.ConceptScheme)}
        if len(schemes) > 1:
            self.warn(f"The file has {len(schemes)} schemes; all became one codebook.")
        ids = self.ids(concepts)
        parents = self.parents(concepts)
        entries = [self.entry(one, ids, parents) for one in concepts]
        if not any(entry.order for entry in entries):
            for number, entry in enumerate(entries, start=1):
                entry.order = 10 * number
        codebook = Codebook(
            entries,
            links=self.links(ids),
            title=self.text(min(schemes, default=None), DCTERMS.title),
        )
        version = self.text(min(schemes, default=None), OWL.versionInfo)
        if version.isascii() and version.isdigit():
            codebook.release = int(version)
        self.add_authorities(codebook)
        for predicate, what in LEFT_OUT.items():
            if (None, predicate, None) in self.graph:
                self.warn(f"Left out: {what}.")
        places = [f"Concept “{entry.name or entry.slug}”" for entry in entries]
        return Read(codebook, places, list(self.warnings), frozenset(self.fields))

    def concepts(self) -> list:
        """Concepts that are typed as such, or only stand in the tree; sorted."""
        found = set(self.graph.subjects(RDF.type, SKOS.Concept))
        for predicate in (SKOS.broader, SKOS.narrower):
            found.update(self.graph.subjects(predicate))
        found.update(self.graph.objects(None, SKOS.hasTopConcept))
        known = {one for one in found if (one, SKOS.prefLabel, None) in self.graph}
        for one in found - known:
            if isinstance(one, URIRef) and (one, SKOS.notation, None) in self.graph:
                known.add(one)
        if found - known:
            left_out = counted(
                len(found - known),
                "concept without a label was left out",
                "concepts without a label were left out",
            )
            self.warn(f"{left_out}.")
        return sorted(known, key=lambda one: (self.text(one, SKOS.notation), str(one)))

    def ids(self, concepts) -> dict:
        """{concept: slug}: of the notation, the address, or the label."""
        ids: dict[Any, str] = {}
        taken: set[str] = set()
        doubled = 0
        for one in concepts:
            wanted = self.text(one, SKOS.notation)
            if not slugs.is_slug(wanted):
                address = str(one).rstrip("/#") if isinstance(one, URIRef) else ""
                last = address.replace("#", "/").rpartition("/")[2]
                label = self.text(one, SKOS.prefLabel)
                wanted = last if slugs.is_slug(last) else slugs.slug_of(label or last)
            doubled += wanted in taken
            ids[one] = slugs.free(wanted, taken)
            taken.add(ids[one])
        if doubled:
            named = counted(
                doubled,
                "concept had the id of another; it got a new one",
                "concepts had the id of another; they got new ones",
            )
            self.warn(f"{named}.")
        return ids

    def parents(self, concepts) -> dict:
        """{concept: the one above}; the first of several, and no circles."""
        known = set(concepts)
        above: dict[Any, list] = {}
        for one, parent in self.graph.subject_objects(SKOS.broader):
            above.setdefault(one, []).append(parent)
        for parent, one in self.graph.subject_objects(SKOS.narrower):
            above.setdefault(one, []).append(parent)
        parents: dict[Any, Any] = {}
        for one in concepts:
            found = sorted({p for p in above.get(one, []) if p in known and p != one})
            if len(found) > 1:
                self.warn("Where a concept lies under several, the first was taken.")
            if found and lies_above(one, found[0], parents):
                self.warn("Where concepts lie in a circle, it was opened.")
            elif found:
                parents[one] = found[0]
        return parents

    def entry(self, one, ids, parents) -> Entry:
        parent = parents.get(one)
        entry = Entry(
            ids[one],
            " ".join(self.text(one, SKOS.prefLabel).split()) or ids[one],
            parent=ids[parent] if parent is not None else None,
        )
        self.set(entry, "definition", self.text(one, SKOS.definition))
        self.scope(entry, one)
        for name, predicate in PLAIN.items():
            self.set(entry, name, self.text(one, predicate))
        for name, predicate in (("order", TERMS.order), ("palette", TERMS.palette)):
            self.set(entry, name, self.number(one, predicate))
        if self.text(one, TERMS.checked):
            self.set(entry, "checked", self.text(one, TERMS.checked) == "true")
        self.set(entry, "checked_on", self.text(one, TERMS.checkedOn))
        entry.retired = self.text(one, OWL.deprecated) in ("true", "1")
        if entry.retired:
            self.fields.add("retired")
            entry.retired_on = self.text(one, TERMS.retiredOn)
            replaced = self.graph.value(one, DCTERMS.isReplacedBy)
            self.set(entry, "replaced_by", ids.get(replaced))
        entry.examples = self.examples(one)
        if entry.examples:
            self.fields.add("examples")
        entry.polarity = entry.polarity or "0"
        return entry

    def set(self, entry, name, value) -> None:
        if value not in ("", None):
            setattr(entry, name, value)
            self.fields.add(name)

    def scope(self, entry, one) -> None:
        use, rest = [], []
        for note in self.texts(one, SKOS.scopeNote):
            if note.startswith(NOT_FOR):
                rest.append(note.removeprefix(NOT_FOR))
            else:
                use.append(note.removeprefix(USE_FOR))
        self.set(entry, "include", "\n\n".join(use))
        self.set(entry, "exclude", "\n\n".join(rest))

    def examples(self, one) -> list[Example]:
        nodes = sorted(
            self.graph.objects(one, TERMS.example),
            key=lambda node: (self.number(node, TERMS.order) or 0, str(node)),
        )
        if not nodes:
            said = sorted(self.texts(one, SKOS.example))
            return [Example(text=text) for text in said if text.strip()]
        return [self.thing(node, Example, EXAMPLE) for node in nodes]

    def links(self, ids) -> list[Link]:
        orders = {
            (
                self.graph.value(node, TERMS.linkSource),
                self.graph.value(node, TERMS.linkTarget),
                self.text(node, TERMS.kind),
            ): self.number(node, TERMS.order)
            for node in self.graph.subjects(RDF.type, TERMS.Link)
        }
        return [
            Link(ids[one], ids[other], kind, orders.get((one, other, kind)) or 0)
            for kind, predicate in LINKS.items()
            for one, other in sorted(self.graph.subject_objects(predicate))
            if one in ids and other in ids
        ]

    def add_authorities(self, codebook: Codebook) -> None:
        names: dict[Any, str] = {}
        for node in self.of_type(TERMS.Instrument):
            instrument = self.thing(node, Instrument, INSTRUMENT)
            names[node] = instrument.name
            codebook.instruments.append(instrument)
        for node in self.of_type(TERMS.Provision):
            instrument = names.get(self.graph.value(node, DCTERMS.isPartOf), "")
            provision = self.thing(node, Provision, PROVISION, instrument=instrument)
            codebook.provisions.append(provision)

    def of_type(self, kind) -> list[Any]:
        found: list[Any] = list(self.graph.subjects(RDF.type, kind))
        return sorted(found)

    def thing(self, node, kind, names, **more):
        said = {name: self.text(node, predicate) for name, predicate in names.items()}
        said = {name: value for name, value in said.items() if value}
        needed = {"name": "", "locator": ""}
        missing = {
            name: value
            for name, value in needed.items()
            if name in kind.__struct_fields__ and name in names and name not in said
        }
        return msgspec.convert({**said, **missing, **more}, kind)

    def number(self, one, predicate) -> int | None:
        said = self.text(one, predicate)
        if said.isascii() and said.isdigit() and len(said) < 12:
            return int(said)
        return None

    def text(self, one, predicate) -> str:
        """One literal: without a language, else English, else the first."""
        if one is None:
            return ""
        said = [
            value
            for value in self.graph.objects(one, predicate)
            if isinstance(value, Literal)
        ]
        if len({value.language for value in said}) > 1:
            self.warn(LANGUAGES)
        said.sort(key=lambda value: (rank(value), value.language or "", str(value)))
        return str(said[0]) if said else ""

    def texts(self, one, predicate) -> list[str]:
        """All literals of the language that ``text`` takes."""
        said = [
            value
            for value in self.graph.objects(one, predicate)
            if isinstance(value, Literal)
        ]
        if len({value.language for value in said}) > 1:
            self.warn(LANGUAGES)
        best = min(((rank(one), one.language or "") for one in said), default=None)
        return sorted(
            str(value) for value in said if (rank(value), value.language or "") == best
        )


def rank(value: Literal) -> int:
    language = value.language or ""
    return 0 if not language else 1 if language.startswith("en") else 2


def lies_above(one, parent, parents) -> bool:
    """Whether ``one`` lies above ``parent`` already."""
    while parent is not None:
        if parent == one:
            return True
        parent = parents.get(parent)
    return False
