"""Precedents of a doctrine, for who marks and who decides."""

from annotations.addresses import annotation_path
from annotations.models import Precedent, sight
from formats import words

#: More of a passage nobody reads beside a list, in code points.
LONGEST = 300


def of_doctrine(project, slug):
    """Those of one entry, the standing ones first and then the latest: one query.

    Each knows whether its ``passage`` may be shown: it stands, and blind coding does
    not hide it from the project's reader, who still reads the reason.
    """
    rows = Precedent.objects.of_project(project).filter(
        doctrine__slug=slug, doctrine__project=project
    )
    seen = sight.of(project)
    found = list(rows.for_list())
    for row in found:
        row.passage = shown(row.annotation, seen)
        row.path = row.passage and annotation_path(
            project.slug, row.passage.document_id, row.passage.uuid
        )
    return found


def shown(annotation, seen):
    """The annotation, if it stands and the reader may see it."""
    if annotation is None or annotation.deleted or annotation.document.withdrawn:
        return None
    hidden = annotation.document_id in seen.texts
    return None if hidden and annotation.coder_id != seen.reader else annotation


def standing(rows):
    return [row for row in rows if row.overruled is None]


def item(row):
    """A precedent as the API answers it."""
    passage = row.passage
    return {
        "precedent": row.pk,
        "doctrine": row.doctrine.slug,
        "kind": row.kind,
        "word": words.EXAMPLES[row.kind],
        "reason": row.reason,
        "by": str(row.by),
        "created": row.created,
        "overruled": row.overruled,
        "overruled_reason": row.overruled_reason,
        "version": row.version,
        "annotation": passage and passage.uuid,
        "quote": passage.quote[:LONGEST] if passage else "",
        "html_url": row.path or "",
    }
