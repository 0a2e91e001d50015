"""The list of a project's actors: filters, orders, and the counts of one page."""

from typing import Any

from django.db import connection
from django.db.models import Count, Exists, F, OrderBy, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Lower

from annotations import tallies
from annotations.models import Annotation, Tally, Via, sight
from corpus.models import Actor, Authorship

_PARTS = Authorship.objects.filter(project=OuterRef("project"), actor=OuterRef("pk"))
_HELD = Annotation.objects.filter(
    project=OuterRef("project"), actor=OuterRef("pk"), deleted=None
)
_PASSED = Via.objects.filter(project=OuterRef("project"), actor=OuterRef("pk"))
_TEXTS = (
    _PARTS.filter(document__withdrawn=None)
    .order_by()
    .values("actor")
    .values(n=Count("document", distinct=True))
)
_CLAIMS = (
    Tally.objects.filter(project=OuterRef("project"), kind="holder", of=OuterRef("pk"))
    .order_by()
    .values("of")
    .values(sum=Sum("n"))
)
#: Word in the address -> what the list is ordered by.
ORDERS: dict[str, Any] = {
    "name": Lower("name"),
    "kind": F("kind"),
    "affiliation": Lower("affiliation"),
    "texts": Subquery(_TEXTS),
    "held": Subquery(_CLAIMS),
    "added": F("pk"),
}
STORED_OWN = "document.own_marks"
#: For a reader from whom some marks are hidden.
SEEN_OWN = """(
    SELECT count(*) FROM annotations_annotation AS mark
    WHERE mark.document_id = document.id AND mark.actor_id IS NULL
        AND mark.deleted IS NULL AND mark.status <> 'rejected' {seen}
)"""
# an author may also have translated the text, which is one text still
WROTE = """
SELECT part.actor_id, count(*), sum({own}) FILTER (WHERE part.author)
FROM (
    SELECT actor_id, document_id, bool_or(role = 'author') AS author
    FROM corpus_authorship
    WHERE project_id = %(project)s AND actor_id = ANY(%(actors)s)
    GROUP BY actor_id, document_id
) AS part
JOIN corpus_document AS document
    ON document.id = part.document_id AND document.withdrawn IS NULL
GROUP BY part.actor_id
"""


def uses(seen):
    """Word in the address -> which actors: what they do in the project's texts."""
    held = Exists(_HELD.filter(seen.condition()))
    passed = Exists(_PASSED.filter(seen.condition("annotation__")))
    wrote = Exists(_PARTS)
    return {
        "author": Q(wrote),
        "holder": Q(held),
        "via": Q(passed),
        "unused": ~Q(wrote) & ~Q(held) & ~Q(passed),
    }


def claims(seen):
    """How many claims an actor holds, counted where some marks are hidden."""
    if not seen.texts:
        return ORDERS["held"]
    standing = _HELD.filter(seen.condition()).exclude(status="rejected")
    return Subquery(standing.order_by().values("actor").values(n=Count("pk")))


def matching(project, *, q="", kind="", use="", sort="name"):
    """The actors that match, in order.

    Args:
        q: words of their names, affiliation or identifiers.
        kind: one of words.ACTOR_KINDS.
        use: one of those of ``uses``.
        sort: one of ORDERS, behind "-" for the other way round.
    """
    seen = sight.of(project)
    rows = Actor.objects.of_project(project).saying(q)
    if kind:
        rows = rows.filter(kind=kind)
    if use:
        rows = rows.filter(uses(seen)[use])
    word = sort.removeprefix("-")
    order = claims(seen) if word == "held" else ORDERS[word]
    if sort.startswith("-"):
        return rows.order_by(OrderBy(order, descending=True, nulls_last=True), "-pk")
    return rows.order_by(OrderBy(order, nulls_first=True), "pk")


def with_counts(project, actors):
    """Give each actor ``texts``, ``own`` and ``held``: two queries.

    ``own`` are passages in the own voice of their texts, ``held`` those that texts
    attribute to them; neither has rejected marks.
    """
    seen = sight.of(project)
    values = {"project": project.pk, "actors": [actor.pk for actor in actors]}
    own = SEEN_OWN.format(seen=seen.sql("mark")) if seen.texts else STORED_OWN
    with connection.cursor() as cursor:
        cursor.execute(WROTE.format(own=own), {**values, **seen.values()})
        wrote = {pk: (texts, own) for pk, texts, own in cursor.fetchall()}
    held = tallies.counts(project, "holder")
    for actor in actors:
        actor.texts, own = wrote.get(actor.pk, (0, 0))
        actor.own = own or 0
        actor.held = held.get(actor.pk, 0)
    return actors
