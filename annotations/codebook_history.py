"""What a recorded change of the codebook did, in words."""

from dataclasses import dataclass

from django.db.models import Count, Q

from annotations.models import (
    Annotation,
    CodebookChange,
    Doctrine,
    Recoding,
    Reconsideration,
    sight,
)
from formats import words
from formats.codebook_difference import POLARITIES, Change, replaced, words_marked

#: Section of a change -> what one row of it is.
NOUNS = {
    "doctrines": "Doctrine",
    "links": "Relation",
    "examples": "Example",
    "instruments": "Instrument",
    "provisions": "Provision",
}
LABELS = {
    "slug": "Id",
    "parent__slug": "Under",
    "order": "Place",
    "pin_cite": "Pin-cite",
    "checked_by": "Checked by",
    "replaced_by__slug": "Replaced by",
    "source__slug": "From",
    "target__slug": "To",
    "doctrine__slug": "Doctrine",
    "adopted": "Adopted",
    "in_force_from": "In force from",
    "in_force_to": "In force to",
    "in_force_for": "In force for",
}
#: Fields whose words are compared; of others the whole is told.
WORDED = {"definition", "include", "exclude", "name", "text", "note", "description"}
CHOICES = {
    "doctrines": {"polarity": POLARITIES},
    "links": {"kind": words.DOCTRINE_LINKS},
    "examples": {"kind": words.EXAMPLES},
}
#: Not told: keys of rows, and numbers that say nothing by themselves.
SILENT = {"annotation", "by", "instrument"}
#: Not told of what came or went: its title says it, or it says nothing then.
PLAIN_THEN = {"slug", "name", "order", "palette", "locator", "version"}
#: Rows of one change that a page tells.
MOST_ROWS = 300


@dataclass
class Row:
    noun: str
    #: "added", "removed" or "changed".
    kind: str
    title: str
    changes: list[Change]


def rows_of(project, change, names):
    """The entries that a change touched, each with what it said before and after.

    An example that is a passage which the project's reader may not see is left out.

    Args:
        names: {slug: name} of the project's entries.

    Returns:
        ([Row], how many more there are)
    """
    unseen = _unseen(project, change)
    found = [
        _row(section, before, after, names)
        for section, noun in NOUNS.items()
        for before, after in change.changes.get(section, {}).values()
        if (after or before).get("annotation") not in unseen
    ]
    return found[:MOST_ROWS], max(len(found) - MOST_ROWS, 0)


def _unseen(project, change):
    """Keys of passages, given as examples, of others whom the reader must not see."""
    pairs = change.changes.get("examples", {}).values()
    wanted = {(after or before)["annotation"] for before, after in pairs} - {None}
    seen = sight.of(project)
    if not wanted or not seen.texts:
        return set()
    rows = Annotation.objects.filter(seen.condition(), pk__in=wanted)
    return wanted - set(rows.values_list("pk", flat=True))


def _row(section, before, after, names):
    kind = "changed"
    if before is None or after is None:
        kind = "added" if before is None else "removed"
    old, new = before or {}, after or {}
    changes = [
        Change(
            LABELS.get(name, name.capitalize()), _pieces(section, name, *pair, names)
        )
        for name in (new or old)
        if name not in SILENT
        for pair in [(old.get(name), new.get(name))]
        if pair[0] != pair[1] and (kind == "changed" or name not in PLAIN_THEN)
    ]
    return Row(
        NOUNS[section],
        kind,
        _title(new or old, names),
        [change for change in changes if change.pieces],
    )


def _title(row, names):
    if "source__slug" in row:
        ends = row["source__slug"], row["target__slug"]
        said = words.DOCTRINE_LINKS[row["kind"]].lower()
        return f"{names.get(ends[0], ends[0])}: {said} {names.get(ends[1], ends[1])}"
    if "doctrine__slug" in row:
        return f"of {names.get(row['doctrine__slug'], row['doctrine__slug'])}"
    if "locator" in row:
        return " ".join(filter(None, (row["locator"], row["version"])))
    return row["name"]


def _pieces(section, name, before, after, names):
    if name in WORDED:
        return words_marked(before or "", after or "")
    pair = [_said(section, name, value, names) for value in (before, after)]
    return replaced(*pair)


def _said(section, name, value, names):
    if value is None or value == "":
        return ""
    if name.endswith("__slug"):
        return names.get(value, value)
    if name in {"retired", "checked"}:
        return value[:10]
    return CHOICES.get(section, {}).get(name, {}).get(value, str(value))


def names_of(project):
    """{slug: name} of all entries."""
    return dict(Doctrine.objects.of_project(project).values_list("slug", "name"))


def add_numbers(project, changes):
    """How many marks each change ``recoded``, and how many wait: two queries.

    Of the marks that the project's reader sees.
    """
    seen = sight.of(project).condition("annotation__")
    keys = [change.pk for change in changes]
    recoded = dict(
        Recoding.objects.filter(seen, change__in=keys)
        .values_list("change")
        .annotate(n=Count("pk"))
    )
    waiting = dict(
        Reconsideration.objects.of_project(project)
        .waiting()
        .filter(change__in=keys)
        .values_list("change")
        .annotate(n=Count("pk"))
    )
    for change in changes:
        change.recoded = recoded.get(change.pk, 0)
        change.waiting = waiting.get(change.pk, 0)


def line_of(change):
    """One line for a table: what was done to what."""
    kind = words.CODEBOOK_CHANGES[change.kind]
    return f"{kind}: {change.about}" if change.about else kind


def filtered(project, *, person="", kind="", entry="", since="", until=""):
    """The changes of a project, newest first; an empty filter is none.

    Args:
        person: an e-mail address.
        entry: the slug of an entry that it is about, or that it touched.
        since, until: days, both included.
    """
    rows = CodebookChange.objects.of_project(project).for_list()
    if person:
        rows = rows.filter(by__email=person)
    if kind:
        rows = rows.filter(kind=kind)
    if entry:
        found = Doctrine.objects.of_project(project).filter(slug=entry).first()
        touched = Q(changes__doctrines__has_key=str(found.pk)) if found else Q()
        rows = rows.filter(Q(about=entry) | touched)
    if since:
        rows = rows.filter(created__date__gte=since)
    if until:
        rows = rows.filter(created__date__lte=until)
    return rows
