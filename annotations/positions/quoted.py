"""The first passages that count for holders in some texts, to be quoted."""

from dataclasses import replace
from typing import NamedTuple

from django.db.models import OuterRef, Subquery

from annotations.addresses import annotation_path
from annotations.models import Annotation
from annotations.positions import queries
from annotations.positions.counts import conditions, fetch, of_layer, repeated_passages
from corpus.models import Block

FIRST = f"""
{queries.STANDING},
held AS ({{held}})
SELECT DISTINCT ON (holder, document_id, doctrine_id, contests)
    holder, document_id, doctrine_id, stance IN ('denies', 'doubts') AS contests, first
FROM held WHERE stance IN ('asserts', 'concedes', 'denies', 'doubts')
ORDER BY holder, document_id, doctrine_id, contests, start, "end", first
"""


class Quote(NamedTuple):
    words: str
    stance: str
    #: Of the text, as it is cited.
    paragraph: int
    #: The annotator at this place.
    address: str


def quoted(selection, works, texts, doctrines):
    """The first passage on each side: two queries, one more where texts repeat.

    Args:
        texts, doctrines: ids of those that are wanted.

    Returns:
        {(holder, document id, doctrine id): [Quote]}, what affirms first.
    """
    if not texts:
        return {}
    of_mark, of_text, values = conditions(selection, works)
    of_mark += (
        " AND annotation.document_id = ANY(%(wanted_texts)s)"
        " AND annotation.doctrine_id = ANY(%(wanted_doctrines)s)"
    )
    values["wanted_texts"] = [*texts]
    values["wanted_doctrines"] = [*doctrines]
    narrowed = replace(selection, branch=tuple(doctrines))
    if repeats := repeated_passages(narrowed, works.touching(texts)):
        of_text += " AND NOT passage.first = ANY(%(repeated)s)"
        values["repeated"] = [row[-1] for row in repeats]
    query = FIRST.format(
        conditions=of_mark + of_layer(selection, works),
        of_text=of_text,
        of_beside="",
        held=queries.HOLDERS[selection.by].format(passages="standing"),
    )
    rows = fetch(query, values)
    quotes = _quotes(selection.project, {row[-1] for row in rows})
    found: dict = {}
    for *key, _contests, first in rows:
        found.setdefault(tuple(key), []).append(quotes[first])
    return found


def _quotes(project, pks):
    paragraph = Block.objects.filter(
        document=OuterRef("document"), start__lte=OuterRef("start")
    ).order_by("-start")
    rows = (
        Annotation.objects.of_project(project)
        .filter(pk__in=pks)
        .annotate(paragraph=Subquery(paragraph.values("paragraph")[:1]))
        .values_list("pk", "quote", "stance", "paragraph", "document_id", "uuid")
    )
    return {
        pk: Quote(words, stance, number, annotation_path(project.slug, document, uuid))
        for pk, words, stance, number, document, uuid in rows
    }
