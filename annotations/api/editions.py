"""Editions of a text, and what became of its annotations in a new one."""

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from ninja import Router

from annotations import carrying, editions
from annotations.actions.carry import carry_soon
from annotations.models import Carried
from annotations.views.annotator import find
from corpus import access
from corpus.access import Verb
from corpus.actions import editions as actions
from corpus.addresses import document_path
from corpus.http import answer, read_object
from corpus.jobs_api import job_row
from corpus.models import Document, Edition
from corpus.paging import DEFAULT_LIMIT, page

router = Router(tags=["editions"])


def get_text(user, pk):
    """A text that the user sees, its project with their role.

    Raises:
        Http404
    """
    seen = access.get_document(user, pk)
    document = find(seen.project, pk)
    document.project = seen.project
    return document


@router.get("documents/{int:pk}/editions", url_name="editions")
def list_editions(request, pk: int):
    """The texts of the work that a text belongs to, the first text first."""
    document = get_text(request.auth, pk)
    return answer({"items": items_of(document), "next": None})


def items_of(document):
    return [
        {
            "document": row.document.pk,
            "title": row.document.title,
            "issued": row.document.issued,
            "of": row.edition.of_id if row.edition else None,
            "kind": row.edition.kind if row.edition else None,
            "annotations": row.marks,
            "counts": row.counts,
            "html_url": document_path(document.project.slug, row.document.pk),
        }
        for row in editions.work_of(document)
    ]


@router.post("documents/{int:pk}/editions", url_name="editions")
def link_edition(request, pk: int):
    """Link the text to the one it is a version of: ``of`` (its id) and ``kind``."""
    document = get_text(request.auth, pk)
    access.require(request.auth, Verb.LINK_TEXTS, document.project)
    body = read_object(request)
    of = body.get("of")
    if not isinstance(of, int) or isinstance(of, bool) or not 0 < of < 2**63:
        raise ValidationError({"of": "Send the id of a text."})
    earlier = Document.objects.of_project(document.project).filter(pk=of).first()
    if earlier is None:
        raise ValidationError({"of": "The project has no such text."})
    actions.link(
        document=document,
        of=earlier,
        kind=str(body.get("kind", "edition")),
        by=request.auth,
    )
    return answer({"items": items_of(document), "next": None}, 201)


@router.delete("documents/{int:pk}/editions", url_name="editions")
def unlink_edition(request, pk: int):
    """Take the text's own link away; texts and annotations stay."""
    document = get_text(request.auth, pk)
    access.require(request.auth, Verb.LINK_TEXTS, document.project)
    edition = get_object_or_404(Edition, document=document)
    edition.project = document.project
    actions.unlink(edition=edition, by=request.auth)
    return answer({"items": items_of(document), "next": None})


@router.get("documents/{int:pk}/carry", url_name="carry")
def get_carried(
    request, pk: int, outcome: str = "", limit: int = DEFAULT_LIMIT, cursor: str = ""
):
    """What became of the earlier edition's annotations: numbers and rows."""
    document = get_text(request.auth, pk)
    rows = Carried.objects.of_project(document.project).filter(document=document)
    if outcome:
        rows = rows.filter(outcome=outcome)
    rows = rows.select_related("source", "target", "decided_by")
    found, following = page(rows, ["pk"], limit, cursor)
    items = [
        {
            "from": str(row.source.uuid),
            "to": str(row.target.uuid) if row.target else None,
            "outcome": row.outcome,
            "start": row.start,
            "end": row.end,
            "similarity": row.similarity,
            "reason": row.reason,
            "decided_by": row.decided_by.email if row.decided_by else None,
            "decided": row.decided,
        }
        for row in found
    ]
    numbers = {name: number for name, _word, number in carrying.numbers_of(document)}
    return answer({"numbers": numbers, "items": items, "next": following})


@router.post("documents/{int:pk}/carry", url_name="carry")
def post_carry(request, pk: int):
    """Carry the earlier edition's annotations to the text, each of them once.

    Very many are carried by a job: the answer is 202 with the job.
    """
    document = get_text(request.auth, pk)
    done, job = carry_soon(document=document, by=request.auth)
    if job:
        return answer(job_row(job), 202)
    return answer(
        {
            "unchanged": done.numbers["unchanged"],
            "moved": done.numbers["moved"],
            "unplaced": done.numbers["unplaced"],
            "regions": done.regions,
            "regions_left": done.regions_left,
            "relations": done.relations,
        }
    )
