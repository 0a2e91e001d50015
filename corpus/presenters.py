"""What the API says of texts, actors and situations."""

from django.db.models import Prefetch

from corpus.actions.head_fields import HEAD_FIELDS, NAME_LISTS
from corpus.actions.heads import head_version
from corpus.addresses import document_path
from corpus.models import Authorship

_PARTS = Prefetch(
    "authorships", queryset=Authorship.objects.select_related("actor").order_by("order")
)


def for_rows(documents):
    """Documents with all that a row shows: one query, and one for the names."""
    return documents.select_related("project", "situation").prefetch_related(_PARTS)


def document_row(document):
    """A text for JSON; no query when it comes from ``for_rows``."""
    parts = list(document.authorships.all())
    names = {
        key: [part.actor.name for part in parts if part.role == role]
        for key, role in NAME_LISTS.items()
    }
    head = {name: getattr(document, name) for name in HEAD_FIELDS}
    situation = document.situation.code if document.situation_id else None
    return {
        "id": document.pk,
        **head,
        "bibliography": document.bibliography,
        **names,
        "signed": {
            part.actor.name: part.name_as_signed
            for part in parts
            if part.name_as_signed
        },
        "situation": situation,
        "filename": document.filename,
        "sha256": document.text_sha256,
        "length": document.length,
        "revision": document.revision,
        "created": document.created,
        "withdrawn": document.withdrawn,
        "version": head_version(document),
        "html_url": document_path(document.project.slug, document.pk),
    }


def actor_row(actor):
    return {
        "id": actor.pk,
        "name": actor.name,
        "kind": actor.kind,
        "affiliation": actor.affiliation,
        "capacity": actor.capacity,
        "aliases": [alias["name"] for alias in actor.aliases],
        "names": actor.aliases,
        "identifiers": actor.identifiers,
        "note": actor.note,
        "version": actor.version,
    }


def situation_row(situation):
    return {
        "id": situation.pk,
        "code": situation.code,
        "title": situation.title,
        "kind": situation.kind,
        "begins": situation.begins,
        "ends": situation.ends,
        "description": situation.description,
        "links": situation.links,
        "version": situation.version,
    }
