"""A text and its translation side by side, paragraph by paragraph."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from annotations import tree
from annotations.direction import direction_of
from annotations.models import Annotation
from annotations.reading import paragraphs_of
from annotations.views.annotator import find
from corpus import access, parallel
from corpus.access import Verb
from corpus.actions import editions as actions
from corpus.models import Block, Edition

#: Pairs on a page.
PAGE_LENGTH = 60
#: What is done to a pair of paragraphs -> what the button says.
CORRECTIONS = {
    "join": "Join with the next",
    "split": "Split",
    "shift": "Take the next paragraph of the translation",
    "back": "Give the last paragraph of the translation to the next",
}


@require_http_methods(["GET", "HEAD", "POST"])
def side_by_side(request, slug, pk):
    """The pairs of a translation; a POST corrects one."""
    project = access.get_project(request.user, slug)
    document = find(project, pk)
    edition = (
        Edition.objects.filter(document=document, kind="translation")
        .select_related("of")
        .first()
    )
    if request.method == "POST":
        access.require(request.user, Verb.LINK_TEXTS, project)
    if edition is None:
        messages.warning(request, "This text is linked as no translation yet.")
        return redirect("annotations:editions", slug, pk)
    edition.project = project
    if request.method != "POST":
        return _page(request, project, document, edition)
    try:
        number = _correct(request, edition)
    except ValidationError as error:
        return _page(request, project, document, edition, error.messages, status=409)
    there = reverse("annotations:parallel", args=[slug, pk])
    return redirect(f"{there}?page={number // PAGE_LENGTH + 1}#pair-{number + 1}")


def _correct(request, edition):
    """Carry out the posted correction; the number of its pair, from 0."""
    numbers = [request.POST.get(name, "") for name in ("pair", "version")]
    if not all(number.isdecimal() and len(number) < 9 for number in numbers):
        raise ValidationError("This names no pair. Press the button of a pair.")
    number, version = map(int, numbers)
    pairs, action = edition.pairs, request.POST.get("action", "")
    if number >= len(pairs) or action not in CORRECTIONS:
        raise ValidationError("This names no pair. Press the button of a pair.")
    if action == "split":
        ours, theirs = (
            [part.start for part in actions.paragraphs_of(text)]
            for text in (edition.of, edition.document)
        )
        pairs = parallel.split(pairs, number, ours, theirs)
    elif number + 1 >= len(pairs):
        raise ValidationError("This is the last pair: there is no next one.")
    elif action == "join":
        pairs = parallel.joined(pairs, number)
    else:
        theirs = [part.start for part in actions.paragraphs_of(edition.document)]
        change = parallel.shifted if action == "shift" else parallel.shifted_back
        pairs = change(pairs, number, theirs)
    if pairs != edition.pairs:
        actions.set_pairs(
            edition=edition, version=version, pairs=pairs, by=request.user
        )
    return number


def _page(request, project, document, edition, problems=(), status=200):
    page = Paginator(edition.pairs, PAGE_LENGTH).get_page(request.GET.get("page"))
    pairs = list(page.object_list)
    before = (page.number - 1) * PAGE_LENGTH
    nodes = {
        node.doctrine.slug: node for node in tree.load(project, counted=False).walk()
    }
    sides = [
        _side(text, [pair[at : at + 2] for pair in pairs], nodes)
        for at, text in ((0, edition.of), (2, document))
    ]
    rows = [
        {"number": number, "place": number - 1, "ours": ours, "theirs": theirs}
        for number, (ours, theirs) in enumerate(
            zip(*sides, strict=True), start=before + 1
        )
    ]
    context = {
        "project": project,
        "section": "texts",
        "document": document,
        "edition": edition,
        "page": page,
        "rows": rows,
        "last": len(edition.pairs),
        "corrections": CORRECTIONS,
        "may_link": access.may(request.user, Verb.LINK_TEXTS, project),
        "directions": [direction_of(text.language) for text in (edition.of, document)],
        "problems": problems,
    }
    return TemplateResponse(
        request, "annotations/parallel.html", context, status=status
    )


def _side(document, ranges, nodes):
    """The paragraphs of each range, cut at their marks: three queries."""
    wanted = [one for one in ranges if one[0] < one[1]]
    if not wanted:
        return [[] for _ in ranges]
    first, last = min(one[0] for one in wanted), max(one[1] for one in wanted)
    blocks = Block.objects.filter(
        document=document, start__gte=first, start__lt=last
    ).order_by("start")
    there = Annotation.objects.filter(
        document=document, deleted=None, start__lt=last, end__gt=first
    )
    marks: list[Any] = list(there.for_reading())
    for number, mark in enumerate(marks, start=1):
        mark.number = number
        node = nodes[mark.doctrine.slug]
        own = [node, *reversed(node.ancestors())]
        mark.palette = next((n.doctrine.palette for n in own if n.doctrine.palette), 12)
    regions = list(document.regions.standing())
    paragraphs = paragraphs_of(blocks, marks, regions=regions)
    return [
        [part for part in paragraphs if start <= part.block.start < end]
        for start, end in ranges
    ]
