"""Read a set of annotations into a project: whole, or not at all (I20).

Steps: read the lines; find the documents; look up or note every name; prove the
quotes; settle the ids; write by COPY.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

import msgspec
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from msgspec import UNSET

from accounts.models import User
from annotations.actions.lists import clean_tags
from annotations.exchange import copy
from annotations.exchange.lookup import Lookup
from annotations.history import acting
from annotations.models import Annotation, ImportedSet
from annotations.rows import record_of_row, rows_of
from corpus import access
from corpus.access import Verb
from corpus.models import Document
from formats import jsonl
from formats.jsonl import Problem
from formats.record import QuoteMismatch, Record, prove

#: Problems told of one file; a wrong file has the same one on every line.
MOST_PROBLEMS = 200
READERS = {"jsonl": jsonl.read}
#: So many new rows change the plans of queries, at once and not in a minute.
MANY = 1000


class BadSet(ValidationError):
    """A set that cannot be imported; ``problems`` says line by line why."""

    def __init__(self, problems, more=0):
        self.problems = problems
        texts = [str(problem) for problem in problems]
        if more:
            texts.append(f"… and {more:,} more problems.")
        super().__init__(texts)


@dataclass
class Loaded:
    """What an import did, or would do."""

    #: Annotations made, and equal ones that were there already.
    made: int = 0
    unchanged: int = 0
    #: {kind: [names]} of what was made along the way.
    created: dict[str, list[str]] = field(default_factory=dict)
    #: The earlier import of the same file.
    before: Any = None


def load_set(
    *,
    project,
    data,
    by,
    format="jsonl",
    filename="",
    create_missing=False,
    preview=False,
):
    """Import a set of annotations.

    Args:
        data: the file's bytes.
        create_missing: make unknown doctrines, actors, situations, provisions, coders.
        preview: say what would be made, and make nothing.

    Raises:
        BadSet: with a problem for each line that is wrong; nothing was made.
    """
    access.require(by, Verb.IMPORT_SET, project)
    if format not in READERS:
        raise ValidationError(
            f"“{format}” is no format to import: {', '.join(READERS)}."
        )
    sha256 = hashlib.sha256(data).hexdigest()
    before = ImportedSet.objects.filter(project=project, sha256=sha256).first()
    if before:
        return Loaded(before=before)
    problems: list[Problem] = []
    lines = read_lines(format, data, problems)
    try:
        with transaction.atomic():
            loaded = _load(
                project, lines, problems, by, create_missing, sha256, filename
            )
            if preview:
                transaction.set_rollback(True)
    except IntegrityError as error:
        raise ValidationError(
            "Somebody changed the project at the same time. Import the file again."
        ) from error
    if loaded.made >= MANY and not preview:
        copy.analyze()
    return loaded


def _load(project, lines, problems, by, create_missing, sha256, filename):
    with acting(by, "import"):
        # the first write of the transaction: it gives COPY's events their user (I14)
        imported = ImportedSet.objects.create(
            project=project,
            format="jsonl",
            filename=filename[:255],
            sha256=sha256,
            created_by=by,
        )
        lookup = Lookup(project, by, create_missing)
        lookup.prepare([record for _number, record in lines])
        rows = [
            row
            for number, record in lines
            if (row := lookup.row(number, record)) is not None
        ]
        problems += lookup.problems
        problems += prove_quotes(rows)
        rows, unchanged, ids = settle_ids(project, rows, problems)
        problems += settle_targets(project, rows, ids)
        if problems:
            problems.sort()
            raise BadSet(
                problems[:MOST_PROBLEMS], max(len(problems) - MOST_PROBLEMS, 0)
            )
        if not lines:
            raise BadSet([Problem(1, "", "The file holds no annotation.")])
        copy.write(project, rows)
        copy.write_relations(project, rows)
        imported.made = len(rows)
        imported.save(update_fields=["made"])
    return Loaded(made=len(rows), unchanged=unchanged, created=lookup.created)


def read_lines(format, data, problems) -> list[tuple[int, Record]]:
    """The good lines; what is wrong with the others goes to ``problems``."""
    lines = []
    for line in READERS[format](data.split(b"\n")):
        if line.record is None:
            problems += line.problems
        else:
            lines.append((line.number, line.record))
    return lines


def prove_quotes(rows) -> Iterable[Problem]:
    """A problem for each quote that is not its text's: one query a text."""
    by_document: dict = {}
    for row in rows:
        by_document.setdefault(row.document, []).append(row)
    for document, group in by_document.items():
        text = Document(pk=document).text()
        for row in group:
            try:
                prove(row.record, text)
            except QuoteMismatch as error:
                yield Problem(row.line, "quote", str(error))


def settle_ids(project, rows, problems):
    """Give each row its id; leave out those that are there already.

    An id stays when it is free or this project's; another project's becomes
    uuid5(project, id).

    Returns:
        (rows to make, number of equal ones left out, {id in the file: uuid here})
    """
    given = {row.record.id for row in rows if row.record.id is not None}
    taken = dict(
        Annotation.objects.filter(uuid__in=given).values_list("uuid", "project")
    )
    for row in rows:
        if row.record.id is not None:
            row.uuid = row.record.id
            if taken.get(row.uuid, project.pk) != project.pk:
                row.uuid = uuid5(namespace(project), str(row.record.id))
    ids = {row.record.id: row.uuid for row in rows if row.record.id is not None}
    there = existing(project, [row.uuid for row in rows if row.record.id is not None])
    new, seen, unchanged = [], {}, 0
    for row in rows:
        first = seen.setdefault(row.uuid, row.line)
        if first != row.line:
            sentence = f"The id stands already on line {first}."
            problems.append(Problem(row.line, "id", sentence))
        if row.uuid not in there:
            new.append(row)
        elif says_the_same(with_targets(row.record, ids), there[row.uuid]):
            unchanged += 1
        else:
            problems.append(Problem(row.line, "id", DIFFERENT))
    return new, unchanged, ids


def with_targets(record, ids):
    """A record whose relations lead to what the file's ids stand for here."""
    relations = tuple(
        msgspec.structs.replace(item, target=ids.get(item.target, item.target))
        for item in record.relations
    )
    return msgspec.structs.replace(record, relations=relations)


def settle_targets(project, rows, ids) -> Iterable[Problem]:
    """Lead each relation to an annotation of the file or of the project.

    Yields:
        a problem for each target that is in neither.
    """
    given = {item.target for row in rows for item, _coder in row.relations} - ids.keys()
    made = {uuid5(namespace(project), str(target)): target for target in given}
    found = Annotation.objects.filter(
        project=project, deleted=None, uuid__in=[*given, *made]
    ).values_list("uuid", flat=True)
    ids = {**ids, **{made.get(uuid, uuid): uuid for uuid in found}}
    for row in rows:
        for item, _coder in row.relations:
            if item.target not in ids:
                sentence = (
                    f"The annotation {item.target} is neither in the file"
                    " nor in the project."
                )
                yield Problem(row.line, "relations.target", sentence)
        row.relations = [
            (msgspec.structs.replace(item, target=ids[item.target]), coder)
            for item, coder in row.relations
            if item.target in ids
        ]


def says_the_same(record, there):
    """Whether a line adds nothing to a row: what it leaves open counts as equal."""
    filled = msgspec.structs.replace(
        record,
        id=there.id,
        document=there.document,
        situation=there.situation if record.situation is UNSET else record.situation,
        status=record.status or there.status,
        by=record.by or there.by,
        created=record.created or there.created,
        tags=tuple(sorted(clean_tags(record.tags))),
        relations=in_order(told(record.relations, there.by) or there.relations),
    )
    return filled == msgspec.structs.replace(
        there,
        tags=tuple(sorted(there.tags)),
        relations=in_order(there.relations),
    )


def told(relations, coder):
    """Relations as the project tells them: without "by" where the coder drew them."""

    def drawer(item):
        by = User.objects.normalise(item.by) if item.by else coder
        return "" if by == coder else by

    return tuple(
        msgspec.structs.replace(item, by=drawer(item), note=item.note.strip())
        for item in relations
    )


def in_order(relations):
    return tuple(sorted(relations, key=lambda item: (item.kind, item.target, item.by)))


DIFFERENT = (
    "An annotation of this id is in the project already and says something else;"
    " change it there, or leave out the id to add another."
)


def existing(project, uuids) -> dict[UUID, Record]:
    """{uuid: what it says} of the project's annotations, deleted ones too."""
    if not uuids:
        return {}
    found = Annotation.objects.filter(project=project, uuid__in=uuids).only("pk")
    return {row.uuid: record_of_row(row) for row in rows_of(found)}


def namespace(project):
    return uuid5(NAMESPACE_OID, f"glossator:{project.slug}")
