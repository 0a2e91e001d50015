"""Decisions and agreement over HTTP."""

from uuid import UUID

import msgspec
from django.core.exceptions import ValidationError
from django.http import Http404
from ninja import Router

from annotations.rows import api_rows
from corpus import access
from corpus.access import Verb
from corpus.http import answer, answer_error, read_object, shaped
from review.actions import decisions as actions
from review.compared.answer import answer as agreement_answer
from review.compared.chosen import MOST_WAITED_FOR, chosen
from review.forms.agreement import AgreementForm

router = Router(tags=["review"])

#: Annotations in one decision.
MOST = 1000


class Seen(msgspec.Struct, forbid_unknown_fields=True):
    id: UUID
    version: int


class Decision(msgspec.Struct, forbid_unknown_fields=True):
    annotations: list[Seen]
    status: str
    reason: str = ""


@router.post("projects/{slug:slug}/decisions", url_name="decisions")
def decide(request, slug: str):
    """Accept, reject or reopen annotations; each with the version that was seen.

    200 with the rows ``decided`` and the rows ``stale``, which changed since and were
    left as they are; 409 when all are stale; 404 when none is there.
    """
    project = access.get_project(request.auth, slug, Verb.DECIDE)
    decision = read(read_object(request))
    done = actions.decide(
        project=project,
        seen={seen.id: seen.version for seen in decision.annotations},
        status=decision.status,
        reason=decision.reason,
        by=request.auth,
    )
    if not done.rows and not done.stale:
        raise Http404
    rows = {
        "decided": list(api_rows(done.rows, project)),
        "stale": list(api_rows(done.stale, project)),
    }
    if done.rows:
        return answer(rows)
    sentence = "Somebody changed them since you saw them; nothing was decided."
    return answer_error(409, "stale", sentence, **rows)


@router.get("projects/{slug:slug}/agreement", url_name="agreement")
def get_agreement(
    request,
    slug: str,
    coders: str = "",
    documents: str = "",
    doctrine: str = "",
    level: str = "",
    situation: str = "",
    status: str = "",
    tolerance: str = "",
    split: str = "",
):
    """How far coders agree; never paged, and slow for very many annotations.

    ``coders``, ``documents``, ``doctrine`` and ``status`` take several, parted by
    commas. What cannot be computed is null, with a sentence among the reasons.
    """
    project = access.get_project(request.auth, slug, Verb.SEE_AGREEMENT)
    form = AgreementForm(request.GET, project=project, user=request.auth)
    found = chosen(form.choice(), MOST_WAITED_FOR)
    return answer(agreement_answer(found, found.compare()))


def read(body):
    """A decision from a body.

    Raises:
        ValidationError
    """
    decision = shaped(body, Decision)
    if not 1 <= len(decision.annotations) <= MOST:
        raise ValidationError({"annotations": f"Send 1 to {MOST:,} annotations."})
    return decision
