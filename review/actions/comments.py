"""Comment on marks, doctrines, texts and passages; answer, change, delete, resolve."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from annotations.errors import Conflict, Deleted
from annotations.history import acting
from corpus import access
from corpus.access import Verb
from corpus.retry import atomic_with_retries
from review.actions.notices import tell
from review.mentions import mentioned
from review.models import Comment

#: Code points of one comment.
LONGEST = 10_000
DELETED = "This comment was deleted."


@atomic_with_retries
def start_thread(
    *, project, text, by, annotation=None, doctrine=None, document=None, span=None
):
    """Say something about one thing; the coder of a mark is told, and who is named.

    Args:
        annotation, doctrine, document: one of them, that ``by`` can see.
        span: (start, end) of a passage of ``document``, in code points.

    Raises:
        PermissionDenied, ValidationError
    """
    access.require(by, Verb.COMMENT, project)
    start = end = None
    if span:
        start, end = span
        if not document or not 0 <= start < end <= document.length:
            raise ValidationError({"words": "The text has no such passage."})
    now = timezone.now()
    comment = Comment(
        project=project,
        annotation=annotation,
        doctrine=doctrine,
        document=document,
        start=start,
        end=end,
        text=cleaned(text),
        by=by,
        created=now,
        changed=now,
    )
    with acting(by, "comment"):
        comment.save()
    named = _tell_named(comment)
    if annotation and annotation.coder not in named:
        tell(
            project=project,
            users=_members(project).filter(pk=annotation.coder_id),
            kind="asked",
            by=by,
            comment=comment,
        )
    return comment


@atomic_with_retries
def answer(*, thread, text, by):
    """Answer in a thread; all who wrote in it are told.

    Args:
        thread: any comment of it.

    Raises:
        PermissionDenied, ValidationError
    """
    access.require(by, Verb.COMMENT, thread.project)
    first, now = thread.thread_id or thread.pk, timezone.now()
    comment = Comment(
        project=thread.project,
        annotation=thread.annotation,
        doctrine=thread.doctrine,
        document=thread.document,
        start=thread.start,
        end=thread.end,
        thread_id=first,
        text=cleaned(text),
        by=by,
        created=now,
        changed=now,
    )
    with acting(by, "answer"):
        comment.save()
    named = {user.pk for user in _tell_named(comment)}
    wrote = Comment.objects.filter(Q(thread=first) | Q(pk=first)).values("by")
    others = _members(thread.project).filter(pk__in=wrote).distinct()
    tell(
        project=thread.project,
        users=[user for user in others if user.pk not in named],
        kind="reply",
        by=by,
        comment=comment,
    )
    return comment


@atomic_with_retries
def edit_comment(*, comment, version, text, by):
    """Change the words of one's own comment; who is newly named is told.

    Raises:
        Conflict: it was changed since, with the current row.
        Deleted, PermissionDenied, ValidationError
    """
    access.require(by, Verb.COMMENT, comment.project)
    if comment.by_id != by.pk:
        raise PermissionDenied("Only who wrote a comment changes its words.")
    text = cleaned(text)
    current = locked(comment, version)
    before = current.text
    with acting(by, "edit_comment"):
        _write(current, text=text, changed=timezone.now())
    _tell_named(current, before)
    return current


@atomic_with_retries
def delete_comment(*, comment, version, by):
    """Take one's own comment away, or as a reviewer anybody's; answers stay.

    Raises:
        Conflict, Deleted, PermissionDenied
    """
    access.require(by, Verb.COMMENT, comment.project)
    if comment.by_id != by.pk and not access.may(by, Verb.DECIDE, comment.project):
        raise PermissionDenied(
            "Coders delete their own comments; this takes the role reviewer."
        )
    current = locked(comment, version)
    with acting(by, "delete_comment"):
        _write(current, deleted=timezone.now())
    return current


@atomic_with_retries
def resolve_thread(*, thread, version, resolved, by):
    """Say that nothing is open in a thread any more, or that something is again.

    Args:
        thread: the comment that began it.
        version: of that comment, as the person saw it.

    Raises:
        Conflict, PermissionDenied, ValidationError
    """
    access.require(by, Verb.COMMENT, thread.project)
    if thread.thread_id:
        raise ValidationError("Resolve the comment that began the thread.")
    current = locked(thread, version, standing=False)
    verb = "resolve" if resolved else "reopen_thread"
    with acting(by, verb):
        _write(
            current,
            resolved=timezone.now() if resolved else None,
            resolved_by=by if resolved else None,
        )
    return current


def cleaned(text):
    """The words of a comment.

    Raises:
        ValidationError
    """
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise ValidationError({"text": "Write what you want to say."})
    if len(text) > LONGEST:
        raise ValidationError(
            {"text": f"A comment has at most {LONGEST:,} characters; make two of it."}
        )
    return text


def locked(comment, version, *, standing=True):
    """The row as it stands, locked, if it has the version the person saw (I5).

    Raises:
        Conflict, Deleted
    """
    rows = Comment.objects.select_for_update(of=["self"]).for_list()
    current = rows.get(pk=comment.pk)
    current.project = comment.project
    if standing and current.deleted:
        raise Deleted(current, DELETED)
    if current.version != version:
        raise Conflict(
            "Somebody changed this comment since you opened the page.", current, "stale"
        )
    return current


def _write(comment, **values):
    values["version"] = comment.version + 1
    for name, value in values.items():
        setattr(comment, name, value)
    comment.save(update_fields=list(values))


def _tell_named(comment, before=""):
    """Tell the members whom a comment names, but did not name before.

    Returns:
        who is named in it
    """
    if "@" not in comment.text:
        return []
    members = list(_members(comment.project))
    named = mentioned(comment.text, members)
    earlier = mentioned(before, members)
    tell(
        project=comment.project,
        users=[user for user in named if user not in earlier],
        kind="mention",
        by=comment.by,
        comment=comment,
    )
    return named


def _members(project):
    return User.objects.filter(memberships__project=project)
