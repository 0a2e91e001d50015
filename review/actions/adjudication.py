"""Settle what several coders made of a passage; nobody's own marks are changed."""

from uuid import uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from annotations.actions.annotations import create_annotation, delete_annotation
from annotations.actions.records import as_record
from annotations.errors import Conflict
from annotations.history import acting
from annotations.models import Annotation, sight
from corpus import access
from corpus.access import Verb
from corpus.models import Document
from corpus.retry import atomic_with_retries
from review import outcomes
from review.adjudicating import Coded, layers
from review.models import Adjudication, SettledMark, Settlement


def require(project, document, by):
    """Refuse who may not decide, and who codes the text blind.

    Raises:
        PermissionDenied
    """
    access.require(by, Verb.DECIDE, project)
    if document.pk in sight.of(project).texts:
        raise PermissionDenied(
            "You code this text blind: adjudicate it when all have finished it."
        )


@atomic_with_retries
def settle(*, project, document, node, seen, by, take=(), record=None, reason=""):
    """Settle the marks of one passage.

    Args:
        document: a text of the project, which ``access`` found for ``by``.
        node: of the doctrine (annotations.tree) under which it is adjudicated.
        seen: {uuid: version} of all the coders' marks of the passage.
        take: uuids of those that stand as they are; none drops all, several are
            readings between which reasonable people may differ.
        record: fields of a new mark that stands for them instead, or None.

    Returns:
        ``Settlement``

    Raises:
        Conflict: a mark was changed, or settled by somebody else, meanwhile.
        PermissionDenied, ValidationError
    """
    require(project, document, by)
    reason = outcomes.checked(reason)
    _lock(document)
    coded = Coded(project, [document])
    _require_coders(coded.pair(document, node))
    rows = _marks(project, document, node, seen)
    _require_open(coded, rows)
    if record is None:
        chosen = outcomes.taken(rows, take)
        outcome = outcomes.outcome(rows, chosen)
    else:
        if take:
            raise ValidationError({"take": "Take marks, or write a new one: not both."})
        mark, _made = create_annotation(
            uuid=uuid4(), document=document, record=as_record(record), by=by
        )
        chosen, outcome = [mark], outcomes.written(rows, mark)
    _supersede(project, rows, by)
    with acting(by, "settle"):
        adjudication = _adjudication(project, document, node, by)
        settlement = Settlement.objects.create(
            project=project,
            adjudication=adjudication,
            outcome=outcome,
            reason=reason,
            by=by,
        )
        SettledMark.objects.bulk_create(_parts(settlement, rows, chosen))
        _close_if_done(project, adjudication, node)
    return settlement


@atomic_with_retries
def settle_agreed(*, project, document, node, by, reason=""):
    """Settle all passages about which all coders say the same; how many there were.

    Raises:
        PermissionDenied, ValidationError
    """
    require(project, document, by)
    reason = outcomes.checked(reason)
    _lock(document)
    pair = Coded(project, [document]).pair(document, node)
    _require_coders(pair)
    rows = Annotation.objects.in_bulk(
        [key for passage in pair.agreed for key in passage.aligned.keys]
    )
    groups = [[rows[key] for key in sorted(p.aligned.keys)] for p in pair.agreed]
    _supersede(project, rows.values(), by)
    with acting(by, "settle"):
        adjudication = _adjudication(project, document, node, by)
        settlements = Settlement.objects.bulk_create(
            Settlement(
                project=project,
                adjudication=adjudication,
                outcome="agreed",
                reason=reason,
                by=by,
            )
            for _group in groups
        )
        SettledMark.objects.bulk_create(
            part
            for settlement, group in zip(settlements, groups, strict=True)
            for part in _parts(settlement, group, group[:1])
        )
        _close_if_done(project, adjudication, node)
    return len(groups)


@atomic_with_retries
def undo(*, project, settlement, by):
    """Take a settlement back: its passage is open again, and so is the text.

    Raises:
        Conflict: it was taken back before.
        PermissionDenied
    """
    require(project, settlement.adjudication.document, by)
    _lock(settlement.adjudication.document)
    settlement.refresh_from_db(fields=["undone"])
    if settlement.undone:
        raise Conflict("Somebody took this back already.", code="stale")
    with acting(by, "take back a settlement"):
        _set_settled(settlement.adjudication, None)
        _take_back([settlement], by)
    return settlement


@atomic_with_retries
def reopen(*, project, adjudication, by):
    """Let all coders' marks count again; what was decided stays decided.

    Raises:
        PermissionDenied
    """
    require(project, adjudication.document, by)
    _lock(adjudication.document)
    with acting(by, "reopen an adjudication"):
        _set_settled(adjudication, None)


@atomic_with_retries
def close(*, project, document, node, by):
    """Let the settled marks alone count, where every passage is settled.

    Raises:
        PermissionDenied, ValidationError
    """
    require(project, document, by)
    _lock(document)
    with acting(by, "settle"):
        adjudication = _adjudication(project, document, node, by)
        if not _close_if_done(project, adjudication, node):
            raise ValidationError("Some passages are still open: settle them first.")
    return adjudication


def _lock(document):
    """As every writer locks: the text first."""
    rows = Document.objects.select_for_update().filter(pk=document.pk)
    list(rows.values_list("pk"))


def _marks(project, document, node, seen):
    """The coders' marks that were seen, as they stand.

    Raises:
        Conflict, ValidationError
    """
    branch = [below.doctrine.pk for below in node.branch()]
    rows = layers(project).filter(document=document, doctrine__in=branch)
    found = {row.uuid: row for row in rows.filter(uuid__in=seen).order_by("pk")}
    if not seen:
        raise ValidationError({"marks": "Name the marks of the passage."})
    if any(
        uuid not in found or found[uuid].version != version
        for uuid, version in seen.items()
    ):
        raise Conflict(
            "Somebody changed these marks since you opened the page: look again.",
            code="stale",
        )
    return list(found.values())


def _require_open(coded, rows):
    """Refuse to settle anew what was settled meanwhile.

    Raises:
        Conflict
    """
    if all(
        any(held.holds(row.pk, row.version) for held in coded.held[row.pk])
        for row in rows
    ):
        raise Conflict(
            "This passage was settled meanwhile. Take that back first.", code="stale"
        )


def _require_coders(pair):
    """
    Raises:
        ValidationError
    """
    if len(pair.coders) < 2:
        raise ValidationError(
            "Fewer than two people have coded this: there is nothing to settle."
        )


def _parts(settlement, rows, chosen):
    for part, marks in (("source", rows), ("settled", chosen)):
        for mark in marks:
            yield SettledMark(
                project_id=settlement.project_id,
                settlement=settlement,
                annotation=mark,
                part=part,
                version=mark.version,
            )


def _adjudication(project, document, node, by):
    found, _made = Adjudication.objects.get_or_create(
        project=project,
        document=document,
        doctrine=node.doctrine,
        defaults={"by": by},
    )
    return found


def _supersede(project, rows, by):
    """Take back what was decided before of marks that are settled anew."""
    parts = SettledMark.objects.of_project(project).standing().filter(part="source")
    keys = parts.filter(annotation__in=[row.pk for row in rows]).values("settlement")
    with acting(by, "take back a settlement"):
        _take_back(list(Settlement.objects.filter(pk__in=keys)), by)


def _take_back(settlements, by):
    """Undo settlements; marks that were made for them go."""
    keys = [settlement.pk for settlement in settlements]
    now = timezone.now()
    Settlement.objects.filter(pk__in=keys).update(undone=now)
    for settlement in settlements:
        settlement.undone = now
    made = SettledMark.objects.made().filter(settlement__in=keys).values("annotation")
    marks = Annotation.objects.filter(pk__in=made, deleted=None)
    for mark in marks.select_related("project"):
        delete_annotation(annotation=mark, version=mark.version, by=by)


def _set_settled(adjudication, when):
    adjudication.settled = when
    adjudication.version += 1
    adjudication.save(update_fields=["settled", "version"])


def _close_if_done(project, adjudication, node):
    """Set the pair settled when no passage of it is open; whether it is."""
    document = adjudication.document
    pair = Coded(project, [document]).pair(document, node)
    done = bool(pair.passages) and len(pair.settled) == len(pair.passages)
    if done and not adjudication.settled:
        _set_settled(adjudication, timezone.now())
    return done
