"""Look up the names in a record: doctrine, actors, situations, provision."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from msgspec import UNSET

from accounts.prepared import Kept
from annotations.models import Doctrine, Provision
from corpus.actions.aliases import called
from corpus.models import Actor, Situation

_doctrine = Kept(
    lambda project, slug: Doctrine.objects.filter(
        project=project, slug=slug
    ).values_list("pk", "retired"),
    project=1,
    slug="",
)


@dataclass
class Names:
    """The keys of the rows a record names."""

    record: Any
    doctrine: int | None = None
    actor: int | None = None
    situation: int | None = None
    situation_unset: bool = False
    provision: int | None = None
    via: list[int] = field(default_factory=list)
    #: [(situation id, relation)]
    comparators: list = field(default_factory=list)


def resolve(project, record, unless=None):
    """The rows of a project that a record names: at most one query a kind.

    Args:
        unless: the record as it was: a doctrine that was retired since may stay.

    Raises:
        ValidationError: {field: sentence} for each name that is not there.
    """
    names, problems = Names(record), {}
    names.doctrine, retired = next(
        iter(_doctrine(project=project.pk, slug=record.doctrine)), (None, None)
    )
    if names.doctrine is None:
        problems["doctrine"] = f"There is no doctrine “{record.doctrine}”."
    elif retired and (unless is None or unless.doctrine != record.doctrine):
        problems["doctrine"] = f"The doctrine “{record.doctrine}” is retired."
    voice = record.voice
    if voice.kind == "attributed":
        wanted = {voice.holder, *voice.via}
        actors = Actor.objects.filter(project=project, name__in=wanted)
        found = dict(actors.values_list("name", "pk"))
        others, several = called(project, wanted - found.keys())
        found |= {name: actor.pk for name, actor in others.items()}
        for name in sorted(wanted - found.keys()):
            problems["voice.holder" if name == voice.holder else "voice.via"] = (
                several.get(name, f"There is no actor “{name}”. Add it first.")
            )
        names.actor = found.get(voice.holder)
        names.via = [found[name] for name in voice.via if name in found]
    _resolve_situations(project, record, names, problems)
    if record.authority:
        names.provision = (
            Provision.objects.filter(
                project=project,
                instrument__name=record.authority.instrument,
                locator=record.authority.locator,
                version=record.authority.version,
            )
            .values_list("pk", flat=True)
            .first()
        )
        if names.provision is None:
            problems["authority"] = "There is no such provision in this version."
    if problems:
        raise ValidationError(problems)
    return names


def _resolve_situations(project, record, names, problems):
    names.situation_unset = record.situation is UNSET
    wanted = {item.situation for item in record.comparators}
    if record.situation and not names.situation_unset:
        wanted.add(record.situation)
    if not wanted:
        return
    found = dict(
        Situation.objects.filter(project=project, code__in=wanted).values_list(
            "code", "pk"
        )
    )
    for code in sorted(wanted - found.keys()):
        key = "situation" if code == record.situation else "comparators"
        problems[key] = f"There is no situation “{code}”. Add it first."
    if not names.situation_unset:
        names.situation = found.get(record.situation)
    names.comparators = [
        (found[item.situation], item.relation)
        for item in record.comparators
        if item.situation in found
    ]
