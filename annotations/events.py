"""What happened to an annotation, read from the events that the triggers wrote."""

from django.apps import apps
from django.db.models import Q

from accounts.models import User
from annotations.models import sight
from formats import words
from formats.record import shorten

#: Fields of a row that a history tells, in the order of the page.
FIELDS = (
    "quote",
    "start",
    "end",
    "doctrine",
    "stance",
    "holder",
    "attitude",
    "situation",
    "ground",
    "role",
    "explicitness",
    "confidence",
    "authority",
    "reliance",
    "note",
    "status",
    "reason",
    "release",
)
#: Fields whose name is not in the event itself: field -> attribute of the event.
NAMED = {
    "doctrine": ("doctrine", "slug"),
    "holder": ("actor", "name"),
    "situation": ("situation", "code"),
    "release": ("release", "number"),
}
#: Lists beside the row: (field, model of its events, their key, what an item names).
LISTS = (
    ("tags", "TaggedAnnotationEvent", "content_object", "tag"),
    ("via", "ViaEvent", "annotation", "actor"),
    ("comparators", "ComparatorEvent", "annotation", "situation"),
)


def history_of(annotation, project):
    """The history of an annotation, deleted or not, oldest first: six queries.

    Args:
        project: the annotation's; its reader is told of no relation to an annotation
            that is hidden from them.

    Returns:
        [{"at", "by": name, "email", "verb", "version", "changes"}], where changes are
        [{"field", "from", "to"}]: words and numbers as in a record, lists for
        ``tags``, ``via``, ``comparators`` and ``relations``, None for nothing.
    """
    rows = (
        annotation.events.select_related(
            "doctrine", "actor", "situation", "provision__instrument", "release"
        )
        .defer("release__content")
        .order_by("pgh_id")
    )
    entries, actions, before = [], {}, dict.fromkeys(FIELDS)
    for event in rows:
        after = {name: _value(event, name) for name in FIELDS}
        entry = _entry(event, changes=_differences(before, after))
        entry["version"] = event.version
        before = after
        entries.append(entry)
        actions[_action(event)] = entry
    for field, events, state in _lists(annotation, project):
        for event in events.order_by("pgh_id"):
            if _action(event) not in actions:
                entries.append(_entry(event, changes=[]))
                actions[_action(event)] = entries[-1]
            item = _item(field, event, annotation)
            _tell(actions[_action(event)], field, event, state, item)
    entries.sort(key=lambda entry: entry["at"])
    _name_users(entries)
    return entries


def _action(event):
    """What events of one action share."""
    return event.pgh_context_id or event.pgh_created_at


def _entry(event, changes):
    context = event.pgh_context or {}
    return {
        "at": event.pgh_created_at,
        "by": context.get("user"),
        "email": "",
        "verb": context.get("verb") or event.pgh_label,
        "version": None,
        "changes": changes,
    }


def _value(event, name):
    if name == "authority":
        return str(event.provision) if event.provision else None
    if name in NAMED:
        relation, attribute = NAMED[name]
        related = getattr(event, relation)
        return getattr(related, attribute) if related else None
    value = getattr(event, name)
    return None if value == "" else value


def _differences(before, after):
    return [
        {"field": name, "from": before[name], "to": after[name]}
        for name in FIELDS
        if before[name] != after[name]
    ]


def _lists(annotation, project):
    """(field, its events, the list so far) of tags, chain, comparators, relations."""
    for field, model, key, named in LISTS:
        events = apps.get_model("annotations", model).objects
        yield field, events.filter(**{key: annotation.pk}).select_related(named), {}
    events = apps.get_model("annotations", "RelationEvent").objects
    own = Q(source=annotation.pk) | Q(target=annotation.pk)
    seen = sight.of(project)
    events = events.filter(own, seen.condition("source__"), seen.condition("target__"))
    yield "relations", events.select_related("source", "target"), {}


def _tell(entry, field, event, state, item):
    """Apply a list's event to ``state`` and say in ``entry`` what it did."""
    was = list(state.values())
    if event.pgh_label == "delete" or getattr(event, "deleted", None):
        state.pop(event.id, None)
    else:
        state[event.id] = item
    for change in entry["changes"]:
        if change["field"] == field:
            change["to"] = list(state.values())
            return
    entry["changes"].append({"field": field, "from": was, "to": list(state.values())})


def _item(field, event, annotation):
    if field == "tags":
        return event.tag.name
    if field == "via":
        return event.actor.name
    if field == "comparators":
        return f"{event.relation} {event.situation.code}"
    if event.source_id == annotation.pk:
        return f"{words.RELATIONS[event.kind]} “{shorten(event.target.quote)}”"
    return f"{words.RELATED[event.kind]} “{shorten(event.source.quote)}”"


def _name_users(entries):
    wanted = {entry["by"] for entry in entries if entry["by"]}
    people = User.objects.in_bulk(wanted)
    for entry in entries:
        person = people.get(entry["by"])
        entry["by"] = str(person) if person else "somebody in the database"
        entry["email"] = person.email if person else ""
