"""Start a project with a codebook: the starter's, another project's or a file's."""

import json

from django.conf import settings
from django.db import transaction

from annotations.actions.codebook import load_codebook
from annotations.codebook_record import codebook_of
from corpus import access
from corpus.access import Verb
from corpus.actions.projects import create_project
from corpus.models import Situation

FIXTURES = settings.BASE_DIR / "fixtures"


@transaction.atomic
def start_project(
    *, slug, title, by, description="", empty=False, source=None, codebook=None
):
    """Make a project that ``by`` owns, ready to code unless ``empty``.

    Args:
        source: a project whose codebook is copied, instead of the starter's.
        codebook: a sound Codebook to start with, instead of the starter's.

    Raises:
        PermissionDenied, ValidationError
    """
    if source is not None:
        access.require(by, Verb.EXPORT, source)
        codebook = to_copy(source)
    project = create_project(slug=slug, title=title, description=description, by=by)
    if codebook is not None:
        load_codebook(project=project, data=codebook, by=by, new=True)
    elif not empty:
        data = starter("codebook.json")
        load_codebook(project=project, data=data, by=by, new=True)
        load_situations(project=project, entries=starter("situations.json"))
    return project


def to_copy(project):
    """A project's codebook without what belongs to its texts: passages as examples."""
    codebook = codebook_of(project)
    for entry in codebook.doctrines:
        entry.examples = [one for one in entry.examples if one.text]
    return codebook


def starter(name):
    """What a fixture file holds."""
    return json.loads((FIXTURES / name).read_text(encoding="utf-8"))


def load_situations(*, project, entries):
    """Add situations: dicts of code, title, kind and dates (when it begins)."""
    Situation.objects.bulk_create(
        Situation(
            project=project,
            code=entry["code"],
            title=entry["title"],
            kind=entry["kind"],
            begins=entry.get("dates", ""),
        )
        for entry in entries
    )
