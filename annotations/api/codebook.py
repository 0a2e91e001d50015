"""The codebook over HTTP: doctrines and tags."""

import msgspec
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q
from django.http import Http404
from ninja import Router

from annotations import tree
from annotations.actions import doctrines as actions
from annotations.api.bodies import find_doctrine
from annotations.api.versions import version_seen
from annotations.models import Doctrine, Tag, sight
from corpus import access
from corpus.access import Verb
from corpus.http import answer, read_object, shaped
from corpus.paging import DEFAULT_LIMIT, page

router = Router(tags=["codebook"])

Words = str | msgspec.UnsetType


class Entry(msgspec.Struct, forbid_unknown_fields=True):
    """What a body may say of a doctrine."""

    name: Words = msgspec.UNSET
    definition: Words = msgspec.UNSET
    include: Words = msgspec.UNSET
    exclude: Words = msgspec.UNSET
    pin_cite: Words = msgspec.UNSET
    polarity: Words = msgspec.UNSET
    key: Words = msgspec.UNSET
    palette: int | msgspec.UnsetType = msgspec.UNSET
    order: int | msgspec.UnsetType = msgspec.UNSET
    checked: bool | msgspec.UnsetType = msgspec.UNSET
    #: Another doctrine's slug; null for the top.
    parent: str | None | msgspec.UnsetType = msgspec.UNSET


class NewEntry(Entry, forbid_unknown_fields=True):
    slug: Words = msgspec.UNSET


class Change(Entry, forbid_unknown_fields=True):
    version: int | msgspec.UnsetType = msgspec.UNSET
    meaning: bool | msgspec.UnsetType = msgspec.UNSET
    why: Words = msgspec.UNSET
    retired: bool | msgspec.UnsetType = msgspec.UNSET
    replaced_by: str | None | msgspec.UnsetType = msgspec.UNSET


def row_of(node):
    """A doctrine as the API answers it."""
    doctrine = node.doctrine
    replacement = doctrine.replaced_by
    return {
        "slug": doctrine.slug,
        "parent": node.parent.doctrine.slug if node.parent else None,
        "name": doctrine.name,
        "path": node.path(),
        "order": doctrine.order,
        "polarity": doctrine.polarity,
        "definition": doctrine.definition,
        "include": doctrine.include,
        "exclude": doctrine.exclude,
        "pin_cite": doctrine.pin_cite,
        "checked": bool(doctrine.checked),
        "checked_on": doctrine.checked and doctrine.checked.isoformat(),
        "checked_by": doctrine.checked_by,
        "palette": doctrine.palette,
        "key": doctrine.key,
        "retired": bool(doctrine.retired),
        "replaced_by": replacement.slug if replacement else None,
        "uses": node.own,
        "version": doctrine.version,
        "html_url": f"/projects/{doctrine.project.slug}/doctrines/{doctrine.slug}/",
    }


def answer_row(project, slug, status=200):
    row = api_doctrine(project, slug)
    return answer(row, status, {"ETag": f'"{row["version"]}"'})


def api_doctrine(project, slug):
    """An entry as its own address answers it."""
    return row_of(tree.load(project).nodes[slug])


@router.get("projects/{slug:slug}/doctrines", url_name="doctrines")
def list_doctrines(request, slug: str):
    """The whole codebook in the order of the tree, never paged: two queries."""
    project = access.get_project(request.auth, slug)
    rows = [row_of(node) for node in tree.load(project).walk()]
    return answer({"items": rows, "next": None})


@router.post("projects/{slug:slug}/doctrines", url_name="doctrines")
def add_doctrine(request, slug: str):
    """Add an entry: 201. Without ``slug``, an id is made of the names."""
    project = access.get_project(request.auth, slug, Verb.ADD_DOCTRINE)
    fields = read(read_object(request), NewEntry)
    if "name" not in fields:
        raise ValidationError({"name": "Give the doctrine a name."})
    if "parent" in fields:
        fields["parent"] = find_doctrine(project, fields["parent"], "parent")
    made = actions.create_doctrine(project=project, by=request.auth, **fields)
    return answer_row(project, made.slug, 201)


@router.patch("projects/{slug:slug}/doctrines/{doctrine}", url_name="doctrine")
@transaction.atomic
def change_doctrine(request, slug: str, doctrine: str):
    """Change the fields that are sent; ``parent`` moves, ``retired`` retires.

    If-Match, or ``version`` in the body, is the version seen. ``meaning`` puts the
    entry's annotations into the queue; ``why`` goes into the history.
    """
    project = access.get_project(request.auth, slug, Verb.EDIT_CODEBOOK)
    fields = read(read_object(request), Change)
    entry = find_entry(project, doctrine)
    version = seen(request, fields)
    retired = fields.pop("retired", None)
    instead = fields.pop("replaced_by", None)
    if "parent" in fields:
        fields["parent"] = find_doctrine(project, fields["parent"], "parent")
    by = request.auth
    fields["note"] = fields.pop("why", "")
    actions.edit_doctrine(doctrine=entry, by=by, version=version, **fields)
    if retired is False:
        actions.restore_doctrine(doctrine=entry, by=by)
    elif retired or instead:
        other = find_doctrine(project, instead, "replaced_by")
        actions.retire_doctrine(doctrine=entry, replaced_by=other, by=by)
    return answer_row(project, doctrine)


def find_entry(project, slug):
    entry = Doctrine.objects.filter(project=project, slug=slug).first()
    if entry is None:
        raise Http404
    entry.project = project
    return entry


def seen(request, fields):
    """The version that the change is about; taken out of the fields."""
    given = fields.pop("version", None)
    return version_seen(request) if given is None else given


@router.get("projects/{slug:slug}/tags", url_name="tags")
def list_tags(request, slug: str, limit: int = DEFAULT_LIMIT, cursor: str = ""):
    """The project's tags by name, and how many standing annotations carry each."""
    project = access.get_project(request.auth, slug)
    found, following = page(tags_of(project), ["name"], limit, cursor)
    return answer({"items": list(map(tag_row, found)), "next": following})


def tags_of(project):
    """Tags with the number of their ``uses``."""
    standing = Q(
        tagged__content_object__deleted=None,
        tagged__content_object__document__withdrawn=None,
    )
    seen = sight.of(project).condition("tagged__content_object__")
    return Tag.objects.seen_in(project).annotate(
        uses=Count("tagged", filter=standing & seen)
    )


def tag_row(tag):
    return {"name": tag.name, "uses": tag.uses}


def read(body, kind):
    """The fields that a body gives.

    Raises:
        ValidationError
    """
    if "slug" in body and kind is Change:
        raise ValidationError({"slug": "The id of a doctrine never changes."})
    given = shaped(body, kind)
    return {
        name: getattr(given, name)
        for name in given.__struct_fields__
        if getattr(given, name) is not msgspec.UNSET
    }
