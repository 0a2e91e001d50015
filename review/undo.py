"""The last decision of a session, kept so that it can be taken back."""

import time
from uuid import UUID

#: How long a page offers to take a decision back, in seconds.
OFFERED = 15 * 60


def remember(request, project, status, decided):
    """Keep what a decision changed, grouped by what the rows were before."""
    groups: dict = {}
    for row in decided.rows:
        before = decided.before[row.uuid]
        groups.setdefault(before, []).append([str(row.uuid), row.version])
    request.session["decision"] = {
        "project": project.pk,
        "status": status,
        "count": len(decided.rows),
        "at": time.time(),
        "groups": [[*before, rows] for before, rows in groups.items()],
    }


def last(request, project):
    """The session's last decision in a project, or None when it is long ago."""
    kept = request.session.get("decision")
    if not kept or kept["project"] != project.pk:
        return None
    return kept if time.time() - kept["at"] < OFFERED else None


def groups_of(kept):
    """As ``review.actions.decisions.take_back`` takes them."""
    return [
        (status, reason, {UUID(uuid): version for uuid, version in rows})
        for status, reason, rows in kept["groups"]
    ]


def forget(request):
    request.session.pop("decision", None)
