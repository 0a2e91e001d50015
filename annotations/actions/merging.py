"""Make one actor of two, and two again.

All that names the absorbed actor names the kept one afterwards. What was moved is
written into the merge: ids of annotations and affiliations, [annotation, order] of
links in a chain, [text, role] of authorships, [situation, part] of States. ``spared``
is what the kept actor had already, so that the absorbed one's own row went.
"""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from annotations.actions.revisions import raise_revisions
from annotations.history import acting
from annotations.models import ActorMerge, Annotation, Via
from corpus import access
from corpus.access import Verb
from corpus.actions.affiliations import keep_latest
from corpus.actions.aliases import MOST_ALIASES
from corpus.models import Actor, ActorAffiliation, Authorship, SituationState
from corpus.retry import atomic_with_retries

LONGEST_REASON = 2000
#: Rows that one statement changes: the triggers that keep the history compare old and
#: new rows by the plan that a connection made for its first change, mostly of one row.
BATCH = 500
#: The row's version and its text's revision rise together, as with every change.
MOVE = """
UPDATE annotations_annotation AS mark SET
    actor_id = CASE WHEN mark.actor_id = %(before)s AND mark.id = ANY(%(held)s)
        THEN %(after)s ELSE mark.actor_id END,
    version = mark.version + 1, changed = now(), revision = text.revision
FROM corpus_document AS text
WHERE text.id = mark.document_id AND mark.id = ANY(%(all)s)
"""


@atomic_with_retries
def merge_actors(*, kept, absorbed, by, reason=""):
    """Let one actor stand for another, whose name becomes another name of it.

    Raises:
        PermissionDenied
        ValidationError: they are one already, or of different projects.
    """
    project = kept.project
    access.require(by, Verb.MERGE_ACTORS, project)
    if absorbed.project_id != project.pk:
        raise ValidationError("Both actors must be of this project.")
    if kept.pk == absorbed.pk:
        raise ValidationError("Choose two different actors.")
    if "\x00" in reason:
        raise ValidationError("This reason holds a NUL character. Take it out.")
    # texts first, as by every writer; then the actors, so that nobody names them anew
    revisions = raise_revisions(texts_naming(absorbed.pk))
    kept, absorbed = _locked(kept.pk, absorbed.pk)
    if late := texts_naming(absorbed.pk) - revisions.keys():
        raise_revisions(late)
    with acting(by, "merge_actors", absorbed=absorbed.name, kept=kept.name):
        moved = {
            **_move_marks(absorbed.pk, kept.pk),
            **_move_authorships(absorbed, kept),
            **_move_states(absorbed, kept),
            "affiliations": _move_affiliations(absorbed, kept),
            **_give_names(absorbed, kept),
        }
    absorbed.merged_into = kept
    absorbed.version += 1
    absorbed.save(update_fields=["merged_into", "version"])
    return ActorMerge.objects.create(
        project=project,
        kept=kept,
        absorbed=absorbed,
        reason=reason.strip()[:LONGEST_REASON],
        moved=moved,
        by=by,
    )


@atomic_with_retries
def unmerge_actors(*, merge, by):
    """Give back what a merge moved and what still is as it left it.

    What came to the kept actor since stays there, and what a third got stays with it.

    Returns:
        {what: how many came back}, of what ``counted`` names.

    Raises:
        PermissionDenied
        ValidationError: it was taken back already, or something stands in the way.
    """
    access.require(by, Verb.MERGE_ACTORS, merge.project)
    moved = merge.moved
    marks = set(moved["annotations"]) | {pk for pk, _order in moved["via"]}
    marks |= {pk for pk, _order in moved["via_spared"]}
    raise_revisions(
        set(Annotation.objects.filter(pk__in=marks).values_list("document", flat=True))
    )
    kept, absorbed = _locked(merge.kept_id, merge.absorbed_id, merged=True)
    merge = ActorMerge.objects.select_for_update(of=["self"]).get(pk=merge.pk)
    if merge.undone:
        raise ValidationError("This merge was taken back already.")
    absorbed.merged_into = None
    absorbed.version += 1
    try:
        with transaction.atomic():
            absorbed.save(update_fields=["merged_into", "version"])
    except IntegrityError as error:
        raise ValidationError(
            f"Another actor is called “{absorbed}” by now. Rename that one first."
        ) from error
    with acting(by, "unmerge_actors", absorbed=absorbed.name, kept=kept.name):
        back = {
            **_return_marks(moved, kept.pk, absorbed.pk),
            "authorships": _return_authorships(moved, kept, absorbed),
            "states": _return_states(moved, kept, absorbed),
            "affiliations": _return_affiliations(moved, kept, absorbed),
        }
        _take_names(moved, kept)
    merge.undone, merge.undone_by = timezone.now(), by
    merge.save(update_fields=["undone", "undone_by"])
    return back


def counted(moved):
    """{what: how many} of a merge's record."""
    return {
        "annotations": len(moved["annotations"]),
        "via": len(moved["via"]) + len(moved["via_spared"]),
        "authorships": len(moved["authorships"]) + len(moved["authorships_spared"]),
        "states": len(moved["states"]) + len(moved["states_spared"]),
        "affiliations": len(moved["affiliations"]),
    }


def texts_naming(actor_pk):
    """Ids of texts with a mark that an actor holds or passed on, deleted ones too."""
    held = Annotation.objects.filter(actor=actor_pk).order_by()
    passed = Annotation.objects.filter(chain__actor=actor_pk).order_by()
    return {
        *held.values_list("document", flat=True).distinct(),
        *passed.values_list("document", flat=True).distinct(),
    }


def _locked(kept_pk, absorbed_pk, *, merged=False):
    """Both actors, so locked that nobody can name them before the end.

    Raises:
        ValidationError: one of them is not as it must be.
    """
    rows = Actor.everyone.select_for_update(of=["self"]).order_by("pk")
    found = {row.pk: row for row in rows.filter(pk__in=[kept_pk, absorbed_pk])}
    if len(found) < 2:
        raise ValidationError("One of the two actors was deleted meanwhile.")
    kept, absorbed = found[kept_pk], found[absorbed_pk]
    if kept.merged_into_id:
        raise ValidationError(
            f"“{kept}” was merged into “{kept.merged_into}”. Take that back first."
        )
    if bool(absorbed.merged_into_id) != merged:
        raise ValidationError(
            "This merge was taken back already."
            if merged
            else f"“{absorbed}” was merged into “{absorbed.merged_into}” already."
        )
    return kept, absorbed


def _move_marks(before, after):
    """Holders and chains; a chain names nobody twice, and not its holder."""
    held = list(
        Annotation.objects.filter(actor=before)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    links = list(Via.objects.filter(actor=before).order_by("annotation_id", "order"))
    marks = [link.annotation_id for link in links]
    _write(before, after, held, marks)
    there = set(
        Via.objects.filter(actor=after, annotation__in=marks).values_list(
            "annotation", flat=True
        )
    )
    there |= set(
        Annotation.objects.filter(pk__in=marks, actor=after).values_list(
            "pk", flat=True
        )
    )
    spared = [link for link in links if link.annotation_id in there]
    moved = [link for link in links if link.annotation_id not in there]
    _replace(links, [(link.annotation_id, link.order) for link in moved], after)
    return {
        "annotations": held,
        "via": [(link.annotation_id, link.order) for link in moved],
        "via_spared": [(link.annotation_id, link.order) for link in spared],
    }


def _return_marks(moved, kept, absorbed):
    held = list(
        Annotation.objects.filter(pk__in=moved["annotations"], actor=kept).values_list(
            "pk", flat=True
        )
    )
    wanted = {tuple(place) for place in moved["via"]}
    links = [
        link
        for link in Via.objects.filter(
            actor=kept, annotation__in={pk for pk, _order in wanted}
        )
        if (link.annotation_id, link.order) in wanted
    ]
    spared = _free_places(moved["via_spared"])
    places = [(link.annotation_id, link.order) for link in links] + spared
    _write(kept, absorbed, held, [pk for pk, _order in places])
    _replace(links, places, absorbed)
    return {"annotations": len(held), "via": len(places)}


def _free_places(places):
    """Those places of chains that are empty now, of marks that still are another's."""
    marks = {pk for pk, _order in places}
    taken = set(
        Via.objects.filter(annotation__in=marks).values_list("annotation", "order")
    )
    attributed = set(
        Annotation.objects.filter(pk__in=marks)
        .exclude(actor=None)
        .values_list("pk", flat=True)
    )
    return [
        (pk, order)
        for pk, order in places
        if (pk, order) not in taken and pk in attributed
    ]


def _write(before, after, held, marks):
    """Change the holder of marks, and raise the versions of those and of others."""
    values = {"before": before, "after": after}
    holding, every = set(held), sorted({*held, *marks})
    with connection.cursor() as cursor:
        for start in range(0, len(every), BATCH):
            batch = every[start : start + BATCH]
            own = [pk for pk in batch if pk in holding]
            cursor.execute(MOVE, {**values, "held": own, "all": batch})


def _replace(links, places, actor_pk):
    """Links in chains deleted and made anew: their history knows these two."""
    Via.objects.filter(pk__in=[link.pk for link in links]).delete()
    projects = dict(
        Annotation.objects.filter(pk__in={pk for pk, _order in places}).values_list(
            "pk", "project"
        )
    )
    Via.objects.bulk_create(
        Via(project_id=projects[pk], annotation_id=pk, order=order, actor_id=actor_pk)
        for pk, order in places
    )


def _move_authorships(absorbed, kept):
    """Parts in texts; where both have one, the kept actor's stays."""
    there = set(Authorship.objects.filter(actor=kept).values_list("document", "role"))
    moved, spared = [], []
    for row in Authorship.objects.filter(actor=absorbed).order_by("pk"):
        if (row.document_id, row.role) in there:
            spared.append(
                {
                    "document": row.document_id,
                    "role": row.role,
                    "order": row.order,
                    "signed": row.name_as_signed,
                }
            )
            row.delete()
        else:
            moved.append([row.document_id, row.role])
    Authorship.objects.filter(actor=absorbed).update(actor=kept)
    return {"authorships": moved, "authorships_spared": spared}


def _return_authorships(moved, kept, absorbed):
    wanted = {tuple(place) for place in moved["authorships"]}
    there = Authorship.objects.filter(
        actor=kept, document__in={document for document, _role in wanted}
    )
    pks = [row.pk for row in there if (row.document_id, row.role) in wanted]
    Authorship.objects.filter(pk__in=pks).update(actor=absorbed)
    both = set(
        Authorship.objects.filter(
            actor=kept,
            document__in=[row["document"] for row in moved["authorships_spared"]],
        ).values_list("document", "role")
    )
    made = Authorship.objects.bulk_create(
        Authorship(
            project_id=kept.project_id,
            document_id=row["document"],
            actor=absorbed,
            role=row["role"],
            order=row["order"],
            name_as_signed=row["signed"],
        )
        for row in moved["authorships_spared"]
        if (row["document"], row["role"]) in both
    )
    return len(pks) + len(made)


def _move_states(absorbed, kept):
    there = set(
        SituationState.objects.filter(actor=kept).values_list("situation", "part")
    )
    rows = list(SituationState.objects.filter(actor=absorbed).order_by("pk"))
    spared = [row for row in rows if (row.situation_id, row.part) in there]
    moved = [row for row in rows if (row.situation_id, row.part) not in there]
    SituationState.objects.filter(pk__in=[row.pk for row in spared]).delete()
    SituationState.objects.filter(pk__in=[row.pk for row in moved]).update(actor=kept)
    return {
        "states": [(row.situation_id, row.part) for row in moved],
        "states_spared": [(row.situation_id, row.part) for row in spared],
    }


def _return_states(moved, kept, absorbed):
    there = {
        (row.situation_id, row.part): row.pk
        for row in SituationState.objects.filter(actor=kept)
    }
    back = [there[tuple(key)] for key in moved["states"] if tuple(key) in there]
    SituationState.objects.filter(pk__in=back).update(actor=absorbed)
    made = SituationState.objects.bulk_create(
        SituationState(
            project_id=kept.project_id,
            situation_id=situation,
            actor=absorbed,
            part=part,
        )
        for situation, part in moved["states_spared"]
        if (situation, part) in there
    )
    return len(back) + len(made)


def _move_affiliations(absorbed, kept):
    rows = ActorAffiliation.objects.filter(actor=absorbed)
    pks = sorted(rows.values_list("pk", flat=True))
    rows.update(actor=kept)
    keep_latest(kept)
    return pks


def _return_affiliations(moved, kept, absorbed):
    rows = ActorAffiliation.objects.filter(pk__in=moved["affiliations"], actor=kept)
    back = rows.update(actor=absorbed)
    keep_latest(kept)
    keep_latest(absorbed)
    return back


def _give_names(absorbed, kept):
    """The kept actor's other names and keys, with those of the absorbed one."""
    known = {kept.name, *(alias["name"] for alias in kept.aliases)}
    own = {"name": absorbed.name, "kind": "", "language": ""}
    added = [alias for alias in [own, *absorbed.aliases] if alias["name"] not in known]
    if len(kept.aliases) + len(added) > MOST_ALIASES:
        raise ValidationError(
            f"Together they have more than {MOST_ALIASES} names. Take some away first."
        )
    keys = {
        register: key
        for register, key in absorbed.identifiers.items()
        if register not in kept.identifiers
    }
    kept.aliases = [*kept.aliases, *added]
    kept.identifiers = {**kept.identifiers, **keys}
    note = absorbed.note if absorbed.note not in kept.note else ""
    kept.note = "\n\n".join(filter(None, [kept.note, note]))
    kept.version += 1
    kept.save(update_fields=["aliases", "identifiers", "note", "version"])
    return {
        "names": [alias["name"] for alias in added],
        "identifiers": keys,
        "note": note,
    }


def _take_names(moved, kept):
    kept.aliases = [
        alias for alias in kept.aliases if alias["name"] not in moved["names"]
    ]
    kept.identifiers = {
        register: key
        for register, key in kept.identifiers.items()
        if moved["identifiers"].get(register) != key
    }
    if moved["note"]:
        kept.note = kept.note.removesuffix(moved["note"]).rstrip()
    kept.version += 1
    kept.save(update_fields=["aliases", "identifiers", "note", "version"])
