"""Freeze the codebook as it stands, under a number."""

import msgspec
from django.core.exceptions import ValidationError

from annotations.actions.recording import lock
from annotations.codebook_record import codebook_of
from annotations.models import Annotation, CodebookRelease, sight
from corpus.retry import atomic_with_retries
from formats.codebook import Codebook
from formats.codebook_difference import differences

LONGEST_NOTES = 20_000


@atomic_with_retries
def freeze(*, project, by, notes=""):
    """Make the next release of a codebook.

    Raises:
        PermissionDenied
        ValidationError: nothing was changed since the last release.
    """
    if "\x00" in notes:
        raise ValidationError({"notes": "The notes hold a NUL character. Take it out."})
    if len(notes) > LONGEST_NOTES:
        sentence = f"{len(notes):,} characters; the limit is {LONGEST_NOTES:,}."
        raise ValidationError({"notes": sentence})
    lock(project, by)
    codebook = without_passages(codebook_of(project, whole=True))
    last = CodebookRelease.objects.filter(project=project).order_by("-number").first()
    if not codebook.doctrines:
        raise ValidationError("The codebook is empty. Add a doctrine first.")
    if last and not differences(held_by(last), codebook):
        raise ValidationError(
            f"Nothing was changed since release {last.number}, so there is nothing to"
            " freeze."
        )
    number = last.number + 1 if last else 1
    codebook.release = number
    return CodebookRelease.objects.create(
        project=project,
        number=number,
        notes=notes.strip(),
        content=msgspec.to_builtins(codebook),
        by=by,
    )


def held_by(release):
    """What a release holds itself: of passages their ids."""
    return msgspec.convert(release.content, Codebook)


def codebook_in(release):
    """What a release holds, with the passages that still stand: two queries."""
    return with_passages(release.project, held_by(release))


def without_passages(codebook):
    """A codebook that names passages by their ids.

    A release is kept for ever; the words of a text that is deleted must not be.
    """
    for entry in codebook.doctrines:
        for example in entry.examples:
            if example.annotation:
                example.quote = example.source = ""
    return codebook


def with_passages(project, codebook):
    """A codebook with the words of the passages that it names, where they stand.

    Those that the project's reader may not see are left out.
    """
    unseen = hidden_passages(project)
    for entry in codebook.doctrines:
        entry.examples = [one for one in entry.examples if one.annotation not in unseen]
    named = [
        example
        for entry in codebook.doctrines
        for example in entry.examples
        if example.annotation
    ]
    marks = (
        Annotation.objects.of_project(project)
        .standing()
        .filter(uuid__in=[example.annotation for example in named])
    )
    found = {
        str(uuid): (quote, title)
        for uuid, quote, title in marks.values_list("uuid", "quote", "document__title")
    }
    for example in named:
        example.quote, example.source = found.get(example.annotation, ("", ""))
    return codebook


def hidden_passages(project):
    """Ids of annotations that the project's reader may not see."""
    seen = sight.of(project)
    if seen == sight.ALL:
        return set()
    marks = Annotation.objects.filter(project=project, document__in=seen.texts)
    uuids = marks.exclude(coder=seen.reader).values_list("uuid", flat=True)
    return set(map(str, uuids))
