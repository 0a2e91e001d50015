"""Adjudication: which texts need it, and one text with its coders side by side."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from annotations import passages, tree
from annotations.addresses import annotation_path
from annotations.errors import Conflict
from annotations.models import Annotation
from corpus import access
from corpus.access import Verb
from corpus.models import Document
from corpus.paging import page_number
from review import adjudicated, adjudicating
from review.actions import adjudication as actions
from review.adjudicating import Coded
from review.alignment import KINDS
from review.compared.differing import in_words
from review.forms.adjudication import read_uuids
from review.forms.decision import read_seen
from review.models import Settlement

TEXTS, PASSAGES = 10, 30
#: Which passages are shown -> words.
SHOWN = {"": "All", "open": "Open", "settled": "Settled"}


@require_GET
def adjudication(request, slug):
    """The texts that several people coded, each under its doctrines."""
    project = access.get_project(request.user, slug, Verb.DECIDE)
    texts = Document.objects.of_project(project).standing()
    texts = texts.filter(pk__in=adjudicating.texts_of(project)).order_by("title", "pk")
    page = Paginator(texts, TEXTS).get_page(request.GET.get("page"))
    codebook = tree.load(project, counted=False)
    pairs = Coded(project, list(page.object_list)).pairs(codebook)
    context = {
        "project": project,
        "section": "adjudication",
        "page": page,
        "pairs": pairs,
    }
    return TemplateResponse(request, "review/adjudication.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def adjudicate(request, slug, document, doctrine):
    """One text under one doctrine; a POST settles, or takes a settlement back."""
    project, text, node = find(request.user, slug, document, doctrine)
    if request.method != "POST":
        return render(request, project, text, node)
    try:
        said = act(request, project, text, node)
    except Conflict as error:
        return render(request, project, text, node, str(error), 409)
    except ValidationError as error:
        return render(request, project, text, node, " ".join(error.messages), 422)
    messages.success(request, said)
    place = request.POST.get("place", "")
    anchor = f"#passage-{place}" if place.isdecimal() else ""
    return redirect(f"{request.get_full_path()}{anchor}")


def find(user, slug, document, doctrine):
    """(project, text, node) that a reviewer may adjudicate.

    Raises:
        Http404, PermissionDenied
    """
    project = access.get_project(user, slug, Verb.DECIDE)
    text = Document.objects.of_project(project).standing().filter(pk=document).first()
    node = tree.load(project, counted=False).nodes.get(doctrine)
    if text is None or node is None:
        raise Http404
    text.project = project
    actions.require(project, text, user)
    return project, text, node


def act(request, project, text, node):
    """Carry out what was posted; a sentence that says what was done.

    Raises:
        Conflict, PermissionDenied, ValidationError
    """
    by, action = request.user, request.POST.get("action")
    pair = {"project": project, "document": text, "node": node, "by": by}
    if action == "agreed":
        number = actions.settle_agreed(**pair)
        plural = "" if number == 1 else "s"
        return f"Settled: {number} passage{plural} about which all say the same."
    if action == "undo":
        settlement = settlement_of(project, text, request.POST.get("settlement", ""))
        actions.undo(project=project, settlement=settlement, by=by)
        return "Taken back: the passage is open again."
    if action == "reopen":
        adjudication = Coded(project, [text]).pair(text, node).adjudication
        if adjudication is None:
            raise ValidationError("Nothing was settled here yet.")
        actions.reopen(project=project, adjudication=adjudication, by=by)
        return "Open again: all marks count until it is settled once more."
    if action == "close":
        actions.close(**pair)
        return "Settled: only the settled marks count from now on."
    settlement = actions.settle(
        **pair,
        seen=read_seen(request.POST.getlist("marks")),
        take=taken(request.POST),
        reason=request.POST.get("reason", ""),
    )
    return f"Settled: {settlement.get_outcome_display().lower()}."


def settlement_of(project, text, sent):
    """
    Raises:
        Http404
    """
    rows = Settlement.objects.of_project(project).filter(adjudication__document=text)
    rows = rows.select_related("adjudication__document__project")
    pk = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 19 else 0
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    found.adjudication.document = text
    return found


def taken(sent):
    """The uuids of the marks that shall stand.

    Raises:
        ValidationError
    """
    if sent.get("drop"):
        return []
    if sent.get("several"):
        kept = read_uuids(sent.getlist("keep"))
        if len(kept) < 2:
            raise ValidationError("Tick at least two readings that shall both stand.")
        return kept
    if sent.get("take"):
        return read_uuids([sent["take"]])
    raise ValidationError(
        "Say what shall stand: take one, keep several, write a new one, or drop all."
    )


@dataclass
class Column:
    """What one coder made of a passage; no annotation where they did not mark it."""

    coder: Any
    annotation: Any = None
    chosen: bool = False


@dataclass
class Line:
    """A passage for the page."""

    passage: Any
    #: The annotation that shows it, with the words around.
    shown: Any
    place: str
    words: str
    columns: list[Column]
    settlements: list[Any]
    #: Marks that an adjudicator made for it.
    made: list[Any] = field(default_factory=list)

    @property
    def tokens(self):
        return [f"{uuid}:{version}" for uuid, version in self.passage.seen.values()]

    @property
    def uuids(self):
        return [uuid for uuid, _version in self.passage.seen.values()]

    @property
    def number(self):
        return self.passage.aligned.marks[0].key


def render(request, project, text, node, problem="", status=200):
    show = request.GET.get("show", "")
    show = show if show in SHOWN else ""
    number = page_number(request.GET.get("page", ""))
    pair = adjudicated.look(
        project, text, node, show=show, number=number, rows=PASSAGES
    )
    people = adjudicating.people_of(pair.coders)
    numbers = {"": pair.count, "open": pair.open, "settled": pair.settled}
    # a range stands for the passages that are not kept
    page = Paginator(range(numbers[show]), PASSAGES).get_page(pair.number)
    context = {
        "project": project,
        "section": "adjudication",
        "pair": pair,
        "node": node,
        "document": text,
        "people": people.values(),
        "page": page,
        "lines": lines_of(project, pair, people),
        "show": show,
        "shown": [(name, word, numbers[name]) for name, word in SHOWN.items()],
        "open_count": pair.open,
        "problem": problem,
        "reason": request.POST.get("reason", "") if problem else "",
        "failed": request.POST.getlist("marks") if problem else [],
        "ticked": request.POST.getlist("keep") if problem else [],
        "write": reverse(
            "review:adjudicate_write", args=[project.slug, text.pk, node.doctrine.slug]
        ),
    }
    return TemplateResponse(request, "review/adjudicate.html", context, status=status)


def lines_of(project, pair, people):
    """The passages of a page with all that is shown of them: seven queries."""
    wanted = pair.passages
    keys = {mark for passage in wanted for mark in passage.seen}
    keys |= {mark for p in wanted for held in p.held for mark in held.chosen}
    rows = passages.for_list(Annotation.objects.filter(pk__in=keys)).in_bulk()
    settlements = adjudicating.settlements_of(wanted)
    found = []
    for passage in wanted:
        aligned = passage.aligned
        widest = max(aligned.marks, key=lambda mark: mark.end - mark.start)
        by_coder = {mark.coder: rows[mark.key] for mark in aligned.marks}
        # what was settled before a mark was changed is told, too
        held = [row for row in passage.held if row.pk in settlements]
        chosen = {mark for row in held for mark in row.chosen}
        words = KINDS["same"]
        if aligned.difference:
            words = in_words(aligned.difference, people)
        shown = rows[widest.key]
        found.append(
            Line(
                passage,
                shown,
                annotation_path(project.slug, pair.document.pk, shown.uuid),
                words,
                [
                    Column(
                        person,
                        by_coder.get(pk),
                        pk in by_coder and by_coder[pk].pk in chosen,
                    )
                    for pk, person in people.items()
                ],
                [settlements[row.pk] for row in held],
                [rows[key] for key in sorted(chosen - passage.seen.keys())],
            )
        )
    passages.add_passages([line.shown for line in found])
    return found
