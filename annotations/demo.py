"""The demo project: short digests of our own, marked by two coders who disagree."""

import json

from django.conf import settings
from django.db import transaction

from accounts.models import User
from annotations.actions.projects import start_project
from annotations.exchange.load import load_set
from annotations.history import acting
from annotations.models import Coverage, Doctrine
from corpus.actions.documents import add_documents
from corpus.importers.sources import with_manifest
from corpus.models import Actor, Document, Project, Region

FOLDER = settings.BASE_DIR / "fixtures" / "demo"
SLUG = "demo"
EMAIL = "demo@demo.example"
TITLE = "Demo: Kazakhstan, January 2022"
ABOUT = (
    "Digests of our own about five published positions on the operation of January"
    " 2022, marked by two demo coders who disagree in places."
)


@transaction.atomic
def load_demo():
    """Make the demo account and project, in a database where nobody works yet.

    Returns:
        whether anything was made.
    """
    if User.objects.people().exists() or Project.objects.exists():
        return False
    owner = User.objects.create_user(EMAIL, settings.DEMO_PASSWORD(), name="Demo owner")
    project = start_project(slug=SLUG, title=TITLE, description=ABOUT, by=owner)
    add_texts(project, owner)
    load_set(
        project=project,
        data=(FOLDER / "annotations.jsonl").read_bytes(),
        by=owner,
        filename="annotations.jsonl",
        create_missing=True,
    )
    name_people(project)
    documents = {
        document.filename: document for document in Document.objects.of_project(project)
    }
    add_regions(project, documents, owner)
    add_coverage(project, documents)
    return True


def read(name):
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def add_texts(project, owner):
    files = {file.name: file.read_bytes() for file in FOLDER.glob("digest-*.txt")}
    table = (FOLDER / "manifest.csv").read_bytes()
    sources, _problems = with_manifest(files, table)
    add_documents(project=project, sources=sources, by=owner)


def name_people(project):
    people = read("people.json")
    for coder in people["coders"]:
        User.objects.filter(email=coder["email"]).update(name=coder["name"])
    for actor in people["actors"]:
        Actor.objects.filter(project=project, name=actor["name"]).update(
            kind=actor["kind"]
        )


def add_regions(project, documents, owner):
    regions = [
        Region(
            project=project,
            document=documents[row["file"]],
            start=row["start"],
            end=row["end"],
            kind=row["kind"],
            coder=owner,
        )
        for row in read("regions.json")
    ]
    with acting(owner, "create"):
        Region.objects.bulk_create(regions)


def add_coverage(project, documents):
    doctrines = {row.slug: row for row in Doctrine.objects.of_project(project)}
    coders = {user.email: user for user in User.objects.all()}
    Coverage.objects.bulk_create(
        Coverage(
            project=project,
            document=documents[row["file"]],
            coder=coders[row["by"]],
            doctrine=doctrines[row["doctrine"]] if row["doctrine"] else None,
            state=row["state"],
        )
        for row in read("coverage.json")
    )
