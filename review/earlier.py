"""What an annotation said in an earlier version, as a change that brings it back."""

from django.apps import apps

from annotations.actions.annotations import edit_annotation, require_edit

#: Lists beside the row: field -> (model of its events, its key).
LISTS = {
    "tags": ("TaggedAnnotationEvent", "content_object"),
    "via": ("ViaEvent", "annotation"),
    "comparators": ("ComparatorEvent", "annotation"),
}
RELATED = {"tags": "tag", "via": "actor", "comparators": "situation"}


def said_in(annotation, version):
    """The fields of a record as they were in a version: five queries.

    Returns:
        {field: value}, or None: it never had this version
    """
    names = ("doctrine", "actor", "situation", "provision__instrument")
    event = (
        annotation.events.filter(version=version)
        .select_related(*names)
        .order_by("-pgh_id")
        .first()
    )
    if event is None:
        return None
    gestures = dict(annotation.events.values_list("pgh_context_id", "pgh_id"))
    lists = {field: _items(annotation, event, gestures, field) for field in LISTS}
    voice: dict = {"kind": "own"}
    if event.actor:
        via = sorted(lists["via"], key=lambda item: item.order)
        voice = {
            "kind": "attributed",
            "holder": event.actor.name,
            "via": [item.actor.name for item in via],
        }
    provision = event.provision
    return {
        "start": event.start,
        "end": event.end,
        "quote": event.quote,
        "doctrine": event.doctrine.slug,
        "stance": event.stance,
        "voice": voice,
        "situation": event.situation.code if event.situation else None,
        "authority": provision
        and {
            "instrument": provision.instrument.name,
            "locator": provision.locator,
            "version": provision.version,
            "reliance": event.reliance,
        },
        "comparators": [
            {"situation": item.situation.code, "relation": item.relation}
            for item in lists["comparators"]
        ],
        "tags": sorted(item.tag.name for item in lists["tags"]),
        **{
            name: getattr(event, name)
            for name in (
                *("attitude", "ground", "role", "explicitness", "confidence", "note"),
            )
        },
    }


def _items(annotation, event, gestures, field):
    """The entries of a list as they were when an event was written: one query.

    Args:
        gestures: {id of what the writer did: its event of the annotation}.
    """
    model, key = LISTS[field]
    events = apps.get_model("annotations", model).objects.filter(
        **{key: annotation.pk}, pgh_created_at__lte=event.pgh_created_at
    )
    standing = {}
    for item in events.select_related(RELATED[field]).order_by("pgh_id"):
        if gestures.get(item.pgh_context_id, 0) > event.pgh_id:
            continue
        if item.pgh_label == "delete":
            standing.pop(item.id, None)
        else:
            standing[item.id] = item
    return list(standing.values())


def bring_back(*, annotation, earlier, version, by):
    """Make an annotation say again what it said in an earlier version: a new change.

    Raises:
        Conflict, Deleted, PermissionDenied, ValidationError
        LookupError: it never had this version.
    """
    require_edit(annotation, by)
    changes = said_in(annotation, earlier)
    if changes is None:
        raise LookupError(earlier)
    return edit_annotation(
        annotation=annotation,
        version=version,
        changes=changes,
        by=by,
        verb="bring back",
    )
