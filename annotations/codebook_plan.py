"""What a codebook that comes in would do to a project's: new, changed, missing."""

import hashlib
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

import msgspec

from annotations.codebook_record import codebook_of
from annotations.models import Annotation
from formats.codebook import (
    FIELDS,
    Codebook,
    Entry,
    Example,
    Instrument,
    Link,
    Provision,
    in_order,
)
from formats.codebook_csv import POLARITY_WORDS

#: Field -> its label; those that go with another one are not named.
LABELS = {
    "name": "Name",
    "parent": "Lies under",
    "order": "Place among its siblings",
    "polarity": "Polarity",
    "definition": "Definition",
    "include": "When to use",
    "exclude": "When not",
    "pin_cite": "Pin-cite",
    "checked": "Pin-cite checked",
    "palette": "Colour",
    "key": "Key",
    "retired": "Retired",
    "replaced_by": "Replaced by",
}
#: What says more exactly what another field says.
DETAILS = {"checked": ("checked_by", "checked_on"), "retired": ("retired_on",)}


class Difference(NamedTuple):
    field: str
    label: str
    before: str
    after: str


@dataclass
class Row:
    """An entry that would be made, changed or retired."""

    entry: Entry
    differences: list[Difference] = field(default_factory=list)
    #: Examples that would be added.
    examples: list[Example] = field(default_factory=list)

    @property
    def slug(self) -> str:
        return self.entry.slug

    def alters_meaning(self) -> bool:
        """Whether words change by which coders choose the entry."""
        words = {"definition", "include", "exclude"}
        return any(one.field in words for one in self.differences)


@dataclass
class Plan:
    new: list[Row]
    changed: list[Row]
    #: In the project, and not in the file.
    missing: list[Row]
    unchanged: int
    links: list[Link]
    instruments: list[Instrument]
    provisions: list[Provision]
    #: Passages given as examples whose annotation is not in the project.
    strangers: int
    #: Of the project as it is now: what was planned on another state is refused.
    seen: str

    def is_empty(self) -> bool:
        return (
            not (self.new or self.changed or self.links or self.instruments)
            and not self.provisions
        )


class Chosen(NamedTuple):
    """What to take of a plan; entries by their slugs."""

    new: set[str] = set()
    changed: set[str] = set()
    retire: set[str] = set()
    links: bool = False
    #: None, those that are new, or also changes of those that are there.
    authorities: Literal["", "new", "all"] = ""
    #: Annotations under what changed its words are to be looked at again.
    meaning: bool = False

    @classmethod
    def all_new(cls, plan: Plan) -> "Chosen":
        """All that the project does not have; nothing that it has is changed."""
        return cls(new={row.slug for row in plan.new}, links=True, authorities="new")


def plan_import(
    project, codebook: Codebook, fields=FIELDS, current: Codebook | None = None
) -> Plan:
    """Compare a sound codebook with a project's: nine queries.

    Args:
        fields: those that the file speaks of; others stay as they are.
        current: what the project has, where that is known without asking.
    """
    current = current or codebook_of(project, whole=True)
    there = {entry.slug: entry for entry in current.doctrines}
    given = in_order(codebook)
    passages = known_passages(project, given)
    new, changed, unchanged, strangers = [], [], 0, 0
    for entry in given:
        before = there.get(entry.slug)
        examples = added_examples(before, entry, passages)
        strangers += sum(
            1
            for one in entry.examples
            if not one.text and one.annotation not in passages
        )
        if before is None:
            new.append(Row(entry, examples=examples))
            continue
        differences = differences_of(before, entry, fields)
        if differences or examples:
            changed.append(Row(entry, differences, examples))
        else:
            unchanged += 1
    slugs = {entry.slug for entry in given}
    return Plan(
        new=new,
        changed=changed,
        missing=[
            Row(entry)
            for entry in current.doctrines
            if entry.slug not in slugs and not entry.retired
        ],
        unchanged=unchanged,
        links=other_links(current.links, codebook.links),
        instruments=unequal(current.instruments, codebook.instruments),
        provisions=unequal(current.provisions, codebook.provisions),
        strangers=strangers,
        seen=state_of(current),
    )


def state_of(codebook: Codebook) -> str:
    return hashlib.sha256(msgspec.json.encode(codebook)).hexdigest()


def unequal(there: list, given: list) -> list:
    """What is given and not there, or not the same there."""
    known = {msgspec.json.encode(one) for one in there}
    return [one for one in given if msgspec.json.encode(one) not in known]


def other_links(there: list, given: list) -> list:
    """Relations that are not there, or stand in another sequence.

    The sequence tells how elements are listed; what number each has tells nothing.
    """
    now, then = sequences(there), sequences(given)
    same = {
        beside
        for beside, sources in then.items()
        if [one for one in now.get(beside, []) if one in sources] == sources
    }
    links = [one for one in given if (one.target, one.kind) not in same]
    return unequal(there, links)


def sequences(links) -> dict[tuple[str, str], list[str]]:
    """{(target, kind): sources as they are listed}."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in sorted(links, key=lambda link: link.order):
        found.setdefault((one.target, one.kind), []).append(one.source)
    return found


def known_passages(project, entries) -> dict[str, int]:
    """{id: key} of the annotations that examples name and the project has."""
    wanted = {one.annotation for entry in entries for one in entry.examples}
    wanted.discard("")
    rows = Annotation.objects.of_project(project).standing().filter(uuid__in=wanted)
    return {str(uuid): pk for uuid, pk in rows.values_list("uuid", "pk")}


def added_examples(before: Entry | None, entry: Entry, passages) -> list[Example]:
    """Examples that the project has not; a passage only if its annotation is there."""
    there = before.examples if before else []
    texts = {(one.kind, one.text) for one in there}
    marks = {one.annotation for one in there}
    return [
        one
        for one in entry.examples
        if (one.text and (one.kind, one.text) not in texts)
        or (one.annotation in passages and one.annotation not in marks)
    ]


def differences_of(before: Entry, after: Entry, fields) -> list[Difference]:
    return [
        Difference(name, label, shown(name, before), shown(name, after))
        for name, label in LABELS.items()
        if name in fields and not same(name, before, after)
    ]


def same(name: str, before: Entry, after: Entry) -> bool:
    if getattr(before, name) != getattr(after, name):
        return False
    # a detail that is not given is no change
    return all(
        getattr(after, detail) in ("", getattr(before, detail))
        for detail in DETAILS.get(name, ())
    )


def shown(name: str, entry: Entry) -> str:
    value = getattr(entry, name)
    if name == "polarity":
        return POLARITY_WORDS[value]
    if name in DETAILS:
        details = (getattr(entry, detail) for detail in DETAILS[name])
        said = ", ".join(one for one in details if one)
        return (said or "yes") if value else "no"
    if name == "parent":
        return value or "the top"
    return "" if value is None else str(value)
