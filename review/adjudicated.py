"""One page of the passages of a text under a doctrine, whatever their number.

A long text has thousands of marks. They are read one after the other and aligned
stretch by stretch; what is counted is not kept, and what the page shows is looked up
for it alone.
"""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q

from annotations import tree
from annotations.models import Annotation
from corpus.models import Document
from review import adjudicating
from review.adjudicating import Passage
from review.agreement.matching import Mark
from review.alignment import Aligned, align, stretches
from review.models import Adjudication, SettledMark

#: Marks that are fetched at a time.
CHUNK = 1000


@dataclass
class Page:
    """Passages of one page, and the numbers of all."""

    document: Document
    node: tree.Node
    #: Ids of all who marked or finished the text.
    coders: list[int]
    adjudication: Adjudication | None
    #: Which page, of those that ``show`` leaves; a number that is too high is the last.
    number: int = 1
    passages: list[Passage] = field(default_factory=list)
    count: int = 0
    settled: int = 0
    #: Passages about which all say the same, and which nobody settled yet.
    agreed: int = 0

    @property
    def open(self):
        return self.count - self.settled

    @property
    def done(self):
        """Whether its settled marks alone count."""
        return self.adjudication is not None and self.adjudication.settled is not None


def look(project, document, node, *, show="", number=1, rows=30) -> Page:
    """A page of passages: seven queries, and no more memory for more marks.

    Args:
        show: "open", "settled" or empty for all.
        number: of the page, from 1.
        rows: passages on a page.
    """
    branch = [below.doctrine.pk for below in node.branch()]
    marks = adjudicating.layers(project).filter(document=document, doctrine__in=branch)
    page = Page(
        document,
        node,
        _coders(project, document, node, marks),
        Adjudication.objects.of_project(project)
        .filter(document=document, doctrine=node.doctrine)
        .first(),
    )
    wanted: list[Aligned] = []
    left = 0
    for aligned, settled in _passages(marks, page.coders):
        page.count += 1
        page.settled += settled
        page.agreed += aligned.kind == "same" and not settled
        if show and settled != (show == "settled"):
            continue
        if left == rows * max(number, 1):
            # all of the page is there, the rest is counted
            continue
        if left % rows == 0:
            wanted = []
        wanted.append(aligned)
        left += 1
    page.number = max(-(-left // rows), 1)
    page.passages = _looked_up(project, document, wanted)
    return page


def _coders(project, document, node, marks):
    """Three queries."""
    near = {below.doctrine.pk for below in (*node.branch(), *node.ancestors())}
    found = set(marks.order_by().values_list("coder", flat=True).distinct())
    for _text, coder, doctrine in adjudicating.finished(project, [document.pk]):
        if doctrine is None or doctrine in near:
            found.add(coder)
    return sorted(found)


def _passages(marks, coders):
    """Passages in the order of the text, each with whether it is settled: one query."""
    settled: dict[Any, bool] = {}

    def read():
        rows = marks.annotate(held=_held()).order_by("start", "pk")
        names = ("document", "coder", "doctrine__slug", "start", "end", "stance")
        rows = rows.values_list(*names, "actor", "situation", "pk", "held")
        for *said, held in rows.iterator(CHUNK):
            settled[said[-1]] = held
            yield Mark._make(said)

    for together in stretches(read()):
        for aligned in align(together, coders):
            yield aligned, all(settled[mark.key] for mark in aligned.marks)
        for mark in together:
            del settled[mark.key]


def _held():
    """Whether a mark was settled as it stands, by what stands too (Held.holds)."""
    gone = SettledMark.objects.filter(
        Q(annotation__status="rejected") | Q(annotation__deleted__isnull=False),
        settlement=OuterRef("settlement"),
        part="settled",
    )
    sources = SettledMark.objects.standing().filter(
        annotation=OuterRef("pk"), version=OuterRef("version"), part="source"
    )
    return Exists(sources.exclude(Exists(gone)))


def _looked_up(project, document, wanted):
    """Versions of the marks of a page, and what was settled of them: two queries."""
    keys = [mark.key for aligned in wanted for mark in aligned.marks]
    rows = Annotation.objects.filter(pk__in=keys)
    named = rows.values_list("pk", "uuid", "version")
    seen = {pk: (uuid, version) for pk, uuid, version in named}
    held = adjudicating.held_in(project, [document.pk], keys)
    return [
        Passage(
            aligned,
            {mark.key: seen[mark.key] for mark in aligned.marks},
            list({h.pk: h for mark in aligned.marks for h in held[mark.key]}.values()),
        )
        for aligned in wanted
    ]
