"""Which cell, row or column an address asks for, and what it is called."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError

from annotations import filters
from annotations.models import Doctrine
from annotations.positions.behind import Place
from annotations.positions.rows import NONE_NAMED, named_columns
from compare.addresses import NO_KEY
from corpus.models import Actor, Document, Situation
from formats.words import ACTOR_KINDS, COMPARISONS, GROUNDS

#: Kinds of holder that the rows of a selection may have.
KINDS = {
    "actor": ("actor", "document"),
    "author": ("actor", "document"),
    "speaker": ("actor",),
    "document": ("document",),
    "kind": ("kind",),
    "genre": ("genre",),
}
#: Of an id's digits: what is longer is none.
MOST_DIGITS = 18


@dataclass(frozen=True)
class Asked:
    """A cell and the words for its two halves; "" where it is a whole row or column."""

    cell: Place
    holder: str = ""
    column: str = ""
    #: As the address says them.
    holder_key: str = ""
    column_key: str = ""

    @property
    def heading(self):
        return " · ".join(filter(None, (self.holder, self.column))) or "All passages"


def asked(selection, sent, number=""):
    """The cell of an address: four queries at most.

    Args:
        sent: the query of the address.
        number: "2" for the second of two cells side by side.

    Raises:
        ValidationError: for what the project does not have.
    """
    holder = sent.get(f"holder{number}", "")
    column = sent.get(f"column{number}", "")
    below = sent.get(f"below{number}", "") != "no"
    likened, comparison = _likened(
        selection.project,
        sent.get(f"likened{number}", ""),
        sent.get(f"relation{number}", ""),
    )
    found = holder_of(selection, holder) if holder else None
    doctrines, along, name = _column(selection, column, below)
    return Asked(
        Place(found, doctrines, along, likened),
        found["name"] if found else "",
        " · ".join(filter(None, (name, comparison))),
        holder,
        column,
    )


def holder_of(selection, sent):
    """{"kind", "id", "name"} for "actor:7", "document:3", "kind:state" or "genre:".

    Raises:
        ValidationError
    """
    kind, _, number = sent.partition(":")
    name = None
    if kind in KINDS[selection.by]:
        name = _name(selection.project, kind, number)
    if name is None:
        raise ValidationError(
            f"There is no row “{sent[:60]}” in this comparison. Choose one of its rows."
        )
    return {
        "kind": kind,
        "id": number if kind in ("kind", "genre") else int(number),
        "name": name,
    }


def _name(project, kind, number):
    if kind == "kind":
        return {**ACTOR_KINDS, "": "Text without author"}.get(number)
    if kind == "genre":
        there = Document.objects.filter(project=project, genre=number).exists()
        return (number or "No genre") if there else None
    if not is_id(number):
        return None
    wanted = {"project": project, "pk": int(number)}
    if kind == "actor":
        return Actor.objects.filter(**wanted).values_list("name", flat=True).first()
    return Document.objects.filter(**wanted).values_list("title", flat=True).first()


def is_id(sent):
    return sent.isascii() and sent.isdigit() and len(sent) <= MOST_DIGITS


def _column(selection, sent, below):
    """(ids of doctrines, key of another column, its name)."""
    if not sent:
        return (), None, ""
    if selection.columns == "doctrine":
        rows = Doctrine.objects.filter(project=selection.project, slug=sent)
        doctrine = rows.values_list("pk", "name").first()
        if doctrine is None:
            raise ValidationError(f"There is no doctrine “{sent[:60]}”.")
        pk, called = doctrine
        if below:
            return tuple(filters.branch(selection.project, sent)), None, called
        return (pk,), None, f"{called}, in general"
    if sent == NO_KEY:
        return (), "", NONE_NAMED[selection.columns]
    if selection.columns == "ground" and sent in GROUNDS:
        return (), sent, GROUNDS[sent]
    name = None
    if is_id(sent):
        name = named_columns({int(sent)}, selection).get(sent)
    if name is None:
        raise ValidationError(f"There is no column “{sent[:60]}” in this comparison.")
    return (), sent, name


def _likened(project, code, relation):
    """((id, relation), words) of a situation that the passages name, or (None, "")."""
    if not code:
        return None, ""
    found = Situation.objects.filter(project=project, code=code[:60]).first()
    if found is None or relation not in COMPARISONS:
        raise ValidationError(f"There is no comparison with “{code[:60]}” here.")
    return (found.pk, relation), f"{relation} {found.code}"
