"""From the names in a set's records to the rows they mean."""

from dataclasses import dataclass, field
from os import urandom
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from msgspec import UNSET

from accounts.models import User
from annotations.actions.codebook import RESERVED
from annotations.actions.lists import clean_tags
from annotations.actions.recording import noting
from annotations.models import Annotation, Doctrine, Instrument, Provision, Tag
from corpus.actions.aliases import called, one_line
from corpus.importers import names
from corpus.models import Actor, Document, Membership, Situation
from formats.jsonl import Problem


@dataclass(slots=True)
class Row:
    """A record with the keys of the rows it names."""

    line: int
    record: Any
    uuid: UUID
    document: int
    doctrine: int
    actor: int | None
    situation: int | None
    provision: int | None
    coder: int
    created: Any
    via: list[int] = field(default_factory=list)
    comparators: list[tuple[int, str]] = field(default_factory=list)
    tags: list[int] = field(default_factory=list)
    #: (relation, the coder who drew it); targets are found when all ids are settled.
    relations: list[tuple[Any, int]] = field(default_factory=list)


class Lookup:
    """Every name of a set, found with one query a kind, made where that is wanted."""

    def __init__(self, project, by, create_missing):
        self.project = project
        self.by = by
        self.create_missing = create_missing
        self.problems: list[Problem] = []
        self.created: dict[str, list[str]] = {}
        self.now = timezone.now()

    def prepare(self, records):
        """Find all that the records name."""
        self.documents = self._documents()
        self.doctrines = self._keys(Doctrine, "slug")
        self.actors = self._keys(Actor, "name")
        self.shared = self._add_other_names(records)
        self.situations = self._keys(Situation, "code")
        self.provisions = {
            (instrument, locator, version): pk
            for pk, instrument, locator, version in Provision.objects.filter(
                project=self.project
            ).values_list("pk", "instrument__name", "locator", "version")
        }
        self.coders = self._coders()
        self.tags = self._tags(records)
        if self.create_missing:
            self._make(records)

    def row(self, line, record):
        """The record with its keys, or None after noting what is wrong."""
        before = len(self.problems)
        document = self._document(line, record.document)
        doctrine = self._find(line, "doctrine", self.doctrines, record.doctrine)
        voice = record.voice
        actor = None
        if voice.kind == "attributed":
            holder = one_line(voice.holder)
            actor = self._find(line, "voice.holder", self.actors, holder)
        via = [
            self._find(line, "voice.via", self.actors, one_line(name))
            for name in voice.via
        ]
        situation = document.situation_id if document else None
        if record.situation is not UNSET:
            situation = None
            if record.situation is not None:
                situation = self._find(
                    line, "situation", self.situations, record.situation
                )
        comparators = [
            (
                self._find(line, "comparators", self.situations, item.situation),
                item.relation,
            )
            for item in record.comparators
        ]
        provision = None
        if record.authority:
            provision = self._find(
                line, "authority", self.provisions, key_of(record.authority)
            )
        coder = self.by.pk
        if record.by:
            coder = self._find(
                line, "by", self.coders, User.objects.normalise(record.by)
            )
        relations = [
            (relation, self._drawer(line, relation, coder))
            for relation in record.relations
        ]
        drawn = {(item.kind, item.target, drawer) for item, drawer in relations}
        if len(drawn) < len(relations):
            sentence = "Name each relation once; without “by”, it is the coder’s."
            self.problems.append(Problem(line, "relations", sentence))
        if len(self.problems) > before:
            return None
        return Row(
            line=line,
            record=record,
            uuid=record.id or UUID(bytes=urandom(16), version=4),
            document=document.pk,
            doctrine=doctrine,
            actor=actor,
            situation=situation,
            provision=provision,
            coder=coder,
            created=record.created or self.now,
            via=via,
            comparators=comparators,
            tags=[self.tags[name] for name in clean_tags(record.tags)]
            if record.tags
            else [],
            relations=relations,
        )

    def _drawer(self, line, relation, coder):
        """Who drew a relation: by default the annotation's coder."""
        if not relation.by:
            return coder
        email = User.objects.normalise(relation.by)
        return self._find(line, "relations.by", self.coders, email)

    def _find(self, line, field, found, name):
        key = found.get(name)
        if key is None:
            said = " ".join(name) if isinstance(name, tuple) else name
            sentence = self.shared.get(name, f"The project has no “{said}”.")
            self.problems.append(Problem(line, field, sentence))
        return key

    def _keys(self, model, name):
        rows = model.objects.filter(project=self.project)
        return dict(rows.values_list(name, "pk"))

    def _add_other_names(self, records):
        """Find actors by their other names too; {name that several have: sentence}."""
        wanted = {name for record in records for name in names_in(record)}
        one, several = called(self.project, wanted - self.actors.keys())
        self.actors |= {name: actor.pk for name, actor in one.items()}
        return several

    def _documents(self):
        """{("sha256", …) or ("filename", …) or ("id", …): document}: one query.

        A name that two texts share finds neither.
        """
        found: dict = {}
        for document in Document.objects.filter(project=self.project).only(
            "pk", "text_sha256", "filename", "situation_id", "withdrawn"
        ):
            found["sha256", document.text_sha256] = document
            found["id", document.pk] = document
            key = "filename", document.filename
            found[key] = None if key in found else document
        return found

    def _document(self, line, reference):
        found = None
        for kind in ("sha256", "filename", "id"):
            value = getattr(reference, kind)
            if value and (found := self.documents.get((kind, value))):
                break
        if found is None:
            said = reference.filename or reference.sha256 or reference.id
            sentence = f"The text “{said}” is not in the project. Import it first."
            self.problems.append(Problem(line, "document", sentence))
        elif found.withdrawn:
            sentence = f"The text “{found.filename}” was withdrawn. Restore it first."
            self.problems.append(Problem(line, "document", sentence))
            return None
        return found

    def _coders(self):
        """{e-mail: key} of members, of who marked, importer and command account."""
        members = Membership.objects.filter(project=self.project).values("user")
        coders = Annotation.objects.filter(project=self.project).values("coder")
        people = User.objects.filter(pk__in=members.union(coders))
        found = dict(people.values_list("email", "pk"))
        command = User.objects.command()
        return {**found, self.by.email: self.by.pk, command.email: command.pk}

    def _tags(self, records):
        tagged = (record for record in records if record.tags)
        wanted = {name for record in tagged for name in clean_tags(record.tags)}
        found = self._keys(Tag, "name")
        for name in sorted(wanted - found.keys()):
            tag = Tag(project=self.project, name=name)
            tag.slug = self._free_slug(tag.slugify(name))
            tag.save(force_insert=True)
            found[name] = tag.pk
        return found

    def _free_slug(self, slug):
        taken = set(
            Tag.objects.filter(
                project=self.project, slug__startswith=slug[:90]
            ).values_list("slug", flat=True)
        )
        number, free = 1, slug[:90]
        while free in taken or not free:
            number += 1
            free = f"{slug[:90]}_{number}"
        return free

    def _make(self, records):
        self._make_codebook(records)
        wanted = {name for record in records for name in names_in(record)}
        self._add(
            "actors",
            self.actors,
            wanted - self.shared.keys(),
            lambda name: Actor(project=self.project, name=name, kind=names.kind(name)),
        )
        wanted = {item.situation for record in records for item in record.comparators}
        wanted |= {r.situation for r in records if r.situation is not UNSET}
        self._add(
            "situations",
            self.situations,
            wanted - {None},
            self._situation,
        )
        drawers = {item.by for record in records for item in record.relations}
        self._make_coders(({r.by for r in records} | drawers) - {""})

    def _add(self, kind, found, wanted, make):
        for name in sorted(wanted - found.keys()):
            row = make(name)
            try:
                row.full_clean(validate_constraints=False)
            except ValidationError as error:
                raise ValidationError(
                    f"“{name}” cannot be made: {' '.join(error.messages)}"
                ) from error
            row.save(force_insert=True)
            found[name] = row.pk
            said = " ".join(name) if isinstance(name, tuple) else name
            self.created.setdefault(kind, []).append(said)

    def _situation(self, code):
        if code != "-".join(code.split()):
            raise ValidationError(f"“{code}” cannot be made: a code has no spaces.")
        return Situation(project=self.project, code=code)

    def _make_codebook(self, records):
        """What the codebook misses, as a decision in its history."""
        doctrines = {record.doctrine for record in records}
        provisions = {key_of(r.authority) for r in records if r.authority}
        if doctrines <= self.doctrines.keys() and provisions <= self.provisions.keys():
            return
        note = "Named by a set of annotations that was imported."
        with noting(project=self.project, by=self.by, kind="import", note=note):
            self._make_doctrines(doctrines)
            self._make_provisions(provisions)

    def _make_doctrines(self, slugs):
        def make(slug):
            if slug in RESERVED:
                raise ValidationError(f"“{slug}” is no id of a doctrine.")
            above = slug.rpartition(".")[0]
            while above and above not in self.doctrines:
                above = above.rpartition(".")[0]
            return Doctrine(
                project=self.project,
                slug=slug,
                name=slug.rpartition(".")[2].replace("_", " ").capitalize(),
                parent_id=self.doctrines.get(above),
            )

        self._add("doctrines", self.doctrines, slugs, make)

    def _make_provisions(self, keys):
        instruments = self._keys(Instrument, "name")
        self._add(
            "instruments",
            instruments,
            {key[0] for key in keys - self.provisions.keys()},
            lambda name: Instrument(project=self.project, name=name),
        )
        self._add(
            "provisions",
            self.provisions,
            keys,
            lambda key: Provision(
                project=self.project,
                instrument_id=instruments[key[0]],
                locator=key[1],
                version=key[2],
            ),
        )

    def _make_coders(self, emails):
        """Unknown coders become members who cannot sign in until they are invited.

        Who has an account is named as the coder and gets no role: an address in a file
        lets nobody in, and brings nobody back whom an owner removed.
        """
        for email in sorted(set(map(User.objects.normalise, emails))):
            if email in self.coders:
                continue
            user = User.objects.filter(email=email).first()
            if user is None:
                user = User.objects.create_user(email)
                Membership.objects.create(project=self.project, user=user, role="coder")
            self.coders[email] = user.pk
            self.created.setdefault("coders", []).append(email)


def names_in(record):
    """The actors a record names."""
    voice = record.voice
    return map(one_line, [voice.holder, *voice.via]) if voice.holder else ()


def key_of(authority):
    return authority.instrument, authority.locator, authority.version
