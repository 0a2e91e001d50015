"""Give texts to coders, reopen them and take them back; the coders are told."""

from django.db import transaction

from annotations.actions import assignments
from review.actions.notices import tell
from review.models import Notice


@transaction.atomic
def give(*, project, pairs, by, note="", coding=""):
    """Make assignments; each coder is told once, with the first of their texts.

    Raises:
        PermissionDenied, ValidationError
    """
    made = assignments.assign(
        project=project, pairs=pairs, by=by, note=note, coding=coding
    )
    first: dict = {}
    for assignment in made:
        first.setdefault(assignment.coder_id, assignment)
    for assignment in first.values():
        tell(
            project=project,
            users=[assignment.coder],
            kind="assigned",
            by=by,
            assignment=assignment,
        )
    return made


@transaction.atomic
def reopen(*, assignment, version, by):
    """To do again; a coder who did not ask for it is told.

    Raises:
        PermissionDenied, Conflict
    """
    reopened = assignments.reopen(assignment=assignment, version=version, by=by)
    tell(
        project=assignment.project,
        users=[reopened.coder],
        kind="reopened",
        by=by,
        assignment=reopened,
    )
    return reopened


@transaction.atomic
def unassign(*, assignment, version, by, sure=False):
    """Take a text back; what told its coder of it goes along.

    Raises:
        PermissionDenied, Conflict, Unsure
    """
    # whatever is refused below brings them back
    Notice.objects.filter(assignment=assignment).delete()
    assignments.unassign(assignment=assignment, version=version, by=by, sure=sure)
