"""Actors and situations: added while importing or marking."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from corpus import access
from corpus.access import Verb
from corpus.importers import names, partial_date
from corpus.models import Actor, Situation
from corpus.retry import atomic_with_retries


def one_line(name):
    """A name with single spaces, as it is stored."""
    return " ".join(name.split())


def create_actor(*, project, name, by, kind="", **fields):
    """Add an actor; a name "Family, Given" is a person unless ``kind`` says else.

    Args:
        fields: affiliation, capacity, aliases.

    Raises:
        ValidationError: there is one of this name, or a field is wrong.
    """
    name = one_line(name)
    actor = Actor(project=project, name=name, kind=kind or names.kind(name), **fields)
    _save(actor, by)
    return actor


def edit_actor(*, actor, by, **changes):
    """Change an actor's own fields: name, kind, affiliation, capacity, aliases."""
    for field, value in changes.items():
        setattr(actor, field, value)
    actor.name = one_line(actor.name)
    _save(actor, by)


def delete_actor(*, actor, by):
    """Delete an actor that nothing refers to.

    Raises:
        ValidationError: a text or an annotation names the actor.
    """
    _delete(actor, by, f"“{actor.name}” is named by texts or annotations")


def create_situation(*, project, code, by, title="", kind="case", begins="", ends=""):
    """Add a situation, such as KAZ-2022."""
    situation = Situation(
        project=project,
        code="-".join(code.split()),
        title=title,
        kind=kind,
        begins=begins,
        ends=ends,
    )
    _save(situation, by)
    return situation


def edit_situation(*, situation, by, **changes):
    """Change a situation's title, dates or kind; its code is permanent."""
    if changes.get("code", situation.code) != situation.code:
        raise ValidationError({"code": "A situation keeps its code."})
    for field, value in changes.items():
        setattr(situation, field, value)
    _save(situation, by)


def delete_situation(*, situation, by):
    """Delete a situation that nothing refers to.

    Raises:
        ValidationError: a text or an annotation is about it.
    """
    _delete(situation, by, f"Texts or annotations are about {situation.code}")


@atomic_with_retries
def _save(row, by):
    access.require(by, Verb.ADD_NAME, row.project)
    _check_dates(row)
    row.full_clean()
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        # another request was faster; this time the checks find its row
        row.full_clean()
        raise


def _check_dates(row):
    problems = {}
    for field in ("begins", "ends"):
        try:
            partial_date.validate(getattr(row, field, ""))
        except ValueError as error:
            problems[field] = str(error)
    if problems:
        raise ValidationError(problems)


def _delete(row, by, why_not):
    try:
        _delete_now(row, by)
    except (models.ProtectedError, IntegrityError) as error:
        raise ValidationError(f"{why_not}, so it stays. Change those first.") from error


@atomic_with_retries
def _delete_now(row, by):
    access.require(by, Verb.ADD_NAME, row.project)
    row.delete()


def find_or_create_actors(*, project, wanted, by):
    """Actors by name, those unknown made; also when another request makes them too.

    Args:
        wanted: names.

    Returns:
        ({name: actor}, [names made])
    """
    wanted = {one_line(name) for name in wanted}
    return _find_or_create(
        Actor,
        "name",
        project,
        wanted,
        by,
        lambda name: Actor(project=project, name=name, kind=names.kind(name)),
    )


def find_or_create_situations(*, project, wanted, by):
    """Situations by code, those unknown made; as ``find_or_create_actors``."""
    return _find_or_create(
        Situation,
        "code",
        project,
        set(wanted),
        by,
        lambda code: Situation(project=project, code=code),
    )


def _find_or_create(model, key, project, wanted, by, make):
    """One query when all are there; two more make the others without a race."""

    def find(keys):
        rows = model.objects.filter(project=project, **{f"{key}__in": keys})
        return {getattr(row, key): row for row in rows}

    if not wanted:
        return {}, []
    found = find(wanted)
    # in one order, so that two requests cannot wait for each other
    missing = sorted(wanted - found.keys())
    if missing:
        access.require(by, Verb.ADD_NAME, project)
        rows = [make(value) for value in missing]
        for row in rows:
            row.clean_fields(exclude=["project"])
        model.objects.bulk_create(rows, ignore_conflicts=True)
        found |= find(missing)
    return found, missing
