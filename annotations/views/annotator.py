"""A text in the annotator."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET

from annotations.actions.placing import may_place
from annotations.direction import direction_of
from annotations.models import (
    Annotation,
    Assignment,
    Carried,
    Coverage,
    Reconsideration,
)
from annotations.sections import sections_of
from annotations.views.names import names_of
from corpus import access
from corpus.access import Verb
from corpus.models import Document

#: Above so many annotations, the page asks for those of one stretch after the other.
MANY = 20_000


@require_GET
def document(request, slug, pk):
    """The annotator: the whole text as plain paragraphs, its head, and the panel."""
    project = access.get_project(request.user, slug)
    document = find(project, pk)
    blocks = document.blocks.values_list("start", "kind", "paragraph", "text")
    direction = direction_of(document.language)
    coverage = Coverage.objects.filter(
        document=document, coder=request.user, doctrine=None, state="read"
    )
    marks = Annotation.objects.of_project(project)
    number = marks.filter(document=document, deleted=None).count()
    may_mark = access.may(request.user, Verb.MARK, project)
    may_code = may_mark and not document.withdrawn
    return TemplateResponse(
        request,
        "annotations/annotator.html",
        {
            "project": project,
            "section": "texts",
            "document": document,
            "authorships": document.authorships.select_related("actor"),
            "direction": direction,
            "sections": mark_safe(sections_of(blocks, direction)),  # noqa: S308
            "coverage_read": coverage.exists(),
            "may_code": may_code,
            "to_finish": to_finish(request.user, document) if may_code else None,
            "may_comment": access.may(request.user, Verb.COMMENT, project),
            "may_review": access.may(request.user, Verb.EDIT_MARKS, project),
            "may_withdraw": access.may(request.user, Verb.WITHDRAW, project),
            "focus": request.GET.get("annotation", ""),
            "placing": placing(request, project, document),
            "names": names_of(project),
            "many": number if number > MANY else "",
            "waiting": waiting(project, document),
        },
    )


def to_finish(user, document):
    """The coder's unfinished assignment of the text, or None: one query."""
    rows = Assignment.objects.of_project(document.project).of_coder(user).standing()
    return rows.filter(document=document, state="assigned").first()


def waiting(project, document):
    """The ids of marks that wait to be looked at again, with spaces: one query."""
    rows = Reconsideration.objects.of_project(project).waiting()
    found = rows.filter(annotation__document=document).order_by()
    return " ".join(
        {str(pk) for pk in found.values_list("annotation__uuid", flat=True)}
    )


def placing(request, project, document):
    """The annotation that the address asks to be placed anew, or None."""
    try:
        asked = UUID(request.GET.get("place", ""))
    except ValueError:
        return None
    rows = Carried.objects.of_project(project).filter(
        document=document, source__uuid=asked, outcome__in=["unplaced", "dropped"]
    )
    row = rows.for_list().first()
    return row if row and may_place(request.user, project, row) else None


def find(project, pk):
    """A text of the project, its situation with it."""
    documents = Document.objects.of_project(project).select_related("situation")
    document = get_object_or_404(documents, pk=pk)
    document.project = project
    return document
