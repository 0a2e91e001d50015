"""The one answer to "may this user do this?", for pages, API, commands and jobs.

A verb needs a role, and a role may do what every lower one may (design: roles). What a
user may not even see is not found (404); what they see and may not do is refused (403).
"""

from enum import Enum
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F, Value
from django.http import Http404

from corpus.models import Document, Project, Role
from corpus.models.project import RANK


class Verb(Enum):
    """What somebody may want to do in a project."""

    READ = "read"
    EXPORT = "export"
    MARK = "mark"
    ADD_TEXT = "add a text"
    ADD_NAME = "add an actor or a situation"
    EDIT_HEAD = "edit a text's head"
    EDIT_MARKS = "edit all marks"
    DECIDE = "decide"
    EDIT_CODEBOOK = "edit the codebook"
    MANAGE = "manage members"
    IMPORT_SET = "import a set"
    WITHDRAW = "withdraw a text"


#: The least role that may do it.
LEAST_ROLE = {
    Verb.READ: Role.VIEWER,
    Verb.EXPORT: Role.VIEWER,
    Verb.MARK: Role.CODER,
    Verb.ADD_TEXT: Role.CODER,
    Verb.ADD_NAME: Role.CODER,
    Verb.EDIT_HEAD: Role.REVIEWER,
    Verb.EDIT_MARKS: Role.REVIEWER,
    Verb.DECIDE: Role.REVIEWER,
    Verb.EDIT_CODEBOOK: Role.REVIEWER,
    Verb.MANAGE: Role.OWNER,
    Verb.IMPORT_SET: Role.OWNER,
    Verb.WITHDRAW: Role.OWNER,
}


def may(user, verb, project):
    """Whether the user may do this in the project.

    Args:
        project: from ``Project.objects.visible_to(user)``; any other costs one query.
    """
    role = getattr(project, "role", None) or role_in(user, project)
    return role is not None and RANK[role] >= RANK[LEAST_ROLE[verb]]


def role_in(user, project):
    """The user's role as it stands now, or None: one query."""
    return (
        Project.objects.visible_to(user)
        .filter(pk=project.pk)
        .values_list("role", flat=True)
        .first()
    )


def require(user, verb, project):
    """Refuse what the user may not do.

    Raises:
        PermissionDenied: with a sentence that names the role it takes.
    """
    if not may(user, verb, project):
        raise PermissionDenied(
            f"To {verb.value} takes the role {LEAST_ROLE[verb].value}; ask an owner."
        )


def get_project(user, slug, verb=Verb.READ):
    """The project with this slug, if the user sees it and may do this there.

    Raises:
        Http404: there is none that the user sees.
        PermissionDenied: their role is too low.
    """
    project = Project.objects.visible_to(user).filter(slug=slug).first()
    if project is None:
        raise Http404(f"There is no project “{slug}” that you can see.")
    require(user, verb, project)
    return project


def get_document(user, pk):
    """A text the user sees, its project with their role: one query.

    Raises:
        Http404
    """
    found: Any = Document.objects.filter(pk=pk).select_related("project")
    if user.commands:
        found = found.annotate(role=Value(Role.OWNER.value))
    else:
        found = found.filter(project__memberships__user=user)
        found = found.annotate(role=F("project__memberships__role"))
    document = next(iter(found), None)
    if document is None:
        raise Http404("There is no such text that you can see.")
    document.project.role = document.role
    return document
