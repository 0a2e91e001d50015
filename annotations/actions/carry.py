"""Take the annotations of a text along to its new edition.

The earlier text keeps its own. What is certain is made again on the new one, with all
its fields and lists, by its own coder; what is not waits for a person. Nothing is made
twice: the id of each new annotation comes from the old one and the new text.
"""

from collections import Counter
from dataclasses import dataclass, field
from uuid import uuid5

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from annotations.actions.revisions import lock_texts, raise_revisions
from annotations.exchange.copy import analyze
from annotations.history import acting
from annotations.models import Annotation, Carried, Relation
from corpus import access, jobs
from corpus.access import Verb
from corpus.alignment import Alignment
from corpus.models import Edition, Job, Region
from corpus.retry import atomic_with_retries

#: So many new rows change the plans of queries.
MANY = 1000
#: So many annotations are carried while a request waits; more are a job.
FEW = 500
#: Code points of both texts that are compared while a request waits.
SHORT = 2_000_000

#: What it means was decided under the release of the old one, and so says the new one.
COPY_ROWS = """
INSERT INTO annotations_annotation (uuid, project_id, document_id, doctrine_id, start,
    "end", quote, stance, actor_id, attitude, situation_id, ground, role, explicitness,
    confidence, provision_id, reliance, note, status, reason, version, coder_id,
    created, changed, revision, release_id, body_hash)
SELECT wanted.uuid, old.project_id, %(document)s, old.doctrine_id, wanted.start,
    wanted."end", coalesce(wanted.quote, old.quote), old.stance, old.actor_id,
    old.attitude, old.situation_id, old.ground, old.role, old.explicitness,
    old.confidence, old.provision_id, old.reliance, old.note,
    CASE WHEN wanted.same OR old.status = 'rejected' THEN old.status
        ELSE 'proposed' END,
    CASE WHEN wanted.same OR old.status = 'rejected' THEN old.reason ELSE '' END,
    1, old.coder_id, old.created, %(now)s, %(revision)s,
    old.release_id, ''
FROM unnest(%(ids)s::bigint[], %(uuids)s::uuid[], %(starts)s::int[], %(ends)s::int[],
    %(quotes)s::text[], %(same)s::bool[])
    AS wanted (id, uuid, start, "end", quote, same)
JOIN annotations_annotation AS old ON old.id = wanted.id
ORDER BY wanted.start, wanted.id
RETURNING id, uuid
"""
#: The lists of the old rows, for the new ones.
LISTS = [
    """
    INSERT INTO annotations_via (project_id, annotation_id, actor_id, "order")
    SELECT list.project_id, made.new, list.actor_id, list."order"
    FROM unnest(%s::bigint[], %s::bigint[]) AS made (old, new)
    JOIN annotations_via AS list ON list.annotation_id = made.old
    """,
    """
    INSERT INTO annotations_comparator (project_id, annotation_id, situation_id,
        relation)
    SELECT list.project_id, made.new, list.situation_id, list.relation
    FROM unnest(%s::bigint[], %s::bigint[]) AS made (old, new)
    JOIN annotations_comparator AS list ON list.annotation_id = made.old
    """,
    """
    INSERT INTO annotations_taggedannotation (project_id, annotation_id, tag_id)
    SELECT list.project_id, made.new, list.tag_id
    FROM unnest(%s::bigint[], %s::bigint[]) AS made (old, new)
    JOIN annotations_taggedannotation AS list ON list.annotation_id = made.old
    """,
]


@dataclass
class CarriedSet:
    """What one carrying did."""

    #: Outcome -> number of annotations.
    numbers: Counter = field(default_factory=Counter)
    regions: int = 0
    #: Stretches outside the text that have no certain place in the new one.
    regions_left: int = 0
    relations: int = 0


def require_edition(document):
    """The link of a text to the one it is a new edition of.

    Raises:
        ValidationError
    """
    rows = Edition.objects.filter(document=document, kind="edition")
    link = rows.select_related("of", "document").first()
    if link is None:
        raise ValidationError(
            "This text is no new edition of another. Link it to the earlier one first."
        )
    return link


def waiting_of(link):
    """Annotations of the earlier edition that were not looked at yet."""
    rows = Annotation.objects.filter(document=link.of_id, deleted=None)
    return rows.exclude(carried_to__document=link.document_id)


def carry_soon(*, document, by):
    """Carry them: at once when they are few, else by a job.

    Returns:
        what it did, and None; or None, and the job.

    Raises:
        PermissionDenied
        ValidationError: as ``carry``
    """
    access.require(by, Verb.CARRY, document.project)
    link = require_edition(document)
    number = waiting_of(link).count()
    if number <= FEW and link.of.length + document.length <= SHORT:
        return carry(document=document, by=by), None
    # a second click asks for nothing new
    job = carrying_job(document)
    if job is None:
        job = jobs.start(
            "carry",
            title=f"Carry {number:,} annotations",
            by=by,
            project=document.project,
            total=number,
            document=document.pk,
        )
    return None, job


def carrying_job(document):
    """The open job that carries to a text, or None."""
    rows = Job.objects.of_project(document.project_id).open()
    return rows.filter(kind="carry", arguments={"document": document.pk}).first()


def carry(*, document, by, step=None):
    """Carry the earlier edition's annotations to a text; those not carried before.

    Args:
        step: called with the number of annotations that have a place.

    Returns:
        ``CarriedSet``

    Raises:
        PermissionDenied
        ValidationError: the text is no edition of another, or is withdrawn.
    """
    access.require(by, Verb.CARRY, document.project)
    link = require_edition(document)
    if document.withdrawn:
        raise ValidationError("This text was withdrawn; restore it to carry marks.")
    # compared before anything is locked: texts never change
    alignment = Alignment(link.of.text(), document.text())
    done = _carry(link, document, alignment, by, step)
    if sum(done.numbers.values()) >= MANY:
        analyze()
    return done


@atomic_with_retries
def _carry(link, document, alignment, by, step):
    done = CarriedSet()
    with acting(by, "carry"):
        # the earlier text, too: its marks say what the new ones are put under
        lock_texts({document.pk, link.of_id})
        revision = raise_revisions({document.pk})[document.pk]
        rows, placed = _placements(link, alignment, step)
        done.numbers.update(row.outcome for row in rows)
        targets = make(document, placed, revision)
        for row in rows:
            row.target_id = targets.get(row.source_id)
        Carried.objects.bulk_create(rows, batch_size=2000)
        done.regions, done.regions_left = carry_regions(
            document, link.of, alignment, by
        )
        done.relations = carry_relations(document, by)
    return done


def _placements(link, alignment, step):
    """What became of each annotation: (rows to store, those of them with a place)."""
    rows, placed = [], []
    waiting = waiting_of(link).values_list("pk", "uuid", "start", "end")
    for number, (pk, uuid, start, end) in enumerate(waiting, start=1):
        place = alignment.place(start, end)
        row = Carried(
            project_id=link.project_id,
            document_id=link.document_id,
            source_id=pk,
            outcome=place.outcome,
            start=place.start,
            end=place.end,
            similarity=place.similarity,
        )
        rows.append(row)
        if place.outcome != "unplaced":
            same = place.outcome == "unchanged"
            copy = copy_of(uuid, link.document)
            placed.append((pk, copy, place.start, place.end, None, same))
        if step:
            step(number)
    return rows, placed


def copy_of(uuid, document):
    """The id of an annotation's, region's or relation's copy on a text."""
    return uuid5(uuid, f"edition {document.text_sha256}")


def make(document, placed, revision):
    """Make annotations of old ones in the transaction at hand.

    Args:
        placed: [(old key, new uuid, start, end, quote or None for the old one's,
            whether the status stays)].

    Returns:
        {old key: new key}
    """
    if not placed:
        return {}
    columns = [list(column) for column in zip(*placed, strict=True)]
    names = ("ids", "uuids", "starts", "ends", "quotes", "same")
    parameters = {
        **dict(zip(names, columns, strict=True)),
        "document": document.pk,
        "revision": revision,
        "now": timezone.now(),
    }
    with connection.cursor() as cursor:
        cursor.execute(COPY_ROWS, parameters)
        keys = {uuid: key for key, uuid in cursor.fetchall()}
        made = {old: keys[uuid] for old, uuid, *_rest in placed}
        for query in LISTS:
            cursor.execute(query, [list(made), list(made.values())])
    return made


def carry_regions(document, earlier, alignment, by):
    """Stretches outside the text whose place is certain: (made, left)."""
    there = set(Region.objects.filter(document=document).values_list("uuid", flat=True))
    made, left = [], 0
    for region in Region.objects.filter(document=earlier).standing():
        uuid = copy_of(region.uuid, document)
        if uuid in there:
            continue
        place = alignment.place(region.start, region.end)
        if place.outcome == "unplaced":
            left += 1
            continue
        made.append(
            Region(
                uuid=uuid,
                project_id=document.project_id,
                document=document,
                start=place.start,
                end=place.end,
                kind=region.kind,
                version=1,
                coder_id=region.coder_id,
                created=region.created,
                changed=timezone.now(),
                body_hash="",
            )
        )
    Region.objects.bulk_create(made)
    return len(made), left


def carry_relations(document, by):
    """Relations of annotations that were both carried: how many were made."""
    targets = dict(
        Carried.objects.filter(document=document, target__deleted=None)
        .exclude(target=None)
        .values_list("source", "target")
    )
    drawn = Relation.objects.filter(
        deleted=None, source__in=targets, target__in=targets
    )
    new = [
        Relation(
            uuid=copy_of(relation.uuid, document),
            project_id=document.project_id,
            source_id=targets[relation.source_id],
            target_id=targets[relation.target_id],
            kind=relation.kind,
            note=relation.note,
            coder_id=relation.coder_id,
            created=relation.created,
        )
        for relation in drawn
    ]
    wanted = [relation.uuid for relation in new]
    there = Relation.objects.filter(uuid__in=wanted).values_list("uuid", flat=True)
    known = set(there)
    made = [relation for relation in new if relation.uuid not in known]
    Relation.objects.bulk_create(made)
    return len(made)
