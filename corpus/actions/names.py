"""Actors and situations: added while importing or marking."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from corpus import access
from corpus.access import Verb
from corpus.actions.affiliations import clean_affiliations, write_affiliations
from corpus.actions.aliases import (
    called,
    clean_aliases,
    clean_identifiers,
    one_line,
)
from corpus.actions.states import clean_links, clean_states, write_states
from corpus.importers import names, partial_date
from corpus.models import Actor, Situation
from corpus.retry import atomic_with_retries


class Stale(Exception):
    """Somebody changed the actor or situation since it was read; ``row`` is it now."""

    def __init__(self, row):
        super().__init__(
            f"Somebody else changed {row} since you opened it. Look at what it says"
            " now, then save again."
        )
        self.row = row


@atomic_with_retries
def create_actor(*, project, name, by, kind="", **fields):
    """Add an actor; a name "Family, Given" is a person unless ``kind`` says else.

    Args:
        fields: aliases, affiliations, identifiers and note; ``affiliation`` and
            ``capacity`` stand for one of the affiliations.

    Raises:
        ValidationError: there is one of this name, or a field is wrong.
    """
    name = one_line(name)
    actor = Actor(project=project, name=name, kind=kind or names.kind(name))
    first = {key: fields.pop(key, "") for key in ("affiliation", "capacity")}
    fields["affiliations"] = [first, *fields.get("affiliations", [])]
    _set_actor(actor, fields, by)
    return actor


@atomic_with_retries
def edit_actor(*, actor, by, version=None, **changes):
    """Change an actor: name, kind, note, aliases, affiliations, identifiers.

    Args:
        version: that the editor saw; without it, whatever stands is changed.

    Raises:
        Stale: it is another version by now.
        ValidationError
    """
    current = _locked(Actor, actor, version, by)
    for field in {"name", "kind", "note"} & changes.keys():
        setattr(current, field, changes.pop(field))
    current.name = one_line(current.name)
    if "aliases" not in changes:
        changes["aliases"] = current.aliases
    current.version += 1
    _set_actor(current, changes, by)
    return current


def _set_actor(actor, fields, by):
    known = {"aliases", "affiliations", "identifiers", "note"}
    if unknown := fields.keys() - known:
        raise ValidationError(dict.fromkeys(unknown, "An actor has no such field."))
    if "note" in fields:
        actor.note = fields["note"].strip()
    actor.aliases = clean_aliases(fields.get("aliases", []), actor.name)
    if "identifiers" in fields:
        actor.identifiers = clean_identifiers(fields["identifiers"])
    affiliations = None
    if "affiliations" in fields:
        affiliations = clean_affiliations(fields["affiliations"])
    _refuse_name_of_another(actor)
    _save(actor, by)
    if affiliations is not None:
        write_affiliations(actor, affiliations)


def _refuse_name_of_another(actor):
    """A name that finds another actor would never find this one's."""
    one, several = called(actor.project, [actor.name])
    others = [found for found in one.values() if found.pk != actor.pk]
    if several or others:
        sentence = several.get(actor.name) or (
            f"“{actor.name}” is another name of “{others[0]}”. Use that actor, or take"
            " the name from it first."
        )
        raise ValidationError({"name": sentence})


def delete_actor(*, actor, by):
    """Delete an actor that nothing refers to.

    Raises:
        ValidationError: a text or an annotation names the actor.
    """
    _delete(actor, by, f"“{actor.name}” is named by texts or annotations")


@atomic_with_retries
def create_situation(*, project, code, by, title="", kind="case", **fields):
    """Add a situation, such as KAZ-2022.

    Args:
        fields: begins, ends, description, links, states.
    """
    situation = Situation(
        project=project, code="-".join(code.split()), title=title, kind=kind
    )
    _set_situation(situation, fields, by)
    return situation


@atomic_with_retries
def edit_situation(*, situation, by, version=None, **changes):
    """Change a situation; its code is permanent.

    Args:
        version: that the editor saw; without it, whatever stands is changed.

    Raises:
        Stale: it is another version by now.
        ValidationError
    """
    current = _locked(Situation, situation, version, by)
    if changes.pop("code", current.code) != current.code:
        raise ValidationError({"code": "A situation keeps its code."})
    for field in {"title", "kind"} & changes.keys():
        setattr(current, field, changes.pop(field))
    current.version += 1
    _set_situation(current, changes, by)
    return current


def _set_situation(situation, fields, by):
    for field in {"begins", "ends", "description"} & fields.keys():
        setattr(situation, field, fields.pop(field).strip())
    if "links" in fields:
        situation.links = clean_links(fields.pop("links"))
    states = clean_states(fields.pop("states")) if "states" in fields else None
    if fields:
        raise ValidationError(dict.fromkeys(fields, "A situation has no such field."))
    _save(situation, by)
    if states is not None:
        wanted = {name for names in states.values() for name in names}
        found, _made = find_or_create_actors(
            project=situation.project, wanted=wanted, by=by, kind="state"
        )
        write_states(situation, states, found)


def delete_situation(*, situation, by):
    """Delete a situation that nothing refers to.

    Raises:
        ValidationError: a text or an annotation is about it.
    """
    _delete(situation, by, f"Texts or annotations are about {situation.code}")


def _locked(model, row, version, by):
    """The row as it stands, locked, if it has the version the editor saw (I5)."""
    access.require(by, Verb.ADD_NAME, row.project)
    # no_key: whoever only refers to the row need not wait
    current = (
        model.objects.select_for_update(of=["self"], no_key=True)
        .filter(pk=row.pk)
        .first()
    )
    if current is None:
        raise ValidationError("It was deleted or merged meanwhile. Look again.")
    current.project = row.project
    if version is not None and current.version != version:
        raise Stale(current)
    return current


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
    if partial_date.ends_before(getattr(row, "begins", ""), getattr(row, "ends", "")):
        raise ValidationError(
            {"ends": "It ends before it begins: correct one of both."}
        )


def _delete(row, by, why_not):
    try:
        _delete_now(row, by)
    except (models.ProtectedError, IntegrityError) as error:
        raise ValidationError(f"{why_not}, so it stays. Change those first.") from error


@atomic_with_retries
def _delete_now(row, by):
    access.require(by, Verb.ADD_NAME, row.project)
    row.delete()


def find_or_create_actors(*, project, wanted, by, kind=""):
    """Actors by any of their names, those unknown made; also when others make them too.

    Args:
        wanted: names.
        kind: of those that are made; without it, as the name says.

    Returns:
        ({name: actor}, [names made])

    Raises:
        ValidationError: a name is another name of several actors.
    """
    wanted = {one_line(name) for name in wanted}
    found = {
        actor.name: actor
        for actor in Actor.objects.filter(project=project, name__in=wanted)
    }
    others, several = called(project, wanted - found.keys())
    if several:
        raise ValidationError(list(several.values()))
    found |= others
    unknown, made = _find_or_create(
        Actor,
        "name",
        project,
        wanted - found.keys(),
        by,
        lambda name: Actor(project=project, name=name, kind=kind or names.kind(name)),
    )
    return found | unknown, made


def find_or_create_situations(*, project, wanted, by):
    """Situations by code, those unknown made, without a race."""
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
