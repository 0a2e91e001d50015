"""Take a recorded change of the codebook back; that is a change of its own."""

import datetime
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from annotations.actions import recoding, reconsider
from annotations.actions.in_use import hold
from annotations.actions.recording import SECTIONS, recording, snapshot
from annotations.actions.standing_against import named_by_others, what_stands_against
from annotations.models import CodebookChange, Doctrine
from corpus.retry import atomic_with_retries

#: Rows go in this order, and come in the other one: what refers to others goes first.
ORDER = ("examples", "links", "provisions", "instruments", "doctrines")


@dataclass
class TakenBack:
    change: CodebookChange
    #: Annotations that are as they were, and those that changed since and are left.
    back: int = 0
    left: int = 0
    #: Names of entries that stay, retired, and authorities that stay: marks name them.
    kept: list[str] = field(default_factory=list)


@atomic_with_retries
def take_back(*, change, by, note=""):
    """Give entries and annotations back what they said before a change.

    An annotation that changed since is left as it is. An entry that the change added
    goes when nothing ever named it; else it is retired.

    Returns:
        ``TakenBack``

    Raises:
        PermissionDenied
        ValidationError: it was taken back already, or something stands against it.
    """
    with recording(
        project=change.project, by=by, kind="undo", note=note, about=change.about
    ) as undo:
        undone = CodebookChange.objects.get(pk=change.pk)
        now = snapshot(change.project)
        if undone.undone:
            raise ValidationError("This change was taken back already.")
        if sentence := what_stands_against(undone, now):
            raise ValidationError(sentence)
        undo.undoes = undone
        done = TakenBack(undo)
        done.back, done.left = recoding.give_back(undo, undone)
        undo.changes = reconsider.give_back(undone)
        _apply(undone, done)
        _mark(undone, by)
    return done


def _mark(undone, by):
    """Note that it is undone; what it took back itself stands again."""
    undone.undone, undone.undone_by = timezone.now(), by
    undone.save(update_fields=["undone", "undone_by"])
    if undone.undoes_id:
        CodebookChange.objects.filter(pk=undone.undoes_id).update(
            undone=None, undone_by=None
        )


def _apply(undone, done):
    project = undone.project
    hold([int(key) for key in undone.changes.get("doctrines", {})])
    try:
        with transaction.atomic():
            for section in ORDER:
                _remove(section, undone, done)
            for section in reversed(ORDER):
                _write(section, undone, project)
            with connection.cursor() as cursor:
                # what does not fit is told here, and not at the end
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as error:
        raise ValidationError(
            "What this change removed cannot come back: something it refers to is gone,"
            " or another took its place."
        ) from error


def _remove(section, undone, done):
    """Take away what the change added; what others name stays."""
    model, _fields = SECTIONS[section]
    added = {
        int(key): after
        for key, (before, after) in undone.changes.get(section, {}).items()
        if before is None
    }
    staying = named_by_others(model, added, undone) if added else set()
    done.kept += [
        row.get("name") or row.get("locator", "")
        for key, row in added.items()
        if key in staying
    ]
    if section == "doctrines":
        retiring = Doctrine.objects.filter(pk__in=staying, retired=None)
        for row in retiring:
            row.retired = timezone.now()
            row.version += 1
            row.save(update_fields=["retired", "version"])
    gone = sorted(added.keys() - staying)
    with connection.cursor() as cursor:
        # entries that lie under each other go together
        cursor.execute(
            f"DELETE FROM {model._meta.db_table} WHERE id = ANY(%s)",  # noqa: S608
            [gone],
        )


def _write(section, undone, project):
    """Bring back what the change removed, and what it changed."""
    model, _fields = SECTIONS[section]
    for key, (before, after) in undone.changes.get(section, {}).items():
        if before is None:
            continue
        if after is None:
            row = model(pk=int(key), project=project)
            _set(row, before, project)
            row.save(force_insert=True)
            continue
        changed = {
            name: value for name, value in before.items() if after[name] != value
        }
        row = model._default_manager.get(pk=int(key))
        names = _set(row, changed, project)
        for lock in ("version", "row_version"):
            # a provision's version is its wording's, and no lock
            if lock not in before and hasattr(row, lock):
                setattr(row, lock, getattr(row, lock) + 1)
                names.append(lock)
        row.save(update_fields=names)


def _set(row, values, project):
    """Write values of a snapshot into a row; the names of the fields."""
    names = []
    for name, value in values.items():
        plain = name.removesuffix("__slug")
        model_field = row._meta.get_field(plain)
        if name != plain:
            value = value and Doctrine.objects.get(project=project, slug=value).pk
        elif isinstance(value, str):
            value = _moment(model_field, value)
        setattr(row, model_field.attname, value)
        names.append(plain)
    return names


def _moment(model_field, value):
    kind = model_field.get_internal_type()
    if kind == "DateTimeField":
        return datetime.datetime.fromisoformat(value)
    if kind == "DateField":
        return datetime.date.fromisoformat(value)
    return value
