"""Relations as the API answers them: whole rows by one query."""

from annotations.addresses import annotation_path
from annotations.models import Relation
from formats.record import shorten

#: The most of a quote that stands at an end of a relation.
QUOTE = 160
#: What is told of each end: name there -> field of an annotation.
END = {
    "id": "uuid",
    "document": "document_id",
    "title": "document__title",
    "start": "start",
    "end": "end",
    "quote": "quote",
    "doctrine": "doctrine__slug",
    "doctrine_name": "doctrine__name",
    "stance": "stance",
    "holder": "actor__name",
    "coder": "coder__name",
    "coder_email": "coder__email",
}
FIELDS = [
    *("pk", "uuid", "kind", "note", "version", "created", "changed", "project__slug"),
    *("coder__name", "coder__email", "coder_id"),
    *(f"{side}__{field}" for side in ("source", "target") for field in END.values()),
]


def api_relations(relations, user):
    """Relations with both ends in short, in the order given: one query.

    Args:
        relations: a queryset, or a list of rows.
        user: who asks; ``own`` says whether they drew it.
    """
    if isinstance(relations, list):
        keys = [relation.pk for relation in relations]
        found = Relation.objects.filter(pk__in=keys).values(*FIELDS)
        by_key = {row["pk"]: row for row in found}
        rows = [by_key[key] for key in keys]
    else:
        rows = relations.values(*FIELDS)
    return [_told(row, user) for row in rows]


def api_relation(relation, user):
    """One relation: one query."""
    [row] = api_relations([relation], user)
    return row


def api_ends(annotations):
    """Annotations in short, as the ends of a relation: one query."""
    fields = [*END.values(), "project__slug"]
    return [_short(row, row["project__slug"]) for row in annotations.values(*fields)]


def _told(row, user):
    return {
        "id": row["uuid"],
        "kind": row["kind"],
        "note": row["note"],
        "source": _end(row, "source"),
        "target": _end(row, "target"),
        "by": row["coder__email"],
        "coder": row["coder__name"] or row["coder__email"],
        "own": row["coder_id"] == user.pk,
        "created": row["created"],
        "changed": row["changed"],
        "version": row["version"],
        "html_url": annotation_path(
            row["project__slug"], row["source__document_id"], row["source__uuid"]
        ),
    }


def _end(row, side):
    end = {field: row[f"{side}__{field}"] for field in END.values()}
    return _short(end, row["project__slug"])


def _short(row, slug):
    end = {name: row[field] for name, field in END.items()}
    email = end.pop("coder_email")
    end["coder"] = end["coder"] or email
    end["quote"] = shorten(" ".join(end["quote"].split()), QUOTE)
    end["html_url"] = annotation_path(slug, end["document"], end["id"])
    return end
