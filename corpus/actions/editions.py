"""Say that one text is a version, a translation or a reprint of another."""

import pghistory
from django.core.exceptions import ValidationError
from django.db.models import F

from corpus import access, likeness, parallel
from corpus.access import Verb
from corpus.alignment import Alignment
from corpus.models import Block, Document, Edition, Project
from corpus.retry import atomic_with_retries
from formats import words

#: Equal words fewer than this tell no place.
LEAST_EQUAL = 8
#: So many texts are compared for likeness at most, and so many pairs proposed.
MOST_COMPARED, MOST_PROPOSED = 2000, 20
#: Code points of a text that its sample is made from.
MOST_READ = 40_000


def link(*, document, of, kind, by):
    """Link a text to the one that it is a version of.

    Args:
        document: the later text, the translation or the reprint.
        of: a text of the same project.
        kind: one of words.EDITIONS.

    Raises:
        PermissionDenied
        ValidationError: {field: sentence}
    """
    access.require(by, Verb.LINK_TEXTS, document.project)
    if kind not in words.EDITIONS:
        known = ", ".join(words.EDITIONS)
        raise ValidationError({"kind": f"“{kind}” is none of: {known}."})
    if document.pk == of.pk:
        raise ValidationError({"of": "A text is no edition of itself."})
    # texts never change: they are compared before anything is locked
    pairs = pairs_of(document, of, kind)
    return _link(document, of, kind, pairs, by)


@atomic_with_retries
def _link(document, of, kind, pairs, by):
    # of two links at the same time, one sees the other
    Project.objects.select_for_update(no_key=True).get(pk=document.project_id)
    links = dict(
        Edition.objects.filter(project=document.project_id).values_list(
            "document", "of"
        )
    )
    if document.pk in links:
        sentence = f"“{document}” is linked already. Unlink it first."
        raise ValidationError({"of": sentence})
    above = of.pk
    while above in links:
        above = links[above]
        if above == document.pk:
            sentence = f"“{of}” is a version of “{document}” itself. Link it there."
            raise ValidationError({"of": sentence})
    with pghistory.context(user=by.pk, verb="link"):
        return Edition.objects.create(
            project_id=document.project_id,
            document=document,
            of=of,
            kind=kind,
            pairs=pairs,
            added_by=by,
        )


@atomic_with_retries
def unlink(*, edition, by):
    """Take a link away; texts, annotations and what was carried stay."""
    access.require(by, Verb.LINK_TEXTS, edition.project)
    with pghistory.context(user=by.pk, verb="unlink"):
        Edition.objects.filter(pk=edition.pk).delete()


@atomic_with_retries
def set_pairs(*, edition, version, pairs, by):
    """Correct which paragraphs of a translation correspond.

    Raises:
        ValidationError: somebody else corrected them since.
    """
    access.require(by, Verb.LINK_TEXTS, edition.project)
    with pghistory.context(user=by.pk, verb="pair"):
        changed = Edition.objects.filter(pk=edition.pk, version=version).update(
            pairs=pairs, version=F("version") + 1
        )
    if not changed:
        raise ValidationError(
            "Somebody corrected the pairs since you opened the page. Look again."
        )


def pairs_of(document, of, kind):
    """The stretches of two texts that correspond, as ``Edition.pairs``."""
    if kind == "translation":
        return parallel.pair_up(paragraphs_of(of), paragraphs_of(document))
    alignment = Alignment(of.text(), document.text())
    return [
        [run.old, run.old + run.length, run.new, run.new + run.length]
        for run in sorted([*alignment.runs, *alignment.moved])
        if run.length >= LEAST_EQUAL
    ]


def paragraphs_of(document):
    """The paragraphs of a text, whole: one query."""
    found: list[parallel.Paragraph] = []
    numbers = []
    blocks = Block.objects.filter(document=document).order_by("start")
    for start, text, kind, number in blocks.values_list(
        "start", "text", "kind", "paragraph"
    ):
        end = start + len(text)
        if numbers and numbers[-1] == number:
            last = found[-1]
            found[-1] = last._replace(end=end, text=last.text + text)
        else:
            found.append(parallel.Paragraph(start, end, kind, text))
            numbers.append(number)
    return found


def proposed_reprints(project, document=None):
    """Texts that are nearly the same and not linked: [(earlier, later, likeness)].

    Args:
        document: only those like this one.

    Reads the beginning of the project's newest texts, at most MOST_COMPARED.
    """
    texts = Document.objects.of_project(project).standing().order_by("-pk")
    keys = list(texts.values_list("pk", flat=True)[:MOST_COMPARED])
    if document is not None and document.pk not in keys:
        keys.append(document.pk)
    read: dict[int, list[str]] = {key: [] for key in keys}
    blocks = Block.objects.filter(document__in=keys, start__lt=MOST_READ)
    for key, text in blocks.order_by("document", "start").values_list(
        "document", "text"
    ):
        read[key].append(text)
    samples = {key: likeness.sample("".join(parts)) for key, parts in read.items()}
    linked = set(Edition.objects.of_project(project).values_list("document", flat=True))
    found = [
        (one, other, like)
        for one, other, like in likeness.alike(samples)
        if other not in linked and (document is None or document.pk in (one, other))
    ][:MOST_PROPOSED]
    named = Document.objects.in_bulk({key for pair in found for key in pair[:2]})
    return [(named[one], named[other], like) for one, other, like in found]
