"""What is kept of positions is what the plain query counts, after every change."""

from contextlib import suppress
from itertools import cycle
from typing import Any

import pytest
from django.conf import settings as configured
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations import tree
from annotations.actions.annotations import (
    delete_annotation,
    edit_annotation,
    restore_annotation,
)
from annotations.actions.arranging import move_doctrine
from annotations.actions.coverage import clear_coverage, set_coverage
from annotations.actions.merging import merge_actors, unmerge_actors
from annotations.actions.regions import delete_region
from annotations.errors import Conflict
from annotations.models import ActorMerge, Annotation, Coverage, Doctrine
from annotations.positions.counts import counts, spoken
from annotations.positions.selection import Selection
from annotations.positions.works import works_of
from annotations.tasks import add_up
from corpus import access
from corpus.actions.documents import restore, withdraw
from corpus.actions.editions import link, unlink
from corpus.actions.heads import edit_head, head_version
from corpus.actions.names import edit_actor
from corpus.actions.projects import set_rules
from corpus.models import Actor, Document, Edition, Project, Region
from review.actions.adjudication import close, reopen, settle
from review.actions.decisions import decide
from review.models import Adjudication
from tests.factories import (
    TEXT,
    make_annotation,
    make_document,
    make_member,
    make_region,
)

ASKED, HELP, GROUND = "asked its allies for help", "help came", "self-defence"
NOTHING_KEPT = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
ABOUT: list[dict[str, Any]] = [
    {"by": "actor", "voice": "all"},
    {"by": "kind", "voice": "all", "situation": "all", "unit": "document"},
    {"by": "genre", "first_day": 20220601, "columns": "situation", "unit": "holder"},
]


class World:
    """A project whose steps are what people do; each step twice is there and back."""

    def __init__(self, project, people):
        self.project = Project.objects.get(pk=project.pk)
        self.alice, self.bob, self.rita, self.olga = people
        texts = Document.objects.order_by("pk")
        self.text, self.reprint, self.other, self.later = texts
        self.places = cycle(range(2, 30))

    def mark(self, **fields):
        start = next(self.places)
        words = TEXT[start : start + 20]
        return make_annotation(document=self.text, by=self.alice, quote=words, **fields)

    def newest(self):
        return Annotation.objects.filter(coder=self.alice).order_by("pk").last()

    def attribute(self):
        self.mark(voice={"kind": "attributed", "holder": "Moss, Eve"})

    def edit(self):
        mark = Annotation.objects.filter(deleted=None).latest("pk")
        stance = "doubts" if mark.stance != "doubts" else "concedes"
        changes = {"stance": stance, "situation": "KGZ-2010"}
        edit_annotation(
            annotation=mark, version=mark.version, changes=changes, by=self.olga
        )

    def delete(self):
        mark = self.newest()
        done = restore_annotation if mark.deleted else delete_annotation
        done(annotation=mark, version=mark.version, by=self.alice)

    def decide(self):
        mark = self.newest()
        status = "accepted" if mark.status == "rejected" else "rejected"
        decide(
            project=self.project,
            seen={mark.uuid: mark.version},
            status=status,
            reason="No.",
            by=self.rita,
        )

    def region(self):
        found = Region.objects.filter(deleted=None).first()
        if found:
            delete_region(region=found, version=found.version, by=self.alice)
        else:
            start = TEXT.index(HELP)
            make_region(document=self.text, by=self.alice, start=start, end=start + 9)

    def withdraw(self):
        text = Document.objects.get(pk=self.other.pk)
        (restore if text.withdrawn else withdraw)(document=text, by=self.olga)

    def head(self, name, one, other):
        text = Document.objects.get(pk=self.text.pk)
        now = getattr(text, name)
        if name == "situation":
            now = now.code
        head = {name: other if now == one else one}
        edit_head(document=text, head=head, version=head_version(text), by=self.rita)

    def situation(self):
        self.head("situation", "KAZ-2022", "KGZ-2010")

    def genre(self):
        self.head("genre", "blog", "speech")

    def issued(self):
        self.head("issued", "2021", "2023")

    def authors(self):
        text = Document.objects.get(pk=self.text.pk)
        names = (
            ["Doe, Jane"] if text.authors.count() == 2 else ["Doe, Jane", "Moss, Eve"]
        )
        head = {"authors": names}
        edit_head(document=text, head=head, version=head_version(text), by=self.rita)

    def kind(self):
        actor = Actor.objects.get(name="Doe, Jane")
        kind = "state" if actor.kind == "person" else "person"
        edit_actor(actor=actor, by=self.rita, kind=kind)

    def merge(self):
        if found := ActorMerge.objects.filter(undone=None).first():
            unmerge_actors(merge=found, by=self.rita)
            return
        kept, absorbed = Actor.objects.filter(name__in=["Doe, Jane", "Roe, Rae"])
        merge_actors(kept=kept, absorbed=absorbed, by=self.rita)

    def reprint_of(self):
        self.link(self.reprint, "reprint")

    def edition_of(self):
        self.link(self.later, "edition")

    def link(self, text, kind):
        if found := Edition.objects.filter(document=text).first():
            unlink(edition=found, by=self.rita)
        else:
            link(document=text, of=self.text, kind=kind, by=self.rita)

    def read(self):
        done = Coverage.objects.filter(document=self.later, coder=self.alice).exists()
        (clear_coverage if done else set_coverage)(document=self.later, by=self.alice)

    def settle(self):
        node = tree.load(self.project).nodes["ibi"]
        pair = {"project": self.project, "document": self.text, "by": self.rita}
        found = Adjudication.objects.first()
        marks = Annotation.objects.filter(document=self.text, quote=ASKED)
        seen = {mark.uuid: mark.version for mark in marks}
        # what is still open, or changed since, is refused
        with suppress(ValidationError, Conflict):
            if found is None:
                settle(**pair, node=node, seen=seen)
            elif found.settled:
                reopen(project=self.project, adjudication=found, by=self.rita)
            else:
                close(**pair, node=node)

    def move(self):
        doctrines = Doctrine.objects.filter(project=self.project)
        moved = doctrines.get(slug="sd.armed_attack")
        away = doctrines.filter(pk=moved.pk, parent__slug="ibi").exists()
        home = "sd" if away else "ibi"
        parent = doctrines.get(slug=home)
        move_doctrine(doctrine=moved, parent=parent, by=self.rita)

    def blind(self):
        coding = "open" if self.project.coding == "blind" else "blind"
        rules = {"doctrines_by": "coder", "names_by": "coder"}
        set_rules(project=self.project, by=self.olga, coding=coding, **rules)

    def add_up(self):
        add_up(0)


#: In an order in which all but two change a number.
STEPS = [
    *("settle", "move", "move", "settle", "mark", "attribute", "edit", "delete"),
    *("delete", "decide", "region", "region", "withdraw", "withdraw", "situation"),
    *("situation", "genre", "issued", "authors", "kind", "merge", "merge"),
    *("reprint_of", "add_up", "reprint_of", "blind", "blind", "edition_of"),
    *("read", "read"),
]
SAME = ["add_up", "edition_of"]


@pytest.fixture
def people(project, olga):
    return [
        make_member(project, "alice", "coder"),
        make_member(project, "bob", "coder"),
        make_member(project, "rita", "reviewer"),
        olga,
    ]


@pytest.fixture
def marked(project, people):
    alice, bob, _rita, olga = people
    Actor.objects.create(project=project, name="Moss, Eve", kind="person")
    head = {"situation": "KAZ-2022", "genre": "blog", "issued": "2023"}
    authors = ["Doe, Jane", "Doe, Jane", "Roe, Rae", "Doe, Jane"]
    texts = [
        make_document(project=project, by=olga, text=text, authors=[name], **head)
        for text, name in zip(
            (TEXT, f"Again\n\n{TEXT}", f"Else\n\n{TEXT}", f"Later\n\n{TEXT}"),
            authors,
            strict=True,
        )
    ]
    for coder in (alice, bob):
        for text in texts[:3]:
            make_annotation(document=text, by=coder, quote=ASKED)
    attack = {"doctrine": "sd.armed_attack", "stance": "denies"}
    make_annotation(document=texts[0], by=alice, quote=GROUND, **attack)
    make_annotation(document=texts[0], by=bob, quote=HELP, **attack)
    return project


def answers(users):
    """Everything that is kept, as each of these people is told it."""
    found = []
    for user in users:
        project = access.get_project(user, "winter")
        works = works_of(project)
        for asked in ABOUT:
            selection = Selection(project, **asked)
            found += [sorted(rows, key=str) for rows in counts(selection, works)]
        found.append(sorted(spoken(Selection(project), works), key=str))
    return found


def agree(users):
    kept = answers(users)
    with override_settings(CACHES=configured.CACHES | {"counts": NOTHING_KEPT}):
        assert kept == answers(users)
    return kept


def test_every_change_is_counted(marked, people):
    world, users = World(marked, people), people[1:3]
    before, same = agree(users), []
    for step in STEPS:
        getattr(world, step)()
        after = agree(users)
        if after == before:
            same.append(step)
        before = after
    # a step that changes no number could not show that it was forgotten
    assert same == SAME


@settings(
    max_examples=3,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(st.sampled_from(sorted({*STEPS})), min_size=3, max_size=6))
def test_changes_in_any_order_are_counted(marked, people, steps):
    with transaction.atomic():
        world, users = World(marked, people), people[1:3]
        agree(users)
        for step in steps:
            getattr(world, step)()
            agree(users)
        transaction.set_rollback(True)


def test_what_is_kept_is_not_counted_again(marked, people):
    World(marked, people).reprint_of()
    agree(people[:3])
    with CaptureQueriesContext(connection) as queries:
        answers(people[:3])
    assert not [query for query in queries if "annotations_annotation" in query["sql"]]
