"""A project's history, newest first: who did what, before and after, and why."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, F, IntegerField, Max, UUIDField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse

from accounts.models import User
from annotations.addresses import annotation_page_path
from annotations.heads import shown
from corpus import access
from corpus.addresses import document_path
from corpus.models import Document
from formats import words
from review.past.kinds import DONE, DONE_WITH_TEXTS, KINDS


@dataclass
class Entry:
    """What one person did at one moment to one kind of thing."""

    kind: str
    at: datetime
    verb: str
    person: int | None
    number: int
    #: How many texts, and one of them.
    texts: int
    document: int | None
    #: The key of the last row.
    last: int
    by: str = "somebody in the database"
    email: str = ""
    title: str = ""
    text: str = ""
    path: str = ""
    #: Where the state before it can be brought back, of what allows that.
    back: str = ""
    why: str = ""
    #: [(what, before, after)], of one thing alone.
    changes: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def done(self):
        if self.kind == "codebook":
            word = words.CODEBOOK_CHANGES.get(self.verb, self.verb)
            return f"{word.lower()}:"
        if self.kind == "assignment" and self.verb in DONE_WITH_TEXTS:
            return DONE_WITH_TEXTS[self.verb]
        return DONE.get(self.verb, f"{self.verb}:")

    @property
    def what(self):
        kind = KINDS[self.kind]
        return kind.one if self.number == 1 else f"{self.number:,} {kind.many}"


@dataclass(frozen=True)
class Wanted:
    """The filters; an empty one is none."""

    kind: str = ""
    person: int | None = None
    document: int | None = None
    doctrine: str = ""
    #: Days, both included.
    since: Any = None
    until: Any = None


def page(project, wanted, length, cursor=""):
    """One page; a query a kind, one more a kind of which one thing is told, and two.

    Args:
        cursor: as the page before gave it.

    Returns:
        ([Entry], cursor of the next page or "")

    Raises:
        ValidationError
    """
    before = _moment(cursor)
    entries = []
    for name in [wanted.kind] if wanted.kind else KINDS:
        rows = _rows(project, name, wanted, before)
        if rows is not None:
            entries += [Entry(name, **row) for row in rows[: length + 1]]
    entries.sort(key=lambda entry: entry.at, reverse=True)
    following = ""
    if len(entries) > length:
        # what was done at one moment stays on one page
        edge = entries[length].at
        kept = [entry for entry in entries if entry.at > edge]
        entries = kept or [entry for entry in entries if entry.at == edge]
        following = entries[-1].at.isoformat()
    _tell(project, entries)
    return entries, following


def _moment(cursor):
    if not cursor:
        return None
    try:
        found = datetime.fromisoformat(cursor)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise ValidationError("This is no page of the history; begin at the first.")
    return found


def _rows(project, name, wanted, before):
    """What was done, summed up by moment, person, verb and gesture; None for never."""
    kind = KINDS[name]
    rows = kind.rows(project)
    person: Any = Cast(KeyTextTransform("user", "pgh_context"), IntegerField())
    verb: Any = Coalesce(KeyTextTransform("verb", "pgh_context"), F("pgh_label"))
    if kind.by:
        person = F(kind.by)
        verb = F("kind") if kind.verb == "kind" else Value(kind.verb)
    if wanted.document is not None:
        if not kind.document:
            return None
        rows = rows.filter(**{kind.document: wanted.document})
    if wanted.doctrine:
        if not kind.doctrine:
            return None
        rows = rows.filter(**{kind.doctrine: wanted.doctrine})
    if wanted.since:
        rows = rows.filter(**{f"{kind.at}__date__gte": wanted.since})
    if wanted.until:
        rows = rows.filter(**{f"{kind.at}__date__lte": wanted.until})
    if before:
        rows = rows.filter(**{f"{kind.at}__lt": before})
    gesture = Value(None, UUIDField()) if kind.by else F("pgh_context_id")
    text = F(kind.document) if kind.document else Value(None, IntegerField())
    rows = rows.order_by().values(
        moment=F(kind.at), the_person=person, the_verb=verb, gesture=gesture
    )
    if wanted.person is not None:
        rows = rows.filter(the_person=wanted.person)
    summed = rows.annotate(
        rows_number=Count("pk"),
        texts_number=Count(text, distinct=True),
        one_text=Max(text),
        last_row=Max("pk"),
    ).order_by("-moment", "-last_row")
    return _Renamed(summed)


class _Renamed:
    """Rows of a query by the names that ``Entry`` has for them."""

    NAMES = {
        "moment": "at",
        "the_person": "person",
        "the_verb": "verb",
        "rows_number": "number",
        "texts_number": "texts",
        "one_text": "document",
        "last_row": "last",
    }

    def __init__(self, rows):
        self.rows = rows

    def __getitem__(self, wanted):
        for row in self.rows[wanted]:
            yield {name: row[own] for own, name in self.NAMES.items()}


def _tell(project, entries):
    """Name people and texts, and say of single things what changed."""
    people = User.objects.in_bulk({entry.person for entry in entries if entry.person})
    keys = {entry.document for entry in entries if entry.document}
    titles = dict(Document.objects.filter(pk__in=keys).values_list("pk", "title"))
    for entry in entries:
        if person := people.get(entry.person):
            entry.by, entry.email = str(person), person.email
        if entry.texts == 1 and entry.document in titles:
            entry.text = titles[entry.document]
            entry.path = document_path(project.slug, entry.document)
    for name in KINDS:
        singles = [one for one in entries if one.kind == name and one.number == 1]
        if singles and KINDS[name].title:
            _tell_singles(project, name, singles)


def _tell_singles(project, name, singles):
    """What one thing said before and after: one query."""
    kind = KINDS[name]
    wanted = {entry.last: entry for entry in singles}
    extra = ["pgh_obj_id"] if not kind.by else []
    fields = ["before", "after"] if kind.both else [*kind.fields]
    allowed = kind.back and access.may(project.reader, kind.back[1], project)
    if allowed:
        extra.append("before")
    columns = dict.fromkeys([*fields, kind.title, *filter(None, [kind.why])])
    rows = kind.rows(project)
    if kind.by:
        rows = rows.filter(pk__in=wanted)
    else:
        things = rows.filter(pk__in=wanted).values("pgh_obj_id")
        rows = rows.filter(pgh_obj_id__in=things, pk__lte=max(wanted))
    if name == "mark":
        extra.append("uuid")
    before: dict[int, dict] = {}
    for row in rows.order_by("pk").values("pk", *columns, *extra):
        entry = wanted.get(row["pk"])
        thing = row.get("pgh_obj_id")
        if entry is not None:
            entry.title = str(row[kind.title] or "")
            entry.why = str(row[kind.why] or "") if kind.why else ""
            if kind.both:
                entry.changes = _both(kind, row)
            else:
                entry.changes = _differences(kind, before.get(thing), row)
            if kind.back and allowed and row["before"].keys() - {"withdrawn"}:
                entry.back = reverse(kind.back[0], args=[project.slug, row["pk"]])
            if name == "mark":
                entry.path = annotation_page_path(project.slug, row["uuid"])
        before[thing] = row


def _both(kind, row):
    """[(label, before, after)] of a row that holds both."""
    before, after = row["before"], row["after"]
    return [
        (label, shown(before.get(name, "")), shown(after[name]))
        for name, label in kind.fields.items()
        if name in after
    ]


def _differences(kind, before, after):
    """[(label, before, after)]; of what came to be only what it says."""

    def said(row, name):
        value = row[name] if row else None
        if value is None or value == "":
            return ""
        return kind.choices.get(name, {}).get(value, str(value))

    return [
        (label, said(before, name), said(after, name))
        for name, label in kind.fields.items()
        if said(before, name) != said(after, name) and name != kind.why
    ]
