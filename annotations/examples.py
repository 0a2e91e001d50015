"""What shows how a doctrine is used, for who chooses one."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, IntegerField, OuterRef, Value, When
from django.db.models.functions import Substr

from annotations.addresses import annotation_path
from annotations.models import Annotation, DoctrineExample
from corpus.models import Authorship

#: More of a passage nobody reads beside a list, in code points.
LONGEST = 400


def of_doctrine(project, slug):
    """Standing passages of one doctrine, those below it left out: one query.

    The accepted ones come first, then the latest; rejected ones show nothing.
    """
    authors = Authorship.objects.filter(document=OuterRef("document"), role="author")
    accepted = Case(
        When(status="accepted", then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return (
        Annotation.objects.of_project(project)
        .standing()
        .filter(doctrine__slug=slug, doctrine__project=project)
        .with_status("not-rejected")
        .order_by(accepted, "-created", "-pk")
        .values(
            "uuid",
            "document_id",
            "stance",
            "status",
            "document__title",
            "document__publisher",
            words=Substr("quote", 1, LONGEST),
            authors=ArraySubquery(
                authors.order_by("order", "pk").values("actor__name")
            ),
        )
    )


def chosen(project, slug):
    """What was chosen to show a doctrine, the counter-examples last: one query.

    Passages that stand, and words written for the codebook.
    """
    authors = Authorship.objects.filter(
        document=OuterRef("annotation__document"), role="author"
    )
    return (
        DoctrineExample.objects.of_project(project)
        .filter(doctrine__slug=slug, doctrine__project=project)
        .shown()
        .order_by("-kind", "order", "pk")
        .values(
            "pk",
            "kind",
            "note",
            "text",
            "annotation_id",
            "annotation__uuid",
            "annotation__stance",
            "annotation__status",
            "annotation__document_id",
            "annotation__document__title",
            "annotation__document__publisher",
            words=Substr("annotation__quote", 1, LONGEST),
            authors=ArraySubquery(
                authors.order_by("order", "pk").values("actor__name")
            ),
        )
    )


def chosen_item(project, row: dict[str, Any]) -> dict[str, Any]:
    """A chosen example as the API answers it."""
    told = {
        "example": row["pk"],
        "kind": row["kind"],
        "note": row["note"],
        "id": None,
        "quote": row["text"],
        "stance": "",
        "status": "",
        "title": "",
        "authors": [],
        "html_url": "",
    }
    if row["annotation_id"] is None:
        return told
    plain = {name.removeprefix("annotation__"): row[name] for name in row}
    return told | item(project, plain)


def item(project, row: dict[str, Any]) -> dict[str, Any]:
    """An example as the API answers it; a text without author takes its publisher."""
    publisher = row["document__publisher"]
    return {
        "id": row["uuid"],
        "quote": row["words"],
        "stance": row["stance"],
        "status": row["status"],
        "title": row["document__title"],
        "authors": row["authors"] or ([publisher] if publisher else []),
        "html_url": annotation_path(project.slug, row["document_id"], row["uuid"]),
    }
