"""What it means that some marks of a passage stand for all of them."""

from django.core.exceptions import ValidationError

MOST_REASON = 2000
#: What one mark says of a passage, apart from notes and the like.
SAID = ("start", "end", "doctrine_id", "stance", "actor_id", "situation_id")


def checked(reason):
    reason = reason.strip()
    if len(reason) > MOST_REASON:
        raise ValidationError(
            {"reason": f"{len(reason):,} characters; at most {MOST_REASON:,}."}
        )
    return reason


def taken(rows, take):
    """
    Raises:
        ValidationError
    """
    by_uuid = {row.uuid: row for row in rows}
    if any(uuid not in by_uuid for uuid in take):
        raise ValidationError({"take": "Take marks of this passage."})
    chosen = [by_uuid[uuid] for uuid in dict.fromkeys(take)]
    readings = {said(row) for row in chosen}
    if len(readings) < len(chosen):
        raise ValidationError(
            {"take": "Two of these say the same: keep one of each reading."}
        )
    return chosen


def said(row):
    return tuple(getattr(row, name) for name in SAID)


def outcome(rows, chosen):
    if not chosen:
        return "dropped"
    if len(chosen) > 1:
        return "disagreement"
    same = len({said(row) for row in rows}) == 1
    return "agreed" if same and len(rows) > 1 else "taken"


def written(rows, mark):
    """Whether each part of a new mark was said by one of the coders."""
    mark.refresh_from_db()
    edges = {(row.start, row.end) for row in rows}
    combined = (mark.start, mark.end) in edges and all(
        getattr(mark, name) in {getattr(row, name) for row in rows} for name in SAID[2:]
    )
    return "combined" if combined else "written"
