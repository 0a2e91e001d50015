"""Adjudication over HTTP: what there is, one text and doctrine, settling, undoing."""

from typing import Any
from uuid import UUID

import msgspec
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Router

from annotations import tree
from corpus import access
from corpus.access import Verb
from corpus.http import answer, read_object, shaped
from corpus.models import Document
from corpus.paging import DEFAULT_LIMIT, page
from review import adjudicating
from review.actions import adjudication as actions
from review.adjudicating import Coded
from review.agreement.differences import KINDS
from review.models import Adjudication, Settlement

router = Router(tags=["review"])


class Seen(msgspec.Struct, forbid_unknown_fields=True):
    id: UUID
    version: int


class NewSettlement(msgspec.Struct, forbid_unknown_fields=True):
    #: All the coders' marks of the passage.
    marks: list[Seen] = []
    #: Ids of those that stand: none drops all, several are readings that differ.
    take: list[UUID] | None = None
    #: A new mark that stands instead, as it is sent to make one, without its text.
    annotation: dict[str, Any] | None = None
    #: Settle all passages about which all coders say the same; no marks are named.
    agreed: bool = False
    reason: str = ""


class State(msgspec.Struct, forbid_unknown_fields=True):
    settled: bool


@router.get("projects/{slug:slug}/adjudications", url_name="adjudications")
def adjudications(request, slug: str, limit: int = DEFAULT_LIMIT, cursor: str = ""):
    """What was begun or settled, by the order in which it was begun."""
    project = access.get_project(request.auth, slug, Verb.DECIDE)
    rows = Adjudication.objects.of_project(project)
    rows = rows.select_related("doctrine", "document", "by")
    found, following = page(rows, ["pk"], limit, cursor)
    items = [
        {
            "document": row.document_id,
            "doctrine": row.doctrine.slug,
            "settled": row.settled,
            "by": row.by.email,
            "created": row.created,
            "html_url": address(project, row.document_id, row.doctrine.slug),
        }
        for row in found
    ]
    return answer({"items": items, "next": following})


@router.get("documents/{int:pk}/adjudications/{doctrine}", url_name="adjudicated")
def get_adjudication(request, pk: int, doctrine: str):
    """One text under one doctrine: its passages, who said what, how each stands."""
    project, document, node = find(request.auth, pk, doctrine)
    return answer(told(project, Coded(project, [document]).pair(document, node)))


@router.post("documents/{int:pk}/adjudications/{doctrine}", url_name="adjudicated")
def settle(request, pk: int, doctrine: str):
    """Settle a passage, or all that agree: 201 with the pair as it stands then.

    409 when a mark was changed or settled meanwhile.
    """
    project, document, node = find(request.auth, pk, doctrine)
    sent = shaped(read_object(request), NewSettlement)
    pair = {"project": project, "document": document, "node": node, "by": request.auth}
    if sent.agreed:
        actions.settle_agreed(**pair, reason=sent.reason)
    else:
        if sent.take is None and sent.annotation is None:
            raise ValidationError(
                {"take": "Say what shall stand; an empty list is none."}
            )
        actions.settle(
            **pair,
            seen={seen.id: seen.version for seen in sent.marks},
            take=sent.take or (),
            record=sent.annotation,
            reason=sent.reason,
        )
    return answer(told(project, Coded(project, [document]).pair(document, node)), 201)


@router.patch("documents/{int:pk}/adjudications/{doctrine}", url_name="adjudicated")
def set_state(request, pk: int, doctrine: str):
    """Open a pair again, so that all marks count, or settle it where all is settled."""
    project, document, node = find(request.auth, pk, doctrine)
    sent = shaped(read_object(request), State)
    found = Coded(project, [document]).pair(document, node).adjudication
    if found is None:
        raise Http404
    if sent.settled:
        actions.close(project=project, document=document, node=node, by=request.auth)
    else:
        found.document = document
        actions.reopen(project=project, adjudication=found, by=request.auth)
    return answer(told(project, Coded(project, [document]).pair(document, node)))


@router.delete(
    "documents/{int:pk}/adjudications/{doctrine}/settlements/{int:number}",
    url_name="settlement",
)
def undo(request, pk: int, doctrine: str, number: int):
    """Take a settlement back; 409 when somebody did already."""
    project, document, node = find(request.auth, pk, doctrine)
    rows = Settlement.objects.of_project(project).select_related("adjudication")
    settlement = get_object_or_404(rows, adjudication__document=document, pk=number)
    settlement.adjudication.document = document
    actions.undo(project=project, settlement=settlement, by=request.auth)
    return answer(told(project, Coded(project, [document]).pair(document, node)))


def find(user, pk, doctrine):
    """
    Raises:
        Http404, PermissionDenied
    """
    found = access.get_document(user, pk)
    project = found.project
    access.require(user, Verb.DECIDE, project)
    document = get_object_or_404(Document.objects.standing(), pk=pk)
    document.project = project
    node = tree.load(project, counted=False).nodes.get(doctrine)
    if node is None:
        raise Http404
    actions.require(project, document, user)
    return project, document, node


def address(project, document, doctrine):
    return f"/projects/{project.slug}/adjudication/{document}/{doctrine}/"


def told(project, pair):
    """A pair as JSON; coders by their addresses, in the order of their names."""
    people = adjudicating.people_of(pair.coders)
    settlements = adjudicating.settlements_of(pair.passages)
    return {
        "document": pair.document.pk,
        "doctrine": pair.node.doctrine.slug,
        "settled": pair.adjudication and pair.adjudication.settled,
        "coders": [person.email for person in people.values()],
        "counts": {
            "passages": len(pair.passages),
            "agree": len(pair.agreed),
            "differ": len(pair.differing),
            "settled": len(pair.settled),
        },
        "passages": [passage_row(row, people, settlements) for row in pair.passages],
        "html_url": address(project, pair.document.pk, pair.node.doctrine.slug),
    }


def passage_row(passage, people, settlements):
    aligned = passage.aligned
    kinds = aligned.difference.kinds if aligned.difference else []
    return {
        "start": aligned.start,
        "end": aligned.end,
        "kind": aligned.kind,
        "differs": [kind for kind in KINDS if kind in kinds],
        "missing": [people[key].email for key in aligned.missing if key in people],
        "settled": passage.settled,
        "marks": [
            {
                "id": passage.seen[mark.key][0],
                "version": passage.seen[mark.key][1],
                "coder": people[mark.coder].email,
            }
            for mark in aligned.marks
        ],
        "settlements": [
            {
                "id": held.pk,
                "outcome": settlements[held.pk].outcome,
                "reason": settlements[held.pk].reason,
                "by": settlements[held.pk].by.email,
                "created": settlements[held.pk].created,
            }
            for held in passage.held
            if held.pk in settlements
        ],
    }
