"""Instruments with their provisions, and what relies on one provision."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count

from annotations import filters
from annotations.actor_passages import ORDER, ROWS, shown
from annotations.models import Annotation, Instrument, Provision
from corpus.paging import page

NUMBER = re.compile(r"(\d+)")
FILTERS = ("doctrine", "stance", "voice", "holder", "situation", "authority")


@dataclass
class Place:
    """A provision: one place of an instrument, in all its wordings."""

    locator: str
    wordings: list[Any] = field(default_factory=list)
    #: Annotations that rely on one of them.
    uses: int = 0


def listed(project, q=""):
    """Instruments with ``places`` that say the words of ``q``: three queries."""
    words = q.casefold().split()[:12]
    uses = uses_of(project)
    places: dict = {}
    for provision in wordings(project):
        said = " ".join(
            (str(provision), provision.instrument.kind, provision.description)
        ).casefold()
        if all(word in said for word in words):
            own = places.setdefault(provision.instrument_id, {})
            place = own.setdefault(provision.locator, Place(provision.locator))
            place.wordings.append(provision)
            place.uses += uses.get(provision.pk, 0)
    found = []
    instruments: Any = Instrument.objects.filter(project=project).order_by("name")
    for instrument in instruments:
        own = places.get(instrument.pk, {})
        name = instrument.name.casefold()
        if own or all(word in name for word in words):
            instrument.places = [own[key] for key in sorted(own, key=natural)]
            found.append(instrument)
    return found


def wordings(project, **of):
    """Wordings in the order of their dates, with their instrument: one query."""
    rows = Provision.objects.filter(project=project, **of).select_related("instrument")
    return rows.order_by("in_force_from", "version", "pk")


def natural(locator):
    """Art. 4 before Art. 51."""
    return [
        (0, int(part[:18]), "") if part.isdecimal() else (1, 0, part.casefold())
        for part in NUMBER.split(locator)
        if part
    ]


def uses_of(project, **of):
    """{wording's key: how many standing annotations rely on it}: one query."""
    rows = Annotation.objects.of_project(project).standing()
    rows = rows.filter(provision__isnull=False, **of).with_status("not-rejected")
    counted = rows.order_by().values("provision").annotate(n=Count("pk"))
    return dict(counted.values_list("provision", "n"))


def relying(project, keys, sent):
    """The annotations that rely on some wordings, rejected ones left out.

    Args:
        keys: of the wordings.
        sent: what the address asks for; ``wording`` is one of the keys.

    Raises:
        ValidationError: {filter: sentence}
    """
    wanted = {name: sent.get(name, "") for name in FILTERS}
    rows = filters.annotations(project, status="not-rejected", **wanted)
    wording = sent.get("wording", "")
    chosen = [key for key in keys if str(key) == wording] if wording else keys
    return rows.filter(provision__in=chosen)


def one_page(project, rows, cursor=""):
    """(passages, the next page's cursor): seven queries."""
    places, following = page(rows.only("document_id", "start"), ORDER, ROWS, cursor)
    return shown(project, places), following


def holders(rows):
    """[(name, in their own voice, attributed to them)], most first: two queries.

    A text's own voice is that of each of its authors.
    """
    said: dict = {}
    author = "document__authorships__actor__name"
    own = rows.filter(actor=None, document__authorships__role="author")
    for place, name, counted in (
        (0, author, own),
        (1, "actor__name", rows.exclude(actor=None)),
    ):
        for holder, n in (
            counted.order_by()
            .values(name)
            .annotate(n=Count("pk", distinct=True))
            .values_list(name, "n")
        ):
            said.setdefault(holder, [0, 0])[place] = n
    found = [(name, own, others) for name, (own, others) in said.items()]
    return sorted(found, key=lambda row: (-row[1] - row[2], row[0]))
