"""The dashboard: how far the project is, who codes what, where coders differ."""

from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET

from corpus import access
from formats import words
from review import charts, threads
from review import dashboard as numbers
from review.models import Comment

#: Stance -> the class that colours it; the palette is that of the codebook.
HUES = {name: f"palette-{place}" for place, name in enumerate(words.STANCES, start=1)}


@require_GET
def dashboard(request, slug):
    """The page: constant queries, and pictures that the server draws."""
    project = access.get_project(request.user, slug)
    coders = numbers.coders(project)
    days = numbers.days(project)
    disputed = numbers.disputed(project)
    waiting = numbers.waiting(project)
    statuses = numbers.statuses(project)
    context = {
        "project": project,
        "section": "dashboard",
        "texts": numbers.texts(project),
        "statuses": [(words.STATUSES[name], n) for name, n in statuses.items()],
        "marks": sum(statuses.values()),
        "proposed": statuses["proposed"],
        "threads": Comment.objects.of_project(project).unresolved().count(),
        "unread": threads.unread(project),
        "coders": [(coder, profile(coder)) for coder in coders],
        "progress": charts.bars(
            [
                (
                    f"{coder.name}: {coder.finished} of {coder.given}",
                    [
                        (coder.finished, "done"),
                        (coder.given - coder.finished, "to-do"),
                    ],
                )
                for coder in coders
                if coder.given
            ]
        ),
        "profiles": charts.bars(
            [
                (
                    f"{coder.name}: {coder.marks}",
                    [(coder.stances[name], hue) for name, hue in HUES.items()],
                )
                for coder in coders
                if coder.marks
            ]
        ),
        "stances": [(word, HUES[name]) for name, word in words.STANCES.items()],
        "days": days,
        "made": sum(n for _day, n in days),
        "most": max(n for _day, n in days),
        "columns": charts.columns([n for _day, n in days]),
        "disputed": disputed,
        "disputes": charts.bars(
            [
                (
                    f"{row.name}: {row.differing} of {row.texts}",
                    [(row.differing, "done"), (row.texts - row.differing, "to-do")],
                )
                for row in disputed
            ]
        ),
        "waiting": waiting,
        "waits": charts.bars(
            [(f"{name}: {n}", [(n, "done")]) for _slug, name, n in waiting]
        ),
    }
    return TemplateResponse(request, "review/dashboard.html", context)


def profile(coder):
    """How many marks of each stance, in the order of the stances."""
    return [coder.stances[name] for name in words.STANCES]
