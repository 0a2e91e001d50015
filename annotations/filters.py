"""The filters that the list by doctrine, the positions and the API share."""

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from annotations import authority_force
from annotations.models import Annotation, Coverage, Doctrine
from corpus.actions.aliases import called
from corpus.models import Actor, Membership, Situation
from formats import words


def annotations(
    project,
    *,
    doctrine="",
    holder="",
    stance="",
    situation="",
    status="",
    coder="",
    tag="",
    document=None,
    voice="",
    authority="",
):
    """The standing annotations of a project that match; an empty filter is none.

    Args:
        doctrine: a slug; its descendants are included.
        holder: the name or the id of an actor a claim is attributed to, or that
            wrote a text in which it is made in the text's own voice.
        situation: a code, "none", or "text" for that of each text.
        status: one of words.STATUSES, or "not-rejected".
        coder: an e-mail address, or the id, of somebody of the project.
        document: a document's id.
        voice: own or attributed.
        authority: one of authority_force.AUTHORITIES.

    Raises:
        ValidationError: {filter: sentence} for what is not there.
    """
    rows = Annotation.objects.of_project(project).standing()
    problems: dict = {}
    if doctrine:
        found = branch(project, doctrine)
        if not found:
            problems["doctrine"] = f"There is no doctrine “{doctrine}”."
        rows = rows.filter(doctrine__in=found)
    if holder:
        actor = find_actor(project, holder)
        if actor is None:
            problems["holder"] = f"There is no actor “{holder}”."
        rows = rows.held_by(actor)
    for name, value, allowed in (
        ("stance", stance, words.STANCES),
        ("status", status, {**words.STATUSES, "not-rejected": ""}),
        ("voice", voice, words.VOICES),
        ("authority", authority, authority_force.AUTHORITIES),
    ):
        if value and value not in allowed:
            problems[name] = f"“{value}” is none of: {', '.join(allowed)}."
    if stance:
        rows = rows.filter(stance=stance)
    if status:
        rows = rows.with_status(status)
    if voice:
        rows = rows.in_voice(voice)
    if authority in authority_force.AUTHORITIES:
        rows = rows.filter(authority_force.asked(project, authority))
    if situation:
        if situation not in {"none", "text"} and not is_code(project, situation):
            problems["situation"] = f"There is no situation “{situation}”."
        rows = rows.about(situation)
    if coder:
        user = find_coder(project, coder)
        if user is None:
            problems["coder"] = f"There is no coder “{coder}”."
        rows = rows.filter(coder=user)
    if tag:
        rows = rows.filter(tagged__tag__name=tag)
    if document is not None:
        rows = rows.filter(document=document)
    if problems:
        raise ValidationError(problems)
    return rows


def is_code(project, situation):
    return Situation.objects.of_project(project).filter(code=situation).exists()


def find_actor(project, holder):
    """An actor by name, by id when there is none of that name, or by another name.

    Where it was merged into another, that one.
    """
    actors = Actor.objects.of_project(project)
    found = actors.filter(name=holder).first()
    if found is None and holder.isascii() and holder.isdigit():
        return standing(project, min(int(holder[:30]), 2**63 - 1))
    if found is None:
        one, _several = called(project, [holder])
        found = one.get(holder)
    return found


def standing(project, pk):
    """The actor of this id, or the one that it was merged into, or None."""
    found = Actor.everyone.of_project(project).filter(pk=pk).first()
    while found and found.merged_into_id:
        found = found.merged_into
    return found


def find_coder(project, sent):
    """Somebody who belongs to the project or left marks in it, by e-mail or id.

    Nobody else is found: an address of another project is as unknown as any (P9).
    """
    named = Q(email=User.objects.normalise(sent))
    if sent.isascii() and sent.isdigit():
        named = Q(pk=min(int(sent[:30]), 2**63 - 1))
    here = Q()
    for model, person in (
        (Membership, "user"),
        (Coverage, "coder"),
        (Annotation, "coder"),
    ):
        seen = model.objects.of_project(project)
        rows = seen.filter(**{person: OuterRef("pk")})
        here |= Q(Exists(rows))
    return User.objects.filter(named & here).first()


def branch(project, slug):
    """The ids of a doctrine and all below it: one query."""
    entries = list(
        Doctrine.objects.of_project(project).values_list("pk", "parent", "slug")
    )
    children: dict = {}
    for pk, parent, _slug in entries:
        children.setdefault(parent, []).append(pk)
    found = [pk for pk, _parent, entry in entries if entry == slug]
    for pk in found:
        found.extend(children.get(pk, []))
    return found
