"""Bodies of requests -> records and changes; only what a client may send."""

import msgspec
from django.core.exceptions import ValidationError

from annotations.models import Doctrine
from corpus.http import shaped
from formats import jsonl
from formats.record import Record

#: What the server alone sets (I19).
SERVER_SETS = ("by", "created", "status", "reason", "project", "coder", "version")


def read_record(body, uuid):
    """A PUT's body.

    Returns:
        (document's id, record)

    Raises:
        ValidationError
    """
    body = dict(body)
    refuse_server_fields(body)
    if body.pop("id", str(uuid)) != str(uuid):
        raise ValidationError({"id": "The id differs from the address."})
    document = body.get("document")
    if isinstance(document, dict):
        document = document.get("id")
    if not isinstance(document, int) or isinstance(document, bool):
        raise ValidationError({"document": "Give the document's id, a number."})
    if not 0 < document < 2**63:
        raise ValidationError({"document": "There is no such document."})
    body["document"] = {"id": document}
    return document, shaped(jsonl.without_nulls(body), Record)


#: The fields a PATCH may send, and their types.
Changes = msgspec.defstruct(
    "Changes",
    [
        (field.name, field.type | msgspec.UnsetType, msgspec.UNSET)
        for field in msgspec.structs.fields(Record)
        if field.name not in {*SERVER_SETS, "id", "document", "relations"}
    ],
    forbid_unknown_fields=True,
)


def read_changes(body):
    """A PATCH's body: {field: new value}, empty ones included.

    Raises:
        ValidationError
    """
    refuse_server_fields(body)
    for name in ("id", "document"):
        if name in body:
            raise ValidationError({name: "An annotation keeps its id and its text."})
    given = {
        name: EMPTY.get(name, "") if value is None else value
        for name, value in body.items()
    }
    shaped(jsonl.without_nulls(given), Changes)
    return given


#: What null means in a PATCH, where it is not the empty string.
EMPTY = {"situation": None, "authority": None, "comparators": [], "tags": []}


def find_doctrine(project, slug, field="doctrine"):
    """The doctrine that a body names, or None for none.

    Raises:
        ValidationError
    """
    if not slug:
        return None
    found = Doctrine.objects.of_project(project).filter(slug=slug).first()
    if found is None:
        raise ValidationError({field: f"There is no doctrine “{slug}”."})
    return found


def refuse_server_fields(body):
    if "relations" in body:
        sentence = "Relations have addresses of their own: PUT /api/v1/relations/…"
        raise ValidationError({"relations": sentence})
    for name in SERVER_SETS:
        if name in body:
            sentence = f"“{name}” is set by the server; leave it out."
            raise ValidationError({name: sentence})
