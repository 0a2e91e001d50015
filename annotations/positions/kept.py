"""What was counted, kept for as long as nothing changes.

An answer is kept under all that it follows from: every field of the selection, what the
project's reader may see, and the state of the project that was read before the works
and the marks. Triggers raise that state with every change of what is counted, so that
an answer is found as long as it is true; it may be newer than its state, never older.
"""

import pickle
from dataclasses import fields
from hashlib import sha256

from django.core.cache import caches

from annotations.models import sight
from annotations.positions.counted import Counted, unpacked

#: Raised when rows of ``counts`` or links change their form: a cache may outlive a
#: release.
FORM = 3
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
    asked = [
        getattr(selection, field.name)
        for field in fields(selection)
        if field.name != "project"
    ]
    told = name, works.state, asked
    return _kept(selection.project, told, make, Counted.packed, unpacked)


def kept_links(project, state, make):
    """The same for what the links between a project's texts come to.

    Args:
        make: a function without arguments; what it returns can be pickled.
    """
    return _kept(project, ("links", state), make, pickle.dumps, pickle.loads)


def _kept(project, told, make, packed, unpacked):
    seen = sight.of(project)
    # who sees everything sees the same
    reader = (seen.reader, seen.texts) if seen.texts else None
    words = repr((FORM, project.pk, reader, told))
    cache, key = caches["counts"], f"counts:{sha256(words.encode()).hexdigest()}"
    found = cache.get(key)
    if found is not None:
        return unpacked(found)
    made = make()
    found = packed(made)
    if len(found) <= MOST_BYTES:
        cache.set(key, found)
    return made
