"""The numbers of a project's dashboard, of the marks that its reader sees."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.utils import timezone

from accounts.models import User
from annotations.models import Annotation, Assignment, Coverage, Doctrine
from corpus.models import Document
from formats import words

#: Days of the picture of coding, today included.
DAYS = 30
#: Doctrines that a table names.
MOST = 10


@dataclass
class Coder:
    """What one person has to do and did."""

    name: str
    given: int = 0
    finished: int = 0
    read: int = 0
    marks: int = 0
    #: Stance -> how many marks.
    stances: Counter = field(default_factory=Counter)

    @property
    def never(self):
        """The stances that somebody who marks never chose, in words."""
        if not self.marks:
            return []
        return [word for name, word in words.STANCES.items() if not self.stances[name]]


@dataclass
class Disputed:
    """A doctrine, and in how many texts of several coders they differ about it."""

    slug: str
    name: str
    differing: int
    texts: int


def marks_of(project):
    """The marks that count: standing, and not rejected."""
    rows = Annotation.objects.of_project(project).standing()
    return rows.with_status("not-rejected").order_by()


def statuses(project):
    """{status: how many standing marks}: one query."""
    rows = Annotation.objects.of_project(project).standing().order_by()
    counted = dict(rows.values_list("status").annotate(Count("pk")))
    return {status: counted.get(status, 0) for status in words.STATUSES}


def waiting(project):
    """[(slug, name, how many proposed marks)] of the doctrines with most: one query."""
    rows = Annotation.objects.of_project(project).standing().filter(status="proposed")
    counted = rows.order_by().values_list("doctrine__slug", "doctrine__name")
    return list(counted.annotate(n=Count("pk")).order_by("-n", "doctrine__name")[:MOST])


def days(project, today=None):
    """[(day, how many standing marks were made)], the latest last: one query."""
    today = today or timezone.localdate()
    first = today - timedelta(days=DAYS - 1)
    rows = Annotation.objects.of_project(project).standing().order_by()
    counted = dict(
        rows.filter(created__date__gte=first)
        .values_list(TruncDate("created"))
        .annotate(Count("pk"))
    )
    every = [first + timedelta(days=number) for number in range(DAYS)]
    return [(day, counted.get(day, 0)) for day in every]


def coders(project):
    """[Coder] of all who have a text to do, read one or marked: four queries."""
    found: dict[int, Coder] = defaultdict(lambda: Coder(""))
    given = Assignment.objects.of_project(project).standing().order_by()
    for coder, state, n in given.values_list("coder", "state").annotate(Count("pk")):
        found[coder].given += n
        if state == "finished":
            found[coder].finished += n
    read = Coverage.objects.of_project(project).order_by()
    read = read.filter(doctrine=None, state="read", document__withdrawn=None)
    for coder, n in read.values_list("coder").annotate(Count("pk")):
        found[coder].read += n
    rows = marks_of(project).values_list("coder", "stance").annotate(Count("pk"))
    for coder, stance, n in rows:
        found[coder].marks += n
        found[coder].stances[stance] += n
    for pk, person in User.objects.in_bulk(found).items():
        found[pk].name = str(person)
    return sorted(found.values(), key=lambda coder: (-coder.marks, coder.name))


def disputed(project):
    """[Disputed], the most first: three queries.

    Counted are the texts that two people or more coded (marked, or marked as read). In
    one they differ about a doctrine when some marked it there and some did not, or
    when they did with other stances.
    """
    coded: dict[int, set[int]] = defaultdict(set)
    said: dict[tuple[int, int], dict[int, set[str]]] = defaultdict(dict)
    rows = marks_of(project).values_list("document", "doctrine", "coder", "stance")
    for document, doctrine, coder, stance in rows.distinct():
        coded[document].add(coder)
        said[document, doctrine].setdefault(coder, set()).add(stance)
    read = Coverage.objects.of_project(project).order_by()
    read = read.filter(doctrine=None, state="read", document__withdrawn=None)
    for document, coder in read.values_list("document", "coder"):
        coded[document].add(coder)
    texts, differing = Counter[int](), Counter[int]()
    for (document, doctrine), stances in said.items():
        if len(coded[document]) < 2:
            continue
        texts[doctrine] += 1
        answers = [frozenset(stances.get(coder, ())) for coder in coded[document]]
        differing[doctrine] += len(set(answers)) > 1
    entries = Doctrine.objects.of_project(project).in_bulk(list(texts))
    found = [
        Disputed(entries[pk].slug, entries[pk].name, differing[pk], texts[pk])
        for pk in texts
        if differing[pk]
    ]
    found.sort(key=lambda row: (-row.differing, -row.differing / row.texts, row.name))
    return found[:MOST]


def texts(project):
    """How many texts stand: one query."""
    return Document.objects.of_project(project).standing().count()
