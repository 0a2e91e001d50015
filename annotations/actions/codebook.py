"""The codebook as a whole: load one into a project."""

import msgspec

from annotations.actions.codebook_import import Chosen, plan_import, take
from annotations.actions.recording import recording
from formats.codebook import FIELDS, Codebook
from formats.codebook_checks import RESERVED

__all__ = ["EDITABLE", "RESERVED", "load_codebook"]
#: What an entry says beside its slug and its parent; all of it can be edited.
EDITABLE = (
    "name",
    "definition",
    "include",
    "exclude",
    "pin_cite",
    "polarity",
    "palette",
    "key",
    "order",
)


def load_codebook(
    *, project, data, by, update=False, fields=FIELDS, meaning=False, new=False
):
    """Add a codebook's doctrines, links and authorities; what is there stays.

    Args:
        data: a Codebook, or the builtins of one.
        update: entries that are there become what the data says of them.
        fields: what the data speaks of, when entries are updated.
        meaning: updated entries mean something else where their words changed: the
            annotations under them wait to be looked at again.
        new: the project was made just now: what is there need not be asked.

    Returns:
        the numbers of doctrines made and changed.

    Raises:
        PermissionDenied
        ValidationError: an entry names one that is neither there nor in the data.
    """
    codebook = msgspec.convert(data, Codebook) if isinstance(data, dict) else data
    with recording(project=project, by=by, kind="import", new=new) as change:
        plan = plan_import(project, codebook, fields, Codebook([]) if new else None)
        chosen = Chosen.all_new(plan)
        if update:
            chosen = chosen._replace(
                changed={row.slug for row in plan.changed},
                authorities="all",
                meaning=meaning,
            )
        take(project, plan, chosen, by=by, change=change)
    return len(chosen.new), len(chosen.changed)
