"""Plain functions that make what a test needs, through the actions."""

import uuid

from accounts.models import User
from annotations.actions.annotations import create_annotation
from annotations.actions.projects import start_project
from annotations.actions.regions import create_region
from annotations.actions.relations import create_relation
from corpus.actions.documents import add_documents
from corpus.importers.sources import Source
from corpus.models import Membership

TEXT = (
    "A note on the winter operation\n"
    "\n"
    "The government asked its allies for help, and help came.\n"
    "Nobody had attacked it, so self-defence was no ground.\n"
    "\n"
    "The minister said that strangers had crossed the border.\n"
)


def make_user(name):
    return User.objects.create_user(f"{name}@example.org", "correct horse", name=name)


def make_project(*, by, slug="winter", title="The winter operation", empty=False):
    return start_project(slug=slug, title=title, by=by, empty=empty)


def make_member(project, name, role):
    user = make_user(name)
    Membership.objects.create(project=project, user=user, role=role)
    return user


def make_document(*, project, by, text=TEXT, filename="note.txt", **head):
    source = Source(text.encode(), filename, head)
    return add_documents(project=project, sources=[source], by=by).documents[0]


def make_annotation(*, document, by, quote="asked its allies for help", **fields):
    """An annotation of the first place where the text says ``quote``."""
    start = document.text().index(quote)
    record = {
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "doctrine": "ibi.request",
        "stance": "asserts",
        "voice": {"kind": "own"},
        **fields,
    }
    annotation, _made = create_annotation(
        uuid=uuid.uuid4(), document=document, record=record, by=by
    )
    return annotation


def make_relation(*, source, target, by, kind="rebuts", **fields):
    relation, _made = create_relation(
        uuid=uuid.uuid4(), source=source, target=target, kind=kind, by=by, **fields
    )
    return relation


def make_region(*, document, by, start=0, end=6, kind="other"):
    region, _made = create_region(
        uuid=uuid.uuid4(), document=document, start=start, end=end, kind=kind, by=by
    )
    return region
