"""Comments over HTTP."""

from uuid import UUID

import msgspec
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404
from ninja import Router

from annotations.api.versions import version_seen
from annotations.errors import Deleted
from corpus import access
from corpus.access import Verb
from corpus.http import answer, read_object, shaped
from corpus.paging import DEFAULT_LIMIT, page
from review.actions import comments as actions
from review.forms.comment import about, span_of
from review.models import Comment
from review.threads import written

router = Router(tags=["review"])


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
        first = find(project, sent.thread)
        made = actions.answer(thread=first, text=sent.text, by=request.auth)
    else:
        subject = about(project, msgspec.to_builtins(sent))
        if not subject:
            raise ValidationError("Say what the comment is about.")
        span = None
        if sent.start is not None and sent.end is not None:
            span = sent.start, sent.end
        elif "document" in subject:
            span = span_of(subject["document"], sent.words)
        made = actions.start_thread(
            project=project, text=sent.text, by=request.auth, span=span, **subject
        )
    return answer_comment(made, 201)


class Changes(msgspec.Struct, forbid_unknown_fields=True):
    text: str | None = None
    #: Of the comment that began a thread.
    resolved: bool | None = None


@router.get("projects/{slug:slug}/comments/{int:pk}", url_name="comment")
def get_comment(request, slug: str, pk: int):
    """One comment; 410 with its version when it was deleted."""
    comment = find(access.get_project(request.auth, slug), pk)
    if comment.deleted:
        raise Deleted(comment, actions.DELETED)
    return answer_comment(comment)


@router.patch("projects/{slug:slug}/comments/{int:pk}", url_name="comment")
def change_comment(request, slug: str, pk: int):
    """Change one's own ``text``, or say whether a thread is ``resolved``.

    If-Match carries the version that was seen: 409 with the row as it is when somebody
    changed it since.
    """
    project = access.get_project(request.auth, slug, Verb.COMMENT)
    comment = find(project, pk)
    given = shaped(read_object(request), Changes)
    if (given.text is None) == (given.resolved is None):
        raise ValidationError("Send either text or resolved.")
    seen = {"version": version_seen(request), "by": request.auth}
    if given.text is not None:
        made = actions.edit_comment(comment=comment, text=given.text, **seen)
    else:
        wanted = bool(given.resolved)
        made = actions.resolve_thread(thread=comment, resolved=wanted, **seen)
    return answer_comment(made)


@router.delete("projects/{slug:slug}/comments/{int:pk}", url_name="comment")
def delete_comment(request, slug: str, pk: int):
    """Take a comment away; answers in its thread stay."""
    project = access.get_project(request.auth, slug, Verb.COMMENT)
    deleted = actions.delete_comment(
        comment=find(project, pk), version=version_seen(request), by=request.auth
    )
    return answer_comment(deleted)


def find(project, pk):
    """A comment that the project's reader sees, deleted or not.

    Raises:
        Http404
    """
    rows = Comment.objects.of_project(project).for_list()
    comment = rows.filter(pk=min(max(pk, 0), 2**63 - 1)).first()
    if comment is None:
        raise Http404
    comment.project = project
    return comment


def answer_comment(comment, status=200):
    return answer(written(comment), status, headers={"ETag": f'"{comment.version}"'})
