"""The one answer to "may this user do this?", for pages, API, commands and jobs.

A verb needs a role, and a role may do what every lower one may (design: roles). What a
user may not even see is not found (404); what they see and may not do is refused (403).
"""

import json
from enum import Enum

from django.core.exceptions import PermissionDenied
from django.http import Http404

from accounts.prepared import Kept, instance
from corpus.models import Document, Project, Role
from corpus.models.project import RANK


class Verb(Enum):
    """What somebody may want to do in a project."""

    READ = "read"
    EXPORT = "export"
    MARK = "mark"
    COMMENT = "comment"
    SHARE_VIEW = "share a view of the list"
    ADD_TEXT = "add a text"
    ADD_NAME = "add an actor or a situation"
    EDIT_HEAD = "edit a text's head"
    EDIT_MARKS = "edit all marks"
    DECIDE = "decide"
    SEE_AGREEMENT = "see how far coders agree"
    ASSIGN = "give texts to coders"
    ADD_DOCTRINE = "add a doctrine"
    EDIT_CODEBOOK = "edit the codebook"
    MERGE_ACTORS = "merge actors"
    LINK_TEXTS = "link editions of a text"
    CARRY = "carry annotations to another edition"
    MANAGE = "manage members"
    IMPORT_SET = "import a set"
    WITHDRAW = "withdraw a text"
    DELETE = "delete a text for good"


#: All columns of a project, in the order of the model.
_PROJECT = [field.attname for field in Project._meta.concrete_fields]
#: The least role that may do it.
LEAST_ROLE = {
    Verb.READ: Role.VIEWER,
    Verb.EXPORT: Role.VIEWER,
    Verb.MARK: Role.CODER,
    Verb.COMMENT: Role.CODER,
    Verb.SHARE_VIEW: Role.CODER,
    Verb.ADD_TEXT: Role.CODER,
    Verb.ADD_NAME: Role.CODER,
    Verb.EDIT_HEAD: Role.REVIEWER,
    Verb.EDIT_MARKS: Role.REVIEWER,
    Verb.DECIDE: Role.REVIEWER,
    Verb.SEE_AGREEMENT: Role.REVIEWER,
    Verb.ASSIGN: Role.REVIEWER,
    Verb.ADD_DOCTRINE: Role.REVIEWER,
    Verb.EDIT_CODEBOOK: Role.REVIEWER,
    Verb.MERGE_ACTORS: Role.REVIEWER,
    Verb.LINK_TEXTS: Role.REVIEWER,
    Verb.CARRY: Role.REVIEWER,
    Verb.MANAGE: Role.OWNER,
    Verb.IMPORT_SET: Role.OWNER,
    Verb.WITHDRAW: Role.OWNER,
    Verb.DELETE: Role.OWNER,
}


#: Verbs whose least role each project sets: verb -> the field of Project.
SET_BY_PROJECT = {Verb.ADD_DOCTRINE: "doctrines_by", Verb.ADD_NAME: "names_by"}


def least_role(verb, project):
    """The least role that may do this in the project."""
    field = SET_BY_PROJECT.get(verb)
    return getattr(project, field) if field else LEAST_ROLE[verb]


def may(user, verb, project):
    """Whether the user may do this in the project.

    Args:
        project: from ``Project.objects.visible_to(user)``; any other costs one query.
    """
    role = getattr(project, "role", None) or role_in(user, project)
    return role is not None and RANK[role] >= RANK[least_role(verb, project)]


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
            f"To {verb.value} takes the role {Role(least_role(verb, project)).value};"
            " ask an owner."
        )


def get_project(user, slug, verb=Verb.READ):
    """The project with this slug, if the user sees it and may do this there.

    Raises:
        Http404: there is none that the user sees.
        PermissionDenied: their role is too low.
    """
    project = _find_project(user, slug)
    if project is None:
        raise Http404(f"There is no project “{slug}” that you can see.")
    require(user, verb, project)
    project.reader = user
    return project


_project_of_member = Kept(
    lambda slug, user: Project.objects.filter(
        slug=slug, memberships__user=user
    ).values_list(*_PROJECT, "memberships__role"),
    slug="",
    user=1,
)


def _find_project(user, slug):
    if user.commands:
        return Project.objects.visible_to(user).filter(slug=slug).first()
    for *values, role in _project_of_member(slug=slug, user=user.pk):
        project = instance(Project, _PROJECT, values)
        # read past the ORM, which takes it from its words
        project.defaults = json.loads(values[_PROJECT.index("defaults")])
        project.role = role
        return project
    return None


#: What a request about marks asks of a text and its project; the rest is fetched later.
DOCUMENT_FIELDS = [
    "id",
    "project_id",
    "situation_id",
    "withdrawn",
    "revision",
    "length",
]
PROJECT_FIELDS = ["id", "slug", "title", "coding"]
_FIELDS = [*DOCUMENT_FIELDS, *(f"project__{name}" for name in PROJECT_FIELDS)]
_any_document = Kept(
    lambda pk: Document.objects.filter(pk=pk).values_list(*_FIELDS), pk=1
)
_document_of_member = Kept(
    lambda pk, user: Document.objects.filter(
        pk=pk, project__memberships__user=user
    ).values_list(*_FIELDS, "project__memberships__role"),
    pk=1,
    user=2,
)


def get_document(user, pk):
    """A text the user sees, its project with their role: one query.

    Both hold only what a request asks of them; the rest is fetched when wanted.

    Raises:
        Http404
    """
    if user.commands:
        found = [(*values, Role.OWNER.value) for values in _any_document(pk=pk)]
    else:
        found = _document_of_member(pk=pk, user=user.pk)
    for *values, role in found:
        own = len(DOCUMENT_FIELDS)
        document = instance(Document, DOCUMENT_FIELDS, values[:own])
        document.project = instance(Project, PROJECT_FIELDS, values[own:])
        document.project.role = role
        document.project.reader = user
        return document
    raise Http404("There is no such text that you can see.")
