"""The texts of a work, as the pages and the API show them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from annotations.models import Annotation
from annotations.positions.works import works_of
from corpus.models import Block, Document, Edition

#: Texts that a choice offers, the newest first.
MOST_OFFERED = 500


@dataclass
class Version:
    """A text of a work."""

    document: Any
    #: Its own link, or None of the first text.
    edition: Any
    marks: int
    #: Whether its marks count in positions; reprints and translations count beside.
    counts: bool


def work_of(document):
    """The texts that hang together with one, the first text first: six queries.

    A text that is linked to none stands alone. Marks are those that the reader of the
    text's project sees.
    """
    project = document.project
    links = list(Edition.objects.of_project(project).for_list())
    members: set[int] = set()
    found = {document.pk}
    while found:
        members |= found
        ends = [{one.document_id, one.of_id} for one in links]
        found = {key for both in ends if both & members for key in both} - members
    own = {one.document_id: one for one in links if one.document_id in members}
    texts = Document.objects.filter(pk__in=members).order_by("pk")
    marks = Annotation.objects.of_project(project).filter(
        document__in=members, deleted=None
    )
    numbers = dict(
        marks.order_by().values_list("document").annotate(number=Count("pk"))
    )
    older = works_of(project).older if own else set()
    rows = [
        Version(text, own.get(text.pk), numbers.get(text.pk, 0), text.pk not in older)
        for text in texts
    ]
    rows.sort(key=lambda row: (row.edition is not None, row.document.pk))
    return rows


def choices(project, document):
    """[(id, title)] of the texts it may be linked to: one query."""
    texts = Document.objects.of_project(project).standing().exclude(pk=document.pk)
    rows = texts.order_by("-pk").values_list("pk", "title", "issued")[:MOST_OFFERED]
    return [
        (pk, f"{title} ({issued})" if issued else title) for pk, title, issued in rows
    ]


def told(done):
    """What a carrying did, in a sentence or two."""
    numbers = done.numbers
    if not numbers:
        return "There was nothing new to carry."
    sentence = (
        f"Carried unchanged: {numbers['unchanged']:,}. Moved: {numbers['moved']:,}."
        f" Need placing: {numbers['unplaced']:,}."
    )
    if done.regions_left:
        sentence += (
            f" {done.regions_left} stretches outside the text have no certain place;"
            " set them anew."
        )
    return sentence


@dataclass
class Hit:
    start: int
    end: int
    before: str
    words: str
    after: str


def hits(document, quote, most):
    """Where a text has some words: exactly, else whatever the case of the letters."""
    text = "".join(
        Block.objects.filter(document=document)
        .order_by("start")
        .values_list("text", flat=True)
    )
    wanted = quote.strip()
    found = _places(text, wanted, most)
    # folding may change a length: then only the words as they are typed are found
    if not found and len(text.lower()) == len(text):
        found = _places(text.lower(), wanted.lower(), most)
    return [
        Hit(
            at,
            at + len(wanted),
            text[max(at - 100, 0) : at],
            text[at : at + len(wanted)],
            text[at + len(wanted) : at + len(wanted) + 100],
        )
        for at in found
    ]


def _places(text, wanted, most):
    found: list[int] = []
    at = text.find(wanted)
    while at >= 0 and len(found) < most:
        found.append(at)
        at = text.find(wanted, at + 1)
    return found
