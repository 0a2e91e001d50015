"""Actors and situations: added while importing or marking."""

from django.core.exceptions import ValidationError
from django.db import transaction

from corpus import access
from corpus.access import Verb
from corpus.importers import names
from corpus.models import Actor, Situation


@transaction.atomic
def create_actor(*, project, name, by, kind="", affiliation="", capacity=""):
    """Add an actor; a name "Family, Given" is a person unless ``kind`` says else."""
    access.require(by, Verb.ADD_NAME, project)
    name = " ".join(name.split())
    actor = Actor(
        project=project,
        name=name,
        kind=kind or names.kind(name),
        affiliation=affiliation,
        capacity=capacity,
    )
    actor.full_clean()
    actor.save()
    return actor


@transaction.atomic
def edit_actor(*, actor, by, **changes):
    """Change an actor's own fields: name, kind, affiliation, capacity, aliases."""
    access.require(by, Verb.ADD_NAME, actor.project)
    for field, value in changes.items():
        setattr(actor, field, value)
    actor.full_clean()
    actor.save()


def find_or_create_actors(*, project, wanted, by):
    """Actors by name, those unknown made.

    Args:
        wanted: names.

    Returns:
        ({name: actor}, [names made])
    """
    wanted = {" ".join(name.split()) for name in wanted}
    found = {
        actor.name: actor
        for actor in Actor.objects.filter(project=project, name__in=wanted)
    }
    made = sorted(wanted - found.keys())
    for name in made:
        found[name] = create_actor(project=project, name=name, by=by)
    return found, made


@transaction.atomic
def create_situation(*, project, code, by, title="", kind="case", begins="", ends=""):
    """Add a situation, such as KAZ-2022."""
    access.require(by, Verb.ADD_NAME, project)
    situation = Situation(
        project=project,
        code="-".join(code.split()),
        title=title,
        kind=kind,
        begins=begins,
        ends=ends,
    )
    situation.full_clean()
    situation.save()
    return situation


@transaction.atomic
def edit_situation(*, situation, by, **changes):
    """Change a situation's title, dates or kind; its code is permanent."""
    access.require(by, Verb.ADD_NAME, situation.project)
    if changes.get("code", situation.code) != situation.code:
        raise ValidationError({"code": "A situation keeps its code."})
    for field, value in changes.items():
        setattr(situation, field, value)
    situation.full_clean()
    situation.save()


def find_or_create_situations(*, project, wanted, by):
    """Situations by code, those unknown made; as ``find_or_create_actors``."""
    found = {
        situation.code: situation
        for situation in Situation.objects.filter(project=project, code__in=wanted)
    }
    made = sorted(set(wanted) - found.keys())
    for code in made:
        found[code] = create_situation(project=project, code=code, by=by)
    return found, made
