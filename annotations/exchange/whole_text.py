"""All that the project knows of one text, as an archive to keep."""

import zipfile

from django.db import connection

from annotations.heads import known_heads
from annotations.heads_table import write_csv
from annotations.models import Annotation
from annotations.rows import record_of_row, rows_of
from formats import jsonl

README = """\
What this archive holds

text.txt           the text as it was stored, UTF-8
original/          the file as it came
head.csv           title, authors, date and the like
annotations.jsonl  the annotations that stood, which can be imported again
everything.json    all rows of the text and their history, as the database had them
"""
#: Name in the archive -> rows: all of one text, and what happened to them.
TABLES = {
    "annotations": "annotations_annotation AS row WHERE row.document_id = %(pk)s",
    "annotations_history": (
        "annotations_annotationevent AS row WHERE row.document_id = %(pk)s"
    ),
    "regions": "corpus_region AS row WHERE row.document_id = %(pk)s",
    "regions_history": "corpus_regionevent AS row WHERE row.document_id = %(pk)s",
    "tags_history": (
        "annotations_taggeddocumentevent AS row WHERE row.document_id = %(pk)s"
    ),
    "coverage": "annotations_coverage AS row WHERE row.document_id = %(pk)s",
    **{
        name: (
            f"{table} AS row WHERE row.annotation_id IN"
            " (SELECT id FROM annotations_annotation WHERE document_id = %(pk)s)"
        )
        for name, table in {
            "chains_history": "annotations_viaevent",
            "comparisons_history": "annotations_comparatorevent",
            "recodings": "annotations_recoding",
            "reconsiderations": "annotations_reconsideration",
            "examples": "annotations_doctrineexample",
        }.items()
    },
    **{
        name: (
            f"{table} AS row WHERE row.source_id IN"
            " (SELECT id FROM annotations_annotation WHERE document_id = %(pk)s)"
            " OR row.target_id IN"
            " (SELECT id FROM annotations_annotation WHERE document_id = %(pk)s)"
        )
        for name, table in {
            "relations": "annotations_relation",
            "relations_history": "annotations_relationevent",
        }.items()
    },
}


def write_archive(document, file):
    """Write the archive of a text into a file opened for bytes."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", README)
        archive.writestr("text.txt", document.text())
        _write_original(document, archive)
        with archive.open("head.csv", "w") as head:
            write_csv(known_heads([document.pk]), head)
        marks = Annotation.objects.filter(document=document, deleted=None)
        rows = rows_of(marks.order_by("start", "end", "pk"))
        with archive.open("annotations.jsonl", "w", force_zip64=True) as lines:
            for piece in jsonl.write(map(record_of_row, rows)):
                lines.write(piece)
        with archive.open("everything.json", "w", force_zip64=True) as everything:
            for piece in _everything(document):
                everything.write(piece.encode())


def _write_original(document, archive):
    if not document.original:
        return
    try:
        with document.original.open("rb") as original:
            # the stored name: that of the file may be any
            name = document.original.name.rpartition("/")[2]
            archive.writestr(f"original/{name}", original.read())
    except FileNotFoundError:
        archive.writestr("original/missing.txt", "The file was not there any more.\n")


def _everything(document):
    yield "{"
    for place, (name, source) in enumerate(TABLES.items()):
        yield f'{"," if place else ""}\n"{name}": ['
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT to_jsonb(row)::text FROM {source}",  # noqa: S608, our own words
                {"pk": document.pk},
            )
            for number, (text,) in enumerate(cursor):
                yield f"{',' if number else ''}\n{text}"
        yield "]"
    yield "\n}\n"
