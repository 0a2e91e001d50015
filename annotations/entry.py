"""What the page of an entry of the codebook shows beside its passages."""

from django.db.models import Count

from annotations import examples, tree
from annotations.addresses import annotation_path
from annotations.models import Annotation, CodebookChange, settled
from formats import words


def about(project, node):
    """Examples, relations, use, whether any is settled, last change: a query each."""
    doctrine = node.doctrine
    return {
        "examples": [
            shown_example(project, row)
            for row in examples.chosen(project, doctrine.slug)
        ],
        "links": tree.links_of(doctrine),
        "usage": usage(project, node),
        "settled": settled.of(project).any(
            [near.doctrine.pk for near in (*node.branch(), *node.ancestors())]
        ),
        "change": CodebookChange.objects.of_project(project)
        .filter(about=doctrine.slug)
        .for_list()
        .first(),
    }


def shown_example(project, row):
    """A chosen example with its source, and whether it belongs."""
    publisher = row["annotation__document__publisher"]
    path = row["annotation_id"] and annotation_path(
        project.slug, row["annotation__document_id"], row["annotation__uuid"]
    )
    return {
        "pk": row["pk"],
        "annotation": row["annotation_id"],
        "negative": row["kind"] == "negative",
        "word": words.EXAMPLES[row["kind"]],
        "words": row["words"] if row["annotation_id"] else row["text"],
        "note": row["note"],
        "authors": ", ".join(row["authors"]) or publisher,
        "title": row["annotation__document__title"],
        "path": path,
    }


def usage(project, node):
    """[(stance, word, how many, share of the most in percent)] of the whole branch."""
    counts = dict(
        Annotation.objects.of_project(project)
        .standing()
        .filter(doctrine__in=[below.doctrine.pk for below in node.branch()])
        .order_by()
        .values_list("stance")
        .annotate(Count("pk"))
    )
    most = max(counts.values(), default=0)
    return [
        (stance, word, counts[stance], max(round(100 * counts[stance] / most), 1))
        for stance, word in words.STANCES.items()
        if stance in counts
    ]
