"""What was counted, and how, as a paragraph that can stand in print."""

from django.utils import timezone

from annotations.models import CodebookChange, CodebookRelease
from annotations.positions.marks import numbers


def paragraph(selection, works, rule):
    """The project, its codebook, the day, how much was counted, and the rule.

    Four queries, one more where texts repeat.

    Args:
        rule: the sentences of annotations.positions.rule.
    """
    project = selection.project
    found = numbers(selection, works)
    counted = ", ".join(
        (
            many(found.passages, "passage"),
            f"in {many(found.texts, 'text')}",
            f"marked by {many(found.coders, 'coder')}",
        )
    )
    return (
        f"Project “{project.title}”, {codebook(project)}, as of"
        f" {day(timezone.now())}: {counted}. {rule} Counted with Glossator."
    )


def codebook(project):
    """Under which state of the codebook the numbers stand: two queries."""
    releases = CodebookRelease.objects.of_project(project).order_by("-number")
    newest = releases.only("number", "created").first()
    if newest is None:
        return "codebook without a release"
    changes = CodebookChange.objects.of_project(project)
    later = changes.filter(created__gt=newest.created).exists()
    since = " with later changes" if later else ""
    return f"codebook release {newest.number} of {day(newest.created)}{since}"


def day(moment):
    return f"{moment.day} {moment:%B %Y}"


def many(number, noun):
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
