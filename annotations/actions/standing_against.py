"""What stands against taking a change of the codebook back."""

from django.utils import timezone

from annotations.actions.recording import SECTIONS
from annotations.models import CodebookChange, Doctrine, Recoding
from formats import words

#: What an entry, or an authority, is called in a row of a snapshot.
NAMES = ("name", "locator", "text", "source__slug", "doctrine__slug")


def what_stands_against(change, now):
    """A sentence when what it touched was changed since, else "".

    Args:
        now: a snapshot of the codebook.
    """
    for section, rows in change.changes.items():
        for key, (before, after) in rows.items():
            if section not in now:
                continue
            current = now[section].get(key)
            if _is_as_left(before, after, current):
                continue
            row = current or after or before
            return _sentence(change, section, key, _name(row))
    return _moved_to_new_entries(change)


def _is_as_left(before, after, current):
    """Whether the fields that the change wrote still say what it wrote."""
    if before is None or after is None or current is None:
        return current == after
    return all(
        current[name] == value for name, value in after.items() if before[name] != value
    )


def _sentence(change, section, key, name):
    later = (
        CodebookChange.objects.filter(
            project=change.project_id,
            pk__gt=change.pk,
            undone=None,
            **{f"changes__{section}__has_key": key},
        )
        .select_related("by")
        .order_by("-pk")
        .first()
    )
    if later is None:
        return f"“{name}” was changed since, so this cannot be taken back."
    return f"“{name}” was changed since: {_told(later)}. Take that back first."


def _moved_to_new_entries(change):
    added = [
        int(key)
        for key, (before, _after) in change.changes.get("doctrines", {}).items()
        if before is None
    ]
    later = (
        Recoding.objects.filter(
            project=change.project_id,
            after__in=added,
            change__gt=change.pk,
            change__undone=None,
            change__undoes=None,
        )
        .exclude(change=change)
        .select_related("change__by", "after")
        .order_by("-change")
        .first()
    )
    if later is None:
        return ""
    told = _told(later.change)
    return f"Marks were put under “{later.after}” since: {told}. Take that back first."


def _told(change):
    kind = words.CODEBOOK_CHANGES[change.kind].lower()
    when = timezone.localtime(change.created)
    return f"{kind} by {change.by} on {when:%-d %B %Y, %H:%M}"


def _name(row):
    return next((row[name] for name in NAMES if row.get(name)), "An entry")


def named_by_others(model, added, change):
    """Keys of added rows that something names, so that they must stay.

    The history of annotations names entries too: what it says must be readable.
    """
    found = set()
    for relation in model._meta.get_fields(include_hidden=True):
        # other models' keys that lead here; the entries' own history names what went
        if not (relation.auto_created and relation.one_to_many):
            continue
        if relation.related_model is model or _is_own_history(relation.related_model):
            continue
        name = relation.field.name
        rows = relation.related_model._base_manager.filter(**{f"{name}__in": added})
        found |= set(rows.order_by().values_list(name, flat=True).distinct())
    return _with_what_they_need(found, added, change) if model is Doctrine else found


def _is_own_history(model):
    tracked = getattr(model, "pgh_tracked_model", None)
    return tracked in {table for table, _fields in SECTIONS.values()}


def _with_what_they_need(found, added, change):
    """Entries that stay keep what they lie under, and what they are replaced by."""
    entries = Doctrine.objects.filter(project=change.project_id)
    pairs = list(entries.values_list("pk", "parent", "replaced_by"))
    while more := {
        other
        for pk, *others in pairs
        if pk not in added or pk in found
        for other in others
        if other in added and other not in found
    }:
        found |= more
    return found
