"""Decisions, agreement and comments over HTTP."""

from uuid import UUID

import msgspec
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404
from ninja import Router

from annotations.rows import api_rows
from corpus import access
from corpus.access import Verb
from corpus.http import answer, answer_error, read_object, shaped
from corpus.paging import DEFAULT_LIMIT, page
from review.actions import comments as talk
from review.actions import decisions as actions
from review.compared.answer import answer as agreement_answer
from review.compared.chosen import MOST_WAITED_FOR, chosen
from review.forms.agreement import AgreementForm
from review.forms.comment import about, span_of
from review.models import Comment
from review.threads import written

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


class NewComment(msgspec.Struct, forbid_unknown_fields=True):
    text: str
    annotation: UUID | None = None
    doctrine: str = ""
    document: int | None = None
    #: A passage of the document, in code points; or by its ``words``.
    start: int | None = None
    end: int | None = None
    words: str = ""
    #: The comment that began the thread, to answer it; then nothing else.
    thread: int | None = None


@router.get("projects/{slug:slug}/comments", url_name="comments")
def list_comments(
    request,
    slug: str,
    annotation: str = "",
    doctrine: str = "",
    document: str = "",
    resolved: str = "",
    limit: int = DEFAULT_LIMIT,
    cursor: str = "",
):
    """Comments, the oldest first; ``resolved`` is yes or no, of threads."""
    project = access.get_project(request.auth, slug)
    rows = Comment.objects.of_project(project).standing().for_list()
    rows = rows.filter(**about(project, request.GET))
    if resolved in {"yes", "no"}:
        none = resolved == "no"
        rows = rows.filter(
            Q(thread=None, resolved__isnull=none)
            | Q(thread__isnull=False, thread__resolved__isnull=none)
        )
    found, following = page(rows, ["created", "pk"], limit, cursor)
    return answer({"items": [written(row) for row in found], "next": following})


@router.post("projects/{slug:slug}/comments", url_name="comments")
def add_comment(request, slug: str):
    """Begin a thread about an annotation, doctrine, document or passage; or answer."""
    project = access.get_project(request.auth, slug, Verb.COMMENT)
    sent = shaped(read_object(request), NewComment)
    if sent.thread is not None:
        rows = Comment.objects.of_project(project)
        first = rows.filter(pk=min(max(sent.thread, 0), 2**63 - 1)).first()
        if first is None:
            raise Http404
        first.project = project
        made = talk.answer(thread=first, text=sent.text, by=request.auth)
    else:
        subject = about(project, msgspec.to_builtins(sent))
        if not subject:
            raise ValidationError("Say what the comment is about.")
        span = None
        if sent.start is not None and sent.end is not None:
            span = sent.start, sent.end
        elif "document" in subject:
            span = span_of(subject["document"], sent.words)
        made = talk.start_thread(
            project=project, text=sent.text, by=request.auth, span=span, **subject
        )
    return answer(written(made), 201)
