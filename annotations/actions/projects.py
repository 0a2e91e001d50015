"""Start a project with the starter codebook and situations."""

import json

from django.conf import settings
from django.db import transaction

from annotations.actions.codebook import load_codebook
from corpus.actions.projects import create_project
from corpus.models import Situation

FIXTURES = settings.BASE_DIR / "fixtures"


@transaction.atomic
def start_project(*, slug, title, by, description="", empty=False):
    """Make a project that ``by`` owns, ready to code unless ``empty``."""
    project = create_project(slug=slug, title=title, description=description, by=by)
    if not empty:
        load_codebook(project=project, data=starter("codebook.json"), by=by)
        load_situations(project=project, entries=starter("situations.json"))
    return project


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
