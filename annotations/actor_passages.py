"""The passages an actor has to do with: as the texts' author, as holder, or via."""

from dataclasses import dataclass
from heapq import merge

from django.core.exceptions import ValidationError

from annotations import authority_force, filters, passages
from annotations.addresses import annotation_path
from annotations.models import Via
from corpus.models import Document
from corpus.paging import cursor_behind, page

ROWS = 15
#: What the actor is in a passage -> in the words of the page.
PARTS = {
    "author": "In their own voice",
    "holder": "Attributed to them",
    "via": "Passed on by them",
}
ORDER = passages.ORDERS["text"]


@dataclass(frozen=True)
class Wanted:
    """Which passages; an empty field is all, ``part`` one of PARTS."""

    part: str = ""
    doctrine: str = ""
    stance: str = ""
    situation: str = ""

    @property
    def narrowed(self):
        return bool(self.doctrine or self.stance or self.situation)


def read(project, sent):
    """What the address asks for.

    Raises:
        ValidationError: a sentence for each word that is not known.
    """
    wanted = Wanted(**{name: sent.get(name, "") for name in Wanted.__annotations__})
    if wanted.part and wanted.part not in PARTS:
        raise ValidationError(f"“{wanted.part}” is none of: {', '.join(PARTS)}.")
    # the same sentences as everywhere
    filters.annotations(
        project,
        doctrine=wanted.doctrine,
        stance=wanted.stance,
        situation=wanted.situation,
    )
    return wanted


def texts_by(actor):
    """Ids of the standing texts that an actor wrote: one query."""
    rows = Document.objects.filter(project=actor.project_id).standing()
    wrote = rows.filter(authorships__actor=actor, authorships__role="author")
    return sorted(wrote.values_list("pk", flat=True))


def sources(actor, texts, wanted):
    """{part: the annotations in which the actor has it}, rejected ones left out.

    Args:
        texts: of ``texts_by``.
    """
    rows = filters.annotations(
        actor.project,
        doctrine=wanted.doctrine,
        stance=wanted.stance,
        situation=wanted.situation,
        status="not-rejected",
    )
    via = Via.objects.filter(project=actor.project_id, actor=actor)
    every = {
        "author": rows.filter(actor=None, document__in=texts),
        "holder": rows.filter(actor=actor),
        "via": rows.filter(pk__in=via.values("annotation")),
    }
    return {part: found for part, found in every.items() if wanted.part in ("", part)}


def counts(actor, texts, wanted):
    """{part: how many passages}, for every part: three queries."""
    every = sources(actor, texts, Wanted("", *_filters_of(wanted)))
    return {part: rows.count() for part, rows in every.items()}


def _filters_of(wanted):
    return wanted.doctrine, wanted.stance, wanted.situation


def one_page(actor, texts, wanted, cursor=""):
    """A page of passages in the order of the texts, and the next page's cursor.

    Each part is read in the order of its own index and the three are merged, so that a
    page costs the same however many passages there are.

    Raises:
        ValidationError: the cursor is none.
    """
    lists, more = [], False
    for rows in sources(actor, texts, wanted).values():
        places, following = page(rows.only("document_id", "start"), ORDER, ROWS, cursor)
        lists.append([(_key(place), place) for place in places])
        more = more or bool(following)
    places, seen = [], set()
    for key, place in merge(*lists, key=lambda pair: pair[0]):
        if key not in seen:
            seen.add(key)
            places.append(place)
    more = more or len(places) > ROWS
    places = places[:ROWS]
    following = cursor_behind(places[-1], ORDER) if more and places else None
    return shown(actor.project, places), following


def _key(place):
    return place.document_id, place.start, place.pk


def shown(project, places):
    """The rows of a page with all that the template shows: six queries at most."""
    rows = passages.for_list_in_order(places)
    passages.add_passages(rows)
    passages.mark_repeated(rows)
    for row in rows:
        row.place = annotation_path(project.slug, row.document_id, row.uuid)
    authority_force.warn(rows)
    return rows


def of_situation(situation, *, stance="", doctrine="", cursor=""):
    """(passages about a situation, the next page's cursor, how many there are)."""
    rows = filters.annotations(
        situation.project, doctrine=doctrine, stance=stance, status="not-rejected"
    ).filter(situation=situation)
    places, following = page(rows.only("document_id", "start"), ORDER, ROWS, cursor)
    return shown(situation.project, places), following, rows.count()
