"""Record a decision about a codebook with what it changed, so that it can be undone."""

from contextlib import contextmanager

from django.db import transaction

from annotations.history import acting
from annotations.models import (
    CodebookChange,
    Doctrine,
    DoctrineExample,
    DoctrineLink,
    Instrument,
    Provision,
)
from corpus import access
from corpus.access import Verb
from corpus.models import Project

#: What a recorded change may touch: section -> (model, fields of a row in it).
SECTIONS = {
    "doctrines": (
        Doctrine,
        (
            *("slug", "parent__slug", "order", "polarity", "name", "definition"),
            *("include", "exclude", "pin_cite", "checked", "checked_by"),
            *("palette", "key", "retired", "replaced_by__slug"),
        ),
    ),
    "links": (DoctrineLink, ("source__slug", "target__slug", "kind", "order")),
    "examples": (
        DoctrineExample,
        ("doctrine__slug", "kind", "annotation", "text", "note", "order", "by"),
    ),
    "instruments": (Instrument, ("name", "kind", "adopted", "link")),
    "provisions": (
        Provision,
        (
            *("instrument", "locator", "version", "in_force_from", "in_force_to"),
            *("in_force_for", "link", "description"),
        ),
    ),
}


@contextmanager
def recording(*, project, by, kind, note="", about="", new=False, only=None):
    """A transaction in which one change of a codebook is made and written down.

    The change has a key from the beginning, for what refers to it; nothing is kept of
    one that changed no entry, unless annotations were recoded or wait because of it.
    What else must be taken back with it, its action puts into ``changes``.
    Costs ten queries, whatever the size of the codebook; five where it is ``new``.

    Args:
        kind: one of words.CODEBOOK_CHANGES.
        note: why, in the words of ``by``.
        about: the slug of the entry it is about.
        new: the project was made just now, and holds no entry yet.
        only: a function that gives the doctrines, a queryset, which alone the change
            touches, asked when no other change can come between: a large codebook is
            not read as a whole for a step. Two queries of the ten.

    Raises:
        PermissionDenied
    """
    with (
        transaction.atomic(),
        acting(by, f"{kind} in the codebook"),
        noting(
            project=project,
            by=by,
            kind=kind,
            note=note,
            about=about,
            new=new,
            only=only,
        ) as change,
    ):
        yield change


@contextmanager
def noting(*, project, by, kind, note="", about="", new=False, only=None):
    """``recording`` within a transaction and a context that are open already."""
    # adding may be allowed to more people than changing what is there
    lock(project, by, Verb.ADD_DOCTRINE if kind == "create" else Verb.EDIT_CODEBOOK)
    keys = None if only is None else list(only().values_list("pk", flat=True))
    before = dict.fromkeys(SECTIONS, {}) if new else snapshot(project, keys)
    change = CodebookChange.objects.create(
        project=project, by=by, kind=kind, note=note.strip(), about=about
    )
    yield change
    change.changes |= differences(before, snapshot(project, keys))
    if (
        change.changes
        or change.undoes_id
        or change.recodings.exists()
        or change.reconsiderations.exists()
    ):
        change.save(update_fields=["kind", "note", "about", "changes", "undoes"])
    else:
        change.delete()


def snapshot(project, doctrines=None):
    """{section: {key of the row: {field: value}}} of all that a change may touch.

    Args:
        doctrines: keys of those which alone it touches.
    """
    sections = SECTIONS if doctrines is None else {"doctrines": SECTIONS["doctrines"]}
    return {
        section: {
            str(pk): {
                name: _plain(value) for name, value in zip(fields, values, strict=True)
            }
            for pk, *values in _rows(model, project, doctrines).values_list(
                "pk", *fields
            )
        }
        for section, (model, fields) in sections.items()
    }


def _rows(model, project, keys):
    rows = model._default_manager.filter(project=project)
    return rows if keys is None else rows.filter(pk__in=keys)


def _plain(value):
    return value.isoformat() if hasattr(value, "isoformat") else value


def differences(before, after):
    """{section: {key: [row before or None, row after or None]}} of unequal rows."""
    found = {}
    for section, old in before.items():
        new = after[section]
        changed = {
            key: [old.get(key), new.get(key)]
            for key in old.keys() | new.keys()
            if old.get(key) != new.get(key)
        }
        if changed:
            found[section] = changed
    return found


def lock(project, by, verb=Verb.EDIT_CODEBOOK):
    """One change of a codebook at a time: moves cannot tie a knot between them.

    Raises:
        PermissionDenied
    """
    access.require(by, verb, project)
    list(
        Project.objects.select_for_update(no_key=True)
        .filter(pk=project.pk)
        .values_list("pk")
    )
