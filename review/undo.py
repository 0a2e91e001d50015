"""The last decisions of a session, kept so that they can be taken back.

A step is what one decision, or one change of a mark in the queue, did; the last one is
taken back first.
"""

import time
from uuid import UUID

#: How long a page offers to take a decision back, in seconds.
OFFERED = 15 * 60
#: So many steps are kept at most, and so many annotations in all of them.
STEPS, ROWS = 20, 2000


def remember(request, project, status, decided):
    """Keep what a decision changed, grouped by what the rows were before."""
    groups: dict = {}
    for row in decided.rows:
        before = decided.before[row.uuid]
        groups.setdefault(before, []).append([str(row.uuid), row.version])
    _push(
        request,
        project,
        status=status,
        count=len(decided.rows),
        groups=[[*before, rows] for before, rows in groups.items()],
        precedents=[[row.pk, row.version] for row in decided.precedents],
    )


def remember_edit(request, project, row, before):
    """Keep what an annotation said before it was changed.

    Args:
        before: fields of a record -> what they were, as ``edit_annotation`` takes them.
    """
    rows = [[str(row.uuid), row.version]]
    _push(request, project, status="changed", count=1, groups=[], edit=[before, rows])


def _push(request, project, **step):
    kept = [*_steps(request, project), {"at": time.time(), **step}][-STEPS:]
    while len(kept) > 1 and sum(one["count"] for one in kept) > ROWS:
        kept.pop(0)
    request.session["decisions"] = {"project": project.pk, "steps": kept}


def _steps(request, project):
    kept = request.session.get("decisions")
    if not kept or kept["project"] != project.pk:
        return []
    return [one for one in kept["steps"] if time.time() - one["at"] < OFFERED]


def last(request, project):
    """The session's last decision in a project, or None when it is long ago."""
    steps = _steps(request, project)
    return steps[-1] if steps else None


def groups_of(step):
    """As ``review.actions.decisions.take_back`` takes them."""
    return [
        (status, reason, {UUID(uuid): version for uuid, version in rows})
        for status, reason, rows in step["groups"]
    ]


def change_of(step):
    """As ``review.actions.decisions.take_back_change`` takes it."""
    changes, [[uuid, version]] = step["edit"]
    return {"uuid": UUID(uuid), "version": version, "changes": changes}


def forget(request, project, rows=()):
    """Drop the last step; those before it know the versions that its rows have now.

    Args:
        rows: annotations that were taken back, as they are now.
    """
    steps = _steps(request, project)
    now = {str(row.uuid): row.version for row in rows}
    for kept in _rows_of(steps.pop()):
        for earlier in (row for step in steps for row in _rows_of(step)):
            # what it was before the step, or what the step left as it was
            if earlier[0] == kept[0] and earlier[1] in (kept[1] - 1, kept[1]):
                earlier[1] = now.get(earlier[0], earlier[1])
    request.session["decisions"] = {"project": project.pk, "steps": steps}


def _rows_of(step):
    """[[uuid, version]] of the annotations of a step."""
    listed = [rows for *_before, rows in step["groups"]]
    if "edit" in step:
        listed.append(step["edit"][1])
    return [row for rows in listed for row in rows]
