"""What was counted, kept for as long as nothing changes.

An answer is kept under all that it follows from: every field of the selection, what the
project's reader may see, and the state of the project that was read before the works
and the marks. Triggers raise that state with every change of what is counted, so that
an answer is found as long as it is true; it may be newer than its state, never older.
"""

from dataclasses import fields
from hashlib import sha256

from django.core.cache import caches

from annotations.models import sight
from annotations.positions.counted import unpacked

#: Raised when the rows of ``counts`` change their form: a cache may outlive a release.
FORM = 2
#: A longer answer is worked out each time, so that a process does not fill up: some
#: 150,000 rows, and settings.CACHES says how many answers.
MOST_BYTES = 2_000_000


def kept(name, selection, works, make):
    """The rows that ``make`` returns, or returned when nothing was different.

    Args:
        name: of the query.
        make: a function without arguments; its rows are counted.Counted.
    """
    if works.state is None:
        return make()
    cache, key = caches["counts"], _key(name, selection, works)
    found = cache.get(key)
    if found is not None:
        return unpacked(found)
    rows = make()
    packed = rows.packed()
    if len(packed) <= MOST_BYTES:
        cache.set(key, packed)
    return rows


def _key(name, selection, works):
    asked = [
        getattr(selection, field.name)
        for field in fields(selection)
        if field.name != "project"
    ]
    seen = sight.of(selection.project)
    # who sees everything sees the same
    reader = (seen.reader, seen.texts) if seen.texts else None
    told = repr((FORM, name, selection.project.pk, works.state, reader, asked))
    return f"counts:{sha256(told.encode()).hexdigest()}"
