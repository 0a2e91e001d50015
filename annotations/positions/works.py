"""Editions, reprints and translations of one text: what is repeated counts once.

Of the editions of a text one counts: the newest that was marked or marked read, else
the newest. Newest is by the date of publication, then by the id; a text without a date
is as old as the one it is an edition of. A reprint or translation counts beside it, but
for the marks that stand at the same place of the other with the same doctrine, stance,
voice and situation.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Value

from annotations.models import Annotation, Carried, Coverage
from annotations.positions.kept import kept_links
from corpus.models import Document, Edition
from corpus.places import Places, along, turned
from formats import partial_date

#: The project's state, which every change raises, whether anything was adjudicated, and
#: the links; one row at least.
LINKS = """
SELECT state.n, EXISTS (
        SELECT FROM review_adjudication
        WHERE project_id = %(project)s AND settled IS NOT NULL
    ), link.document_id, link.of_id, link.kind
FROM (
    SELECT coalesce(sum(n), 0)::bigint AS n FROM annotations_tally
    WHERE project = %(project)s AND kind = 'change'
) AS state
LEFT JOIN corpus_edition AS link ON link.project_id = %(project)s
ORDER BY link.id
"""


@dataclass
class Repeat:
    """A reprint or translation that counts beside a work's main text."""

    text: int
    main: int
    #: From the one to the other and back.
    there: list = field(default_factory=list)
    back: list = field(default_factory=list)


@dataclass
class Works:
    """What a project's links mean for counting; empty where there are none."""

    #: Editions that do not count, since another one does.
    older: set = field(default_factory=set)
    repeats: list = field(default_factory=list)
    project: Any = None
    #: Of the project, before anything else was read; None where nobody asked.
    state: int | None = None
    #: Whether settled marks may count instead of others: nobody looks for them else.
    settled: bool = True

    @property
    def mains(self):
        """{reprint or translation: the text it repeats}"""
        return {repeat.text: repeat.main for repeat in self.repeats}

    def touching(self, texts):
        """The same with no more repeats than it takes to know those in some texts."""
        wanted = {*texts}
        mains = {repeat.main for repeat in self.repeats if repeat.text in wanted}
        repeats = [repeat for repeat in self.repeats if repeat.main in mains]
        return replace(self, repeats=repeats)

    def texts(self):
        """Those among which marks may be repeated."""
        return {key for repeat in self.repeats for key in (repeat.text, repeat.main)}

    def waiting(self):
        """How many marks of earlier editions wait to be placed: one query, or none."""
        if not self.older:
            return 0
        rows = Carried.objects.of_project(self.project).waiting()
        return rows.filter(source__document__in=self.older).count()


def works_of(project):
    """The works of a project: one query, three where its links are looked at anew."""
    with connection.cursor() as cursor:
        cursor.execute(LINKS, {"project": project.pk})
        rows = cursor.fetchall()
    state, settled = rows[0][:2]
    links = {key: (of, kind) for *_, key, of, kind in rows if key is not None}
    found = Works(project=project, state=state, settled=settled)
    if links:
        found.older, found.repeats = kept_links(
            project, state, lambda: _linked(project, links)
        )
    return found


def _linked(project, links):
    """(ids of editions that do not count, repeats)"""
    texts = _texts(project, links)
    found = Works()
    apart: dict = defaultdict(list)
    for key in texts:
        apart[_top(key, links)[0]].append(key)
    for members in apart.values():
        _add_work(found, members, links, texts)
    if found.repeats:
        _add_ways(found, project.pk)
    return found.older, found.repeats


def _texts(project, links):
    """{key: document with .coded}, as the project's reader sees it: one query."""
    rows = Document.objects.filter(
        pk__in={*links, *(of for of, _kind in links.values())}
    ).only("issued", "withdrawn", "project_id")
    coded: Any = Value(False)
    # which of several counts hangs on it, and nothing else
    if any(kind == "edition" for _of, kind in links.values()):
        here = {"document": OuterRef("pk")}
        marks = Annotation.objects.of_project(project).filter(deleted=None, **here)
        read = Coverage.objects.of_project(project).filter(state="read", **here)
        coded = Exists(marks) | Exists(read)
    return rows.annotate(coded=coded).in_bulk()


def _top(key, links, kinds=("edition", "translation", "reprint")):
    """The text at the end of a way of links of some kinds, and its length."""
    steps = 0
    while key in links and links[key][1] in kinds:
        key, steps = links[key][0], steps + 1
    return key, steps


def _add_work(found, members, links, texts):
    editions: dict = defaultdict(list)
    for key in members:
        editions[_top(key, links, ("edition",))[0]].append(key)
    counting = []
    for first, keys in editions.items():
        standing = [key for key in keys if texts[key].withdrawn is None]
        coded = [key for key in standing if texts[key].coded]
        if standing:
            newest = max(coded or standing, key=lambda key: _age(key, links, texts))
            found.older |= {*keys} - {newest}
            translated = any(
                kind == "translation" for kind in _kinds_above(first, links)
            )
            rank = _top(first, links)[1], translated, newest
            counting.append((translated, rank, newest))
    # the work's own text first, then reprints, then translations
    counting.sort()
    for _translated, _rank, key in counting[1:]:
        found.repeats.append(Repeat(key, counting[0][2]))


def _kinds_above(key, links):
    while key in links:
        key, kind = links[key]
        yield kind


def _age(key, links, texts):
    at = key
    while not texts[at].issued and at in links:
        at = links[at][0]
    issued = texts[at].issued
    return partial_date.earliest(issued) if issued else 0, key


def _add_ways(found, project_pk):
    """How spans go from each repeated text to its main one: one query."""
    steps: dict = defaultdict(dict)
    rows = Edition.objects.filter(project=project_pk)
    for key, of, kind, pairs in rows.values_list("document", "of", "kind", "pairs"):
        steps[of][key] = pairs, kind != "translation"
        steps[key][of] = turned(pairs), kind != "translation"
    for repeat in found.repeats:
        way = _way(steps, repeat.text, repeat.main)
        repeat.there = [Places(*steps[one][other]) for one, other in way]
        repeat.back = [Places(*steps[other][one]) for one, other in reversed(way)]


def _way(steps, start, end):
    """The links from one text to another: there is one way in a tree."""
    before = {start: start}
    waiting = [start]
    for key in waiting:
        for other in steps[key]:
            if other not in before:
                before[other] = key
                waiting.append(other)
    way = []
    while end != start:
        way.append((before[end], end))
        end = before[end]
    return way[::-1]


def repeated(works, passages):
    """The passages that only repeat one of the main text, or of an earlier repeat.

    Args:
        passages: rows of (document, doctrine, situation, actor, stance, start, end, …,
            first mark) of ``works.texts()``; what stands between tells passages apart.
    """
    by_text: dict = defaultdict(list)
    for row in passages:
        by_text[row[0]].append(row)
    known: dict = {}
    found = []
    for repeat in works.repeats:
        main = known.setdefault(
            repeat.main, [(said_by(row), row[5:7]) for row in by_text[repeat.main]]
        )
        # what a person sees as one place, told in the main text's own terms
        places = Counter(
            (said, place)
            for said, span in main
            if (place := along([*repeat.back, *repeat.there], *span))
        )
        for row in sorted(by_text[repeat.text], key=lambda row: row[5:7]):
            place = along(repeat.there, *row[5:7])
            said = said_by(row)
            if place and places[said, place]:
                places[said, place] -= 1
                found.append(row)
            elif place:
                main.append((said, place))
    return found


def said_by(passage):
    """What makes two passages at one place the same."""
    return passage[1:5] + passage[7:-1]
