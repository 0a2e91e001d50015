"""Take what was chosen of a codebook that came in, as one recorded change."""

import datetime

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from annotations.actions.in_use import hold
from annotations.actions.reconsider import queue
from annotations.actions.recording import recording
from annotations.codebook_plan import Chosen, Plan, plan_import
from annotations.errors import Conflict
from annotations.models import (
    Annotation,
    Doctrine,
    DoctrineExample,
    DoctrineLink,
    Instrument,
    Provision,
)
from formats.codebook import Codebook, Entry
from formats.codebook_checks import in_circles

STALE = (
    "Somebody changed the codebook since you looked, so nothing was taken. Look again"
    " at what would change, and import again."
)
#: So many entries that changed in meaning a note names.
NAMED = 10
#: Fields of an entry that a row has by the same name.
PLAIN = (
    *("name", "order", "polarity", "definition", "include", "exclude"),
    *("pin_cite", "palette", "key"),
)
WRITTEN = (
    *PLAIN,
    *("parent", "checked", "checked_by", "retired", "replaced_by", "version"),
)


def import_codebook(*, project, codebook: Codebook, fields, chosen, seen, by, note=""):
    """Take what was chosen after a preview.

    Args:
        chosen: a Chosen; what it names and the plan has not is passed over.
        seen: that of the plan which was looked at.

    Returns:
        the plan that was carried out.

    Raises:
        PermissionDenied
        ValidationError: an entry would lie under one that was left out, or in a circle.
        Conflict: the codebook was changed since; nothing is taken.
    """
    with recording(project=project, by=by, kind="import", note=note) as change:
        plan = plan_import(project, codebook, fields)
        if plan.seen != seen:
            raise Conflict(STALE, code="stale")
        take(project, plan, chosen, by=by, change=change)
    return plan


def take(project, plan: Plan, chosen: Chosen, *, by, change):
    """Carry a plan out, inside ``recording``."""
    rows = {row.slug: row for row in Doctrine.objects.of_project(project)}
    new = [row for row in plan.new if row.slug in chosen.new]
    changed = [row for row in plan.changed if row.slug in chosen.changed]
    made = [
        Doctrine(pk=key, project=project, slug=row.slug)
        for key, row in zip(_free_keys(len(new)), new, strict=True)
    ]
    rows |= {doctrine.slug: doctrine for doctrine in made}
    for doctrine, row in zip(made, new, strict=True):
        _say(doctrine, row.entry, fields=None)
        _place(doctrine, row.entry, rows, fields=None)
    Doctrine.objects.bulk_create(made)
    altered = []
    for row in changed:
        doctrine = rows[row.slug]
        names = {one.field for one in row.differences}
        _say(doctrine, row.entry, fields=names)
        _place(doctrine, row.entry, rows, fields=names)
        altered.append(doctrine)
    for row in plan.missing:
        if row.slug in chosen.retire:
            rows[row.slug].retired = timezone.now()
            altered.append(rows[row.slug])
    for doctrine in altered:
        doctrine.version += 1
    _refuse_circles(rows.values())
    hold([doctrine.pk for doctrine in altered if doctrine.retired])
    Doctrine.objects.bulk_update(altered, list(WRITTEN))
    _add_examples(project, [*new, *changed], rows, by)
    if chosen.links:
        _take_links(project, plan.links, rows)
    if chosen.authorities:
        _take_authorities(project, plan, update=chosen.authorities == "all")
    if chosen.meaning:
        altering = [row for row in changed if row.alters_meaning()]
        for row in altering:
            queue(change, rows[row.slug])
        if altering:
            _say_meaning(change, altering)


def _free_keys(number):
    """Keys of entries to be made, which may lie under each other: one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('annotations_doctrine', 'id'))"
            " FROM generate_series(1, %s)",
            [number],
        )
        return [key for (key,) in cursor.fetchall()]


def _say_meaning(change, altering):
    """Add to the note which entries mean something else now."""
    named = ", ".join(f"“{row.entry.name}”" for row in altering[:NAMED])
    more = len(altering) - NAMED
    said = f"Changed in meaning: {named}{f' and {more:,} more' if more > 0 else ''}."
    change.note = "\n".join(part for part in (change.note, said) if part)


def _say(doctrine, entry: Entry, fields):
    """Write what an entry says; of ``fields`` only, when given."""
    for name in PLAIN:
        if fields is None or name in fields:
            setattr(doctrine, name, getattr(entry, name))
    if doctrine.palette is None:
        doctrine.palette = 12
    if fields is None or fields & {"checked", "pin_cite"}:
        day = entry.checked_on or timezone.localdate().isoformat()
        doctrine.checked = datetime.date.fromisoformat(day) if entry.checked else None
        doctrine.checked_by = entry.checked_by or "codebook" if entry.checked else ""
    if fields is None or "retired" in fields:
        at = entry.retired_on and datetime.datetime.fromisoformat(entry.retired_on)
        doctrine.retired = (at or timezone.now()) if entry.retired else None


def _place(doctrine, entry: Entry, rows, fields):
    """Where it lies, and what replaced it."""
    for name in ("parent", "replaced_by"):
        if fields is not None and name not in fields:
            continue
        slug = getattr(entry, name)
        if slug and slug not in rows:
            verb = "lies under" if name == "parent" else "is replaced by"
            raise ValidationError(
                f"“{doctrine.slug}” {verb} “{slug}”, which is not there: take that"
                " entry as well."
            )
        setattr(doctrine, name, rows[slug] if slug else None)
    if not doctrine.retired:
        doctrine.replaced_by = None


def _refuse_circles(doctrines):
    slugs = {doctrine.pk: doctrine.slug for doctrine in doctrines}
    entries = {
        doctrine.slug: Entry(
            doctrine.slug, doctrine.name, parent=slugs.get(doctrine.parent_id)
        )
        for doctrine in doctrines
    }
    if circles := sorted(in_circles(entries)):
        raise ValidationError(
            f"“{circles[0]}” would lie under itself; leave out one of the entries that"
            " move."
        )


def _add_examples(project, taken, rows, by):
    wanted = {one.annotation for row in taken for one in row.examples}
    wanted.discard("")
    marks = dict(
        Annotation.objects.of_project(project)
        .filter(uuid__in=wanted)
        .values_list("uuid", "pk")
    )
    marks = {str(uuid): pk for uuid, pk in marks.items()}
    DoctrineExample.objects.bulk_create(
        DoctrineExample(
            project=project,
            doctrine=rows[row.slug],
            kind=one.kind,
            annotation_id=marks.get(one.annotation),
            text=one.text,
            note=one.note,
            order=10 * number,
            by=by,
        )
        for row in taken
        for number, one in enumerate(row.examples, start=len(row.entry.examples) + 1)
        if one.text or one.annotation in marks
    )


def _take_links(project, links, rows):
    """Relations between entries that are there; one that was left out has none."""
    there = {
        (link.source_id, link.target_id, link.kind): link
        for link in DoctrineLink.objects.filter(project=project)
    }
    made, moved = [], []
    for given in links:
        if given.source not in rows or given.target not in rows:
            continue
        source, target = rows[given.source], rows[given.target]
        link = there.get((source.pk, target.pk, given.kind))
        if link is None:
            link = DoctrineLink(
                project=project, source=source, target=target, kind=given.kind
            )
            made.append(link)
        else:
            moved.append(link)
        link.order = given.order
    DoctrineLink.objects.bulk_create(made)
    DoctrineLink.objects.bulk_update(moved, ["order"])


def _take_authorities(project, plan, update):
    """Add instruments and wordings; those that are there change on ``update``."""
    instruments = {one.name: one for one in Instrument.objects.filter(project=project)}
    made, changed = [], []
    for given in plan.instruments:
        row = instruments.get(given.name)
        if row is None:
            row = instruments[given.name] = Instrument(project=project, name=given.name)
            made.append(row)
        elif update:
            row.row_version += 1
            changed.append(row)
        else:
            continue
        row.kind, row.adopted, row.link = given.kind, given.signed, given.link
    Instrument.objects.bulk_create(made)
    Instrument.objects.bulk_update(changed, ["kind", "adopted", "link", "row_version"])
    _take_provisions(project, plan.provisions, instruments, update)


def _take_provisions(project, provisions, instruments, update):
    there = {
        (one.instrument_id, one.locator, one.version): one
        for one in Provision.objects.filter(project=project)
    }
    dates = ("in_force_from", "in_force_to", "in_force_for", "link")
    made, changed = [], []
    for given in provisions:
        instrument = instruments[given.instrument]
        row = there.get((instrument.pk, given.locator, given.version))
        if row is None:
            row = Provision(
                project=project,
                instrument=instrument,
                locator=given.locator,
                version=given.version,
            )
            made.append(row)
        elif update:
            row.row_version += 1
            changed.append(row)
        else:
            continue
        for name in dates:
            setattr(row, name, getattr(given, name))
        row.description = given.summary
    Provision.objects.bulk_create(made)
    Provision.objects.bulk_update(changed, [*dates, "description", "row_version"])
