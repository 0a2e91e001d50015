"""Raise reasons of decisions to precedents, and overrule these."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from annotations.errors import Conflict
from annotations.history import acting
from annotations.models import Precedent
from corpus import access
from corpus.access import Verb
from corpus.retry import atomic_with_retries
from formats import words

#: In characters, of either reason.
LONGEST = 2000


@atomic_with_retries
def raise_precedents(*, annotations, kind, reason, by):
    """Let a reason guide later decisions about the doctrine of some annotations.

    One that stands for the same annotation and doctrine, of the same kind and with the
    same reason, is returned as it is.

    Args:
        annotations: of one project, none of them deleted.
        kind: one of words.EXAMPLES.

    Raises:
        PermissionDenied, ValidationError
    """
    project = annotations[0].project
    access.require(by, Verb.DECIDE, project)
    if kind not in words.EXAMPLES:
        raise ValidationError({"kind": f"“{kind}” is none of: positive, negative."})
    reason = _reason(reason, "Say in a few words what was decided and why.")
    if any(row.deleted for row in annotations):
        raise ValidationError({"annotation": "This mark was deleted; restore it."})
    standing = Precedent.objects.of_project(project).standing()
    known = {
        (row.annotation_id, row.doctrine_id): row
        for row in standing.filter(annotation__in=annotations, kind=kind, reason=reason)
    }
    wanted = [
        Precedent(
            project=project,
            doctrine_id=row.doctrine_id,
            annotation=row,
            kind=kind,
            reason=reason,
            by=by,
        )
        for row in annotations
        if (row.pk, row.doctrine_id) not in known
    ]
    with acting(by, "raise a precedent"):
        return [*known.values(), *Precedent.objects.bulk_create(wanted)]


@atomic_with_retries
def overrule(*, precedent, version, reason, by):
    """Let a precedent guide nobody any more; it is kept with the reason.

    Raises:
        Conflict, PermissionDenied, ValidationError
    """
    access.require(by, Verb.DECIDE, precedent.project)
    reason = _reason(reason, "Say why the precedent is overruled.")
    changed = (
        Precedent.objects.of_project(precedent.project)
        .standing()
        .filter(pk=precedent.pk, version=version)
    )
    with acting(by, "overrule a precedent"):
        done = changed.update(
            overruled=timezone.now(),
            overruled_by=by,
            overruled_reason=reason,
            version=version + 1,
        )
    precedent.refresh_from_db()
    if not done:
        raise Conflict("Somebody changed this precedent since you saw it: look again.")
    return precedent


@atomic_with_retries
def overrule_all(*, project, seen, reason, by):
    """Overrule several, but for those that somebody changed since they were seen.

    Args:
        seen: [(id, version)].

    Raises:
        PermissionDenied
    """
    access.require(by, Verb.DECIDE, project)
    for pk, version in seen:
        precedent = Precedent.objects.of_project(project).filter(pk=pk).first()
        if precedent and precedent.version == version and not precedent.overruled:
            precedent.project = project
            overrule(precedent=precedent, version=version, reason=reason, by=by)


def _reason(reason, missing):
    reason = reason.strip()
    if not reason:
        raise ValidationError({"reason": missing})
    if len(reason) > LONGEST:
        sentence = f"Write at most {LONGEST:,} characters; these are {len(reason):,}."
        raise ValidationError({"reason": sentence})
    return reason
