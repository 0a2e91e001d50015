"""What a choice comes to: coders, the texts that they all coded, and their marks.

A constant number of queries. Every mark comes from ``marks_of``, so whoever may not see
another's marks sees no agreement about them either. Texts count that every compared
coder marked or marked read; withdrawn texts and earlier editions do not.
"""

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError

from accounts.models import User
from annotations.models import Annotation, Coverage, Doctrine
from annotations.positions.works import works_of
from corpus.models import Document, Region
from review.agreement.comparison import Comparison, compare
from review.agreement.matching import Mark
from review.agreement.unitizing import Continuum
from review.compared.choice import ALL
from review.models import SettledMark

BEFORE, SINCE = "before", "since"
#: More annotations than these are not compared while somebody waits: ten seconds.
MOST_WAITED_FOR = 200_000


@dataclass
class Coder:
    """Whose marks are compared: a person, or a person before or since a day."""

    user: Any
    #: The day, said behind the name; empty for all marks of the person.
    period: str = ""

    @property
    def address(self):
        return f"{self.user.email} {self.period}".strip()

    def __str__(self):
        return f"{self.user} {self.period}".strip()


@dataclass
class Codebook:
    """Doctrines by id: (slug, id of the parent, name)."""

    entries: dict
    by_slug: dict = field(default_factory=dict)

    def lineage(self, pk):
        """Ids from the top down to the doctrine."""
        found = []
        while pk in self.entries:
            found.append(pk)
            pk = self.entries[pk][1]
        return found[::-1]

    def counted(self, choice):
        """{id: slug of the doctrine as which it counts}, of those asked for."""
        tops = {self.by_slug[slug] for slug in choice.doctrines}
        found = {}
        for pk in self.entries:
            line = self.lineage(pk)
            chosen = [depth for depth, above in enumerate(line) if above in tops]
            if tops and not chosen:
                continue
            # what was asked for by name is never taken together with its neighbours
            least = chosen[0] + 1 if chosen else 1
            depth = max(choice.level, least) if choice.level else len(line)
            found[pk] = self.entries[line[: max(depth, 1)][-1]][0]
        return found


@dataclass
class Chosen:
    """A choice with what it comes to."""

    choice: Any
    #: By the key that marks and comparison name them by.
    coders: dict[Hashable, Coder]
    texts: list[Document]
    continua: dict[Hashable, Continuum]
    marks: list[Mark]
    names: dict[str, str]

    def compare(self) -> Comparison:
        tolerance = self.choice.tolerance
        return compare(self.marks, list(self.coders), self.continua, tolerance)


def marks_of(choice):
    """All standing marks of coders that who looks may see; none that settles others."""
    return (
        Annotation.objects.visible_to(choice.user)
        .of_project(choice.project)
        .standing()
        .exclude(pk__in=SettledMark.objects.made().values("annotation"))
        .order_by("document", "start", "end", "pk")
    )


def chosen(choice, most=None) -> Chosen:
    """Fetch what a choice asks for.

    Args:
        most: how many marks may be compared while somebody waits.

    Raises:
        ValidationError: there are more.
    """
    codebook = codebook_of(choice.project)
    coded = coded_texts(choice, codebook)
    coders = coders_of(choice, coded)
    texts = texts_of(choice, [coded[key] for key in coders])
    pks = [text.pk for text in texts]
    marks = list(
        islice(compared_marks(choice, codebook, coders, pks), most and most + 1)
    )
    if most and len(marks) > most:
        raise ValidationError(
            f"These are more than {most:,} annotations: choose fewer texts, coders or"
            " doctrines, or use the command “agreement”, which takes its time."
        )
    return Chosen(
        choice=choice,
        coders=coders,
        texts=texts,
        continua=continua_of(texts, pks),
        marks=marks,
        names={slug: name for slug, _parent, name in codebook.entries.values()},
    )


def codebook_of(project) -> Codebook:
    rows = Doctrine.objects.of_project(project)
    entries = {pk: row for pk, *row in rows.values_list("pk", "slug", "parent", "name")}
    return Codebook(entries, {slug: pk for pk, (slug, *_rest) in entries.items()})


def coded_texts(choice, codebook):
    """{coder's key: ids of texts they marked or marked read}: two queries."""
    coded: dict = defaultdict(set)
    rows = marks_of(choice).order_by()
    if choice.split:
        day = first_moment(choice.split)
        rows = rows.filter(coder__in=choice.coders)
        for period, part in (
            (BEFORE, rows.filter(created__lt=day)),
            (SINCE, rows.filter(created__gte=day)),
        ):
            for coder, text in part.values_list("coder", "document").distinct():
                coded[coder, period].add(text)
        return coded
    for coder, text in rows.values_list("coder", "document").distinct():
        coded[coder].add(text)
    # said of the whole codebook, or of what all doctrines asked for lie below
    lines = [set(codebook.lineage(codebook.by_slug[slug])) for slug in choice.doctrines]
    above = set.intersection(*lines) if lines else set()
    read = Coverage.objects.of_project(choice.project).filter(state="read")
    for coder, text, doctrine in read.values_list("coder", "document", "doctrine"):
        if doctrine is None or doctrine in above:
            coded[coder].add(text)
    return coded


def coders_of(choice, coded) -> dict[Hashable, Coder]:
    """Those asked for, or all who coded something; by name: a query."""
    if choice.split:
        day = choice.split.isoformat()
        return {
            (user.pk, period): Coder(user, f"{word} {day}")
            for user in choice.coders
            for period, word in ((BEFORE, "before"), (SINCE, "from"))
        }
    if choice.coders:
        return {user.pk: Coder(user) for user in choice.coders}
    found = User.objects.filter(pk__in=list(coded)).order_by("name", "email")
    return {user.pk: Coder(user) for user in found}


def texts_of(choice, coded):
    """The texts that all of them coded, in the order of their ids."""
    pks = set.intersection(*coded) if coded else set()
    if choice.documents:
        pks &= set(choice.documents)
    else:
        pks -= works_of(choice.project).older
    rows = Document.objects.of_project(choice.project).standing().filter(pk__in=pks)
    fields = ("title", "text_sha256", "length", "project_id")
    return list(rows.only(*fields).order_by("pk"))


def continua_of(texts, pks):
    """{id: text less what lies outside it}: one query."""
    regions: dict = defaultdict(list)
    rows = Region.objects.standing().filter(document__in=pks)
    for text, start, end in rows.values_list("document", "start", "end"):
        regions[text].append((start, end))
    return {text.pk: Continuum(regions[text.pk], text.length) for text in texts}


def compared_marks(choice, codebook, coders, pks):
    """The marks that are compared, under the doctrine as which they count: a query."""
    rows = marks_of(choice).filter(document__in=pks)
    rows = rows.filter(coder__in={coder.user.pk for coder in coders.values()})
    if choice.statuses:
        rows = rows.filter(status__in=choice.statuses)
    else:
        rows = rows.with_status("not-rejected")
    if choice.situation != ALL:
        rows = rows.about(choice.situation)
    counted = codebook.counted(choice)
    day = first_moment(choice.split) if choice.split else None
    for row in rows.values_list(
        *("document", "coder", "doctrine", "start", "end", "stance"),
        # by their names, which a sentence about the numbers may have to tell
        *("actor__name", "situation__code", "pk", "created"),
    ).iterator(chunk_size=5000):
        *fields, created = row
        coder, doctrine = fields[1:3]
        # a doctrine made since the first query is left out
        if doctrine in counted:
            fields[2] = counted[doctrine]
            if day is not None:
                fields[1] = coder, BEFORE if created < day else SINCE
            yield Mark._make(fields)


def first_moment(day):
    return datetime.combine(day, time.min, tzinfo=UTC)
