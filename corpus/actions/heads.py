"""What is known of a text: check it, change it, set who wrote and translated it."""

import hashlib
import json
from collections import defaultdict
from typing import NamedTuple

from corpus import access
from corpus.access import Verb
from corpus.actions.head_fields import (
    HEAD_FIELDS,
    LONGEST_NAME,
    NAME_LISTS,
    check_head,
    clean,
)
from corpus.actions.names import (
    find_or_create_actors,
    find_or_create_situations,
    one_line,
)
from corpus.importers import names
from corpus.models import Authorship, Document, HeadEdit
from corpus.retry import atomic_with_retries
from formats.bibliography import MORE_FIELDS

#: Texts written by one statement, where each gets a value of its own; a few values are
#: written by a statement each, which is quicker.
BATCH = 500
MOST_VALUES = 20


class Changed(Exception):
    """Somebody changed the head since it was read; ``document`` is as it is now."""

    def __init__(self, document):
        super().__init__(
            "Somebody else changed this head since you opened it. Look at what it says"
            " now, then save again."
        )
        self.document = document


class Part(NamedTuple):
    """One name in a text's head."""

    role: str
    #: The actor's name.
    name: str
    #: The name as the text is signed, when it differs.
    signed: str = ""


def set_bibliography(document, head):
    """Keep the fields that a head gives; an empty one is taken away.

    Returns:
        whether anything changed.
    """
    before = dict(document.bibliography)
    for name in MORE_FIELDS:
        if name in head:
            document.bibliography.pop(name, None)
            if value := clean(name, head[name]):
                document.bibliography[name] = value
    return document.bibliography != before


def head_version(document):
    """A short hash of the head as stored, to tell whether it changed since.

    Costs a query for the names unless ``authorships`` is prefetched.
    """
    known = [getattr(document, name) for name in HEAD_FIELDS]
    known += [document.situation_id, sorted(document.bibliography.items())]
    known += [
        [part.role, part.actor_id, part.name_as_signed]
        for part in document.authorships.all()
    ]
    return hashlib.sha256(json.dumps(known).encode()).hexdigest()[:16]


def parts_of(head, unless=None):
    """The names of a head in their order; without an author, the publisher is one.

    Args:
        unless: a document whose own names stand where the head gives no list.
    """
    parts = []
    for key, role in NAME_LISTS.items():
        if key not in head and unless:
            parts += [part for part in stored_parts(unless) if part.role == role]
            continue
        for given in head.get(key) or []:
            name, signed = names.signed(one_line(given))
            if name:
                parts.append(Part(role, name, signed))
    publisher = unless.publisher if unless else head.get("publisher") or ""
    publisher = one_line(publisher)[:LONGEST_NAME]
    if publisher and not any(part.role == "author" for part in parts):
        parts.insert(0, Part("author", publisher))
    return parts


def stored_parts(document):
    """The names of a document as they stand; a query for actors unless prefetched."""
    return [
        Part(part.role, part.actor.name, part.name_as_signed)
        for part in document.authorships.select_related("actor")
    ]


def as_written(part):
    """A name as a head spells it: "Family, Given [as signed]"."""
    return f"{part.name} [{part.signed}]" if part.signed else part.name


def set_parts(*, project, parts, by):
    """Replace who wrote, translated and edited texts.

    Args:
        parts: {document: list of ``Part``}

    Returns:
        names of actors that had to be made.
    """
    wanted = {part.name for listed in parts.values() for part in listed}
    actors, made = find_or_create_actors(project=project, wanted=wanted, by=by)
    Authorship.objects.filter(document__in=list(parts)).delete()
    Authorship.objects.bulk_create(
        Authorship(
            project=project,
            document=document,
            actor=actors[part.name],
            role=part.role,
            order=order,
            name_as_signed=part.signed,
        )
        for document, listed in parts.items()
        for order, part in enumerate(_once(listed, actors))
    )
    return made


def _once(parts, actors):
    """An actor, by whichever name, has each part once; the first stands."""
    first: dict = {}
    for part in parts:
        first.setdefault((part.role, actors[part.name].pk), part)
    return first.values()


def said(document):
    """A stored head as ``edit_head`` takes it: a query, two with a situation."""
    parts = stored_parts(document)
    return {
        **{name: getattr(document, name) for name in HEAD_FIELDS},
        **dict.fromkeys(MORE_FIELDS, ""),
        **document.bibliography,
        **{
            key: [as_written(part) for part in parts if part.role == role]
            for key, role in NAME_LISTS.items()
        },
        "situation": document.situation.code if document.situation else "",
    }


@atomic_with_retries
def edit_head(*, document, head, version, by, why=""):
    """Change what is known of a text; its words never change. The history keeps both.

    Args:
        head: as ``Source.head``; only the keys that are given are changed.
        version: ``head_version`` of the head that the editor saw.
        why: the reason, for the history.

    Names that are not there are made.

    Raises:
        Changed: it is another version by now.
        ValidationError: {field: sentences}
    """
    access.require(by, Verb.EDIT_HEAD, document.project)
    check_head(head)
    project = document.project
    document = (
        Document.objects.select_for_update(of=["self"])
        .select_related("project", "situation")
        .get(pk=document.pk)
    )
    document.project = project
    if head_version(document) != version:
        raise Changed(document)
    before = said(document)
    for name in HEAD_FIELDS:
        if name in head:
            setattr(document, name, (head[name] or "").strip())
    set_bibliography(document, head)
    if "situation" in head:
        code = head["situation"]
        wanted = [code] if code else []
        found, _made = find_or_create_situations(project=project, wanted=wanted, by=by)
        document.situation = found.get(code)
    document.save(update_fields=[*HEAD_FIELDS, "bibliography", "situation"])
    parts = parts_of(head, unless=document)
    if parts != stored_parts(document):
        set_parts(project=project, parts={document: parts}, by=by)
    after = said(document)
    changed = [name for name in after if before[name] != after[name]]
    if changed:
        HeadEdit.objects.create(
            project=project,
            document=document,
            before={name: before[name] for name in changed},
            after={name: after[name] for name in changed},
            why=why.strip(),
            by=by,
        )


def write_heads(*, project, heads, renamed, by):
    """Write whole heads of many texts; the caller has locked and compared them.

    Args:
        heads: {document: head with every field, name list and situation; of a
            bibliography's fields, those that are given}
        renamed: those of the documents whose names change.
    """
    access.require(by, Verb.EDIT_HEAD, project)
    codes = {head["situation"] for head in heads.values()} - {""}
    found, _made = find_or_create_situations(project=project, wanted=codes, by=by)
    for head in heads.values():
        check_head(head)
    values = {
        name: {doc: head[name] for doc, head in heads.items()} for name in HEAD_FIELDS
    }
    values["situation"] = {
        document: found.get(head["situation"]) for document, head in heads.items()
    }
    for name, value in values.items():
        _write_field(name, value)
    changed = [doc for doc, head in heads.items() if set_bibliography(doc, head)]
    Document.objects.bulk_update(changed, ["bibliography"], batch_size=BATCH)
    parts = {document: parts_of(heads[document]) for document in heads.keys() & renamed}
    set_parts(project=project, parts=parts, by=by)


def _write_field(name, values):
    """Write one field of texts, where it changes: a statement for each value."""
    column = f"{name}_id" if name == "situation" else name
    by_value = defaultdict(list)
    for document, value in values.items():
        if getattr(document, column) != (value.pk if hasattr(value, "pk") else value):
            by_value[value].append(document.pk)
    if len(by_value) > MOST_VALUES:
        listed = set().union(*by_value.values())
        changed = [document for document in values if document.pk in listed]
        for document in changed:
            setattr(document, name, values[document])
        Document.objects.bulk_update(changed, [name], batch_size=BATCH)
        return
    for value, pks in by_value.items():
        Document.objects.filter(pk__in=pks).update(**{name: value})
