"""What the commands about people share."""

from django.core.management.base import CommandError

from corpus.access import Verb, get_project
from corpus.actions.projects import add_member
from corpus.models import Membership, Role


def add_to_project(*, user, slug, role, by):
    """Make somebody a member if a project is named; without a role, a coder.

    Returns:
        a sentence that says what was done, or "" when no project is named.
    """
    if not slug:
        if role:
            raise CommandError("--role says nothing without --project.")
        return ""
    project = get_project(by, slug, Verb.MANAGE)
    known = Membership.objects.of_project(project).filter(user=user).first()
    if known and role in (None, known.role):
        return f"{user.email} is {known.role} of {slug} already."
    member = add_member(project=project, user=user, role=role or Role.CODER, by=by)
    return f"{user.email} is now {role or member.role} of {slug}."
