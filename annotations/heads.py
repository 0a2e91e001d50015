"""The heads of many texts as plain words: what lists of changes and tables speak of.

A head is {field: value}; names and tags are lists, every other value is a string. A
text's version is a short hash of all of it.
"""

import hashlib
import json
from collections import defaultdict
from typing import Any, NamedTuple

from django.db.models import Count

from annotations.models import Annotation, TaggedDocument
from annotations.models.sight import ALL
from corpus.actions.head_fields import HEAD_FIELDS, NAME_LISTS
from corpus.actions.heads import Part, as_written
from corpus.models import Authorship, Document
from formats.bibliography import FIELDS, MORE_FIELDS

#: Field of a head -> its name for people, in the order of tables and pages.
LABELS = {
    "title": "Title",
    "authors": "Authors",
    "publisher": "Publisher",
    "issued": "Published",
    "situation": "Situation",
    "language": "Language",
    "genre": "Genre",
    "tags": "Tags",
    "url": "Web address",
    "translators": "Translators",
    "editors": "Editors",
    "original_language": "Original language",
    "archive_url": "Archived at",
    "retrieved": "Retrieved",
    "licence": "Licence",
    **{name: FIELDS[name] for name in MORE_FIELDS},
    "withdrawn": "Withdrawn",
}
LISTS = (*NAME_LISTS, "tags")
WITHDRAWN = "yes"
#: Heads read at a time.
FETCHED = 1000


class Known(NamedTuple):
    """A text and its head as they stand."""

    pk: int
    sha256: str
    filename: str
    marks: int
    head: dict[str, Any]

    @property
    def version(self):
        told = json.dumps([self.head[name] for name in LABELS])
        return hashlib.sha256(told.encode()).hexdigest()[:16]


_VALUES = ("pk", "text_sha256", "filename", "marks", "withdrawn", "situation__code")


def known_heads(pks, seen=ALL):
    """The heads of texts, in the order of their keys: three queries.

    Args:
        pks: keys of texts that the caller may see.
        seen: what they see of the marks; where some are hidden, one query more.
    """
    rows = Document.objects.filter(pk__in=pks).order_by("pk")
    names, tags = _names(pks), _tags(pks)
    hiding = set(seen.texts).intersection(pks)
    own = _marks(hiding, seen) if hiding else {}
    for row in rows.values(*_VALUES, *HEAD_FIELDS, "bibliography"):
        pk = row["pk"]
        head = {field: row[field] for field in HEAD_FIELDS}
        head |= {field: row["bibliography"].get(field, "") for field in MORE_FIELDS}
        head |= {field: names[pk, role] for field, role in NAME_LISTS.items()}
        head["situation"] = row["situation__code"] or ""
        head["tags"] = tags[pk]
        head["withdrawn"] = WITHDRAWN if row["withdrawn"] else ""
        marks = own.get(pk, 0) if pk in hiding else row["marks"]
        yield Known(pk, row["text_sha256"], row["filename"], marks, head)


def _marks(pks, seen):
    """{text's key: how many of its marks the reader sees}"""
    marks = Annotation.objects.filter(
        seen.condition(), document__in=pks, deleted=None
    ).order_by()
    return dict(marks.values_list("document").annotate(number=Count("pk")))


def heads_in_parts(pks, seen=ALL):
    """As ``known_heads``, of any number of texts, held in memory a part at a time."""
    for begin in range(0, len(pks), FETCHED):
        yield from known_heads(pks[begin : begin + FETCHED], seen)


def _names(pks):
    names = defaultdict(list)
    parts = Authorship.objects.filter(document__in=pks).order_by("order", "pk")
    fields = ("document", "role", "actor__name", "name_as_signed")
    for pk, role, name, signed in parts.values_list(*fields):
        names[pk, role].append(as_written(Part(role, name, signed)))
    return names


def _tags(pks):
    tags = defaultdict(list)
    tagged = TaggedDocument.objects.filter(document__in=pks).order_by("tag__name")
    for pk, name in tagged.values_list("document", "tag__name"):
        tags[pk].append(name)
    return tags


def shown(value):
    """A value for people: names and tags parted by semicolons."""
    return "; ".join(value) if isinstance(value, list) else value
