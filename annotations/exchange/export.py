"""Write a project's standing annotations into a file, in one of three formats."""

import shutil
import sys
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection
from django.db.models import Count

from accounts.addresses import absolute
from annotations.exchange.snapshot import snapshot
from annotations.models import Annotation, Doctrine, settled, sight
from annotations.rows import EXPORTED, Row, record_of_row
from corpus.models import Document
from formats import csv_table, jsonl, w3c
from formats.words import POLARITIES

#: Rows fetched from the server at a time.
FETCHED = 2000


class Format(NamedTuple):
    label: str
    #: What it is good for, in a sentence.
    about: str
    extension: str
    content_type: str
    write: Callable


def export_set(*, project, format, file, only=None, layers=False):
    """Write a set, and return how many annotations it has.

    Args:
        format: a key of FORMATS.
        file: opened for writing bytes.
        only: a queryset of annotations; None is all that stand.
        layers: also what coders marked of what was adjudicated since.

    The whole set is read in one transaction that sees one state.
    """
    rule = settled.of(project)
    with snapshot():
        rows = Annotation.objects.of_project(project) if only is None else only
        number = numbers(rule, rows)
        total = number["standing"]
        if not layers and number["counted"] < total:
            only, total = rows.filter(rule.condition()), number["counted"]
        settlements = rule.settlements() if number["settled"] else {}
        write = FORMATS[format].write
        for piece in write(project, read(project, only), total, settlements):
            file.write(piece)
    return total


def numbers(rule, rows):
    """How many there are, how many of them count, and whether any was settled."""
    return rows.standing().aggregate(
        standing=Count("pk"),
        counted=Count("pk", filter=rule.condition()),
        settled=Count("pk", filter=rule.is_chosen()),
    )


def read(project, only=None) -> Iterator[Row]:
    """The rows of a project in their order, by a binary cursor on the server."""
    if only is None and sight.of(project).texts:
        only = Annotation.objects.of_project(project)
    ids = None if only is None else list(only.values_list("pk", flat=True))
    query, parameters = EXPORTED[ids is not None], {"project": project.pk, "ids": ids}
    connection.ensure_connection()
    with connection.connection.cursor("export") as cursor:
        cursor.itersize = FETCHED
        cursor.execute(query, parameters, binary=True)
        while batch := cursor.fetchmany(FETCHED):
            yield from map(Row._make, batch)


def write_jsonl(project, rows, total, settlements):
    return jsonl.write(map(record_of_row, rows))


def write_csv(project, rows, total, settlements):
    names = {
        doctrine.slug: doctrine for doctrine in Doctrine.objects.filter(project=project)
    }
    heads: dict[int, dict[str, Any]] = {}
    documents = Document.objects.filter(project=project).prefetch_related(
        "authorships__actor"
    )
    for document in documents:
        heads[document.pk] = {
            "title": document.title,
            "authors": tuple(
                part.actor.name
                for part in document.authorships.all()
                if part.role == "author"
            ),
            "publisher": document.publisher,
            "issued": document.issued,
            "language": document.language,
            "url": document.url,
        }
    contexts: dict[Any, Any] = {}

    def with_context():
        for row in rows:
            key = row.document_id, row.doctrine, row.release
            if key not in contexts:
                doctrine = names[row.doctrine]
                contexts[key] = csv_table.Context(
                    **heads[row.document_id],
                    doctrine_name=doctrine.name,
                    polarity=POLARITIES[doctrine.polarity],
                    release=row.release,
                )
            context = contexts[key]
            if told := settlements.get(row.uuid):
                context = context._replace(**told)
            yield record_of_row(row), context

    return csv_table.write(with_context())


def write_w3c(project, rows, total, settlements):
    def with_source():
        source, current = None, None
        for row in rows:
            if row.document_id != current:
                current = row.document_id
                source = source_of(current)
            yield record_of_row(row), source

    return w3c.write(
        with_source(),
        iri=absolute(f"/projects/{project.slug}/export/"),
        label=project.title,
        total=total,
        doctrines=absolute(f"/projects/{project.slug}/doctrines/"),
        settlements=settlements,
    )


def source_of(document_pk):
    """A text as the target of annotations: two queries."""
    document = Document.objects.get(pk=document_pk)
    return w3c.Source(
        iri=absolute(f"/api/v1/documents/{document.pk}/text"),
        text=document.text(),
        sha256=document.text_sha256,
        filename=document.filename,
        language=document.language,
    )


FORMATS = {
    "jsonl": Format(
        "JSON Lines",
        "One annotation a line, every field; this is what can be imported again.",
        "jsonl",
        "application/jsonl",
        write_jsonl,
    ),
    "csv": Format(
        "CSV table",
        "One row a passage, for Excel, R or Stata, with the heads of the texts.",
        "csv",
        "text/csv; charset=utf-8",
        write_csv,
    ),
    "w3c": Format(
        "W3C Web Annotation",
        "JSON-LD, for other annotation tools and repositories.",
        "jsonld",
        "application/ld+json",
        write_w3c,
    ),
}


def folder():
    """Where exports are written before they are sent; made when it is not there."""
    place = settings.DATA / "exports"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def deliver(written, output):
    """Put a whole file in its place at once; half an export is never seen.

    Args:
        written: its path, on the same disk as ``output``; it is there no more then.
        output: where it goes; "" is standard output.
    """
    if output:
        written.chmod(0o644)
        written.replace(output)
        return
    with written.open("rb") as file:
        shutil.copyfileobj(file, sys.stdout.buffer)
    sys.stdout.buffer.flush()
    written.unlink()
