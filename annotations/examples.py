"""Passages that show how a doctrine is used, for who chooses one."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, IntegerField, OuterRef, Value, When
from django.db.models.functions import Substr

from annotations.addresses import annotation_path
from annotations.models import Annotation
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
