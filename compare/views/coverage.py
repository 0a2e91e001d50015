"""What a coder says of a text that has no mark under a doctrine, from its cell."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from annotations import comparison, tree
from annotations.actions import coverage as actions
from annotations.models import Coverage, Doctrine
from annotations.positions.rows import codebook_of
from annotations.positions.table import Cell, facts_of
from compare.views.frame import framed
from corpus import access
from corpus.access import Verb
from corpus.models import Document

#: What can be sent besides the states: take back what was said.
CLEAR = "clear"
#: What was said, in words.
SAID = {
    "read": "read, nothing found",
    "not_applicable": "not applicable",
    CLEAR: "nothing any more",
}


@require_http_methods(["GET", "POST"])
def coverage(request, slug):
    """The choice, or after a POST the cell; a page of its own without script.

    The address is that of the table with ``text`` and ``column``.
    """
    project = access.get_project(request.user, slug, Verb.MARK)
    frame = framed(request, slug, "table")
    try:
        if frame.selection is None:
            raise ValidationError(frame.context["problems"])
        document, doctrine = cell_of(project, request.GET)
        state = request.POST.get("state", "") if request.method == "POST" else ""
        if request.method == "POST" and state not in SAID:
            raise ValidationError(f"“{state[:60]}” is none of: {', '.join(SAID)}.")
    except ValidationError as error:
        context = {
            "project": project,
            "problems": error.messages,
            "back": back(request),
        }
        return TemplateResponse(request, "compare/coverage.html", context, status=422)
    before = said_by(request.user, document, doctrine)
    if state:
        say(document, doctrine, state, request.user)
        if not request.htmx:
            messages.success(
                request, f"{doctrine.name} in “{document.title}”: {SAID[state]}."
            )
            return redirect(back(request))
    facts = facts_of(frame.selection, frame.works)
    known = comparison.Coverage(
        facts, codebook_of(tree.load(project, counted=False).walk())
    )
    text = frame.works.mains.get(document.pk, document.pk)
    context = {
        "project": project,
        "section": "positions",
        "document": document,
        "doctrine": doctrine,
        "cell": Cell(None, empty=known.empty_cell([text], doctrine.slug)),
        "mine": said_by(request.user, document, doctrine),
        "before": before,
        "done": bool(state),
        "here": request.get_full_path(),
        "back": back(request),
    }
    template = "compare/_said.html" if request.htmx else "compare/coverage.html"
    return TemplateResponse(request, template, context)


def cell_of(project, sent):
    """The text and the doctrine that an address names."""
    text, slug = sent.get("text", ""), sent.get("column", "")
    found = None
    if text.isascii() and text.isdigit() and len(text) < 19:
        found = Document.objects.of_project(project).standing().filter(pk=text).first()
    if found is None:
        raise ValidationError(f"There is no text “{text[:60]}”. Choose a cell anew.")
    found.project = project
    doctrine = Doctrine.objects.of_project(project).filter(slug=slug).first()
    if doctrine is None:
        raise ValidationError(f"There is no doctrine “{slug[:60]}”.")
    return found, doctrine


def said_by(user, document, doctrine):
    """What the coder says of the cell: a state, or CLEAR."""
    row = Coverage.objects.filter(
        document=document, doctrine=doctrine, coder=user
    ).first()
    return row.state if row else CLEAR


def say(document, doctrine, state, by):
    if state == CLEAR:
        actions.clear_coverage(document=document, by=by, doctrine=doctrine)
    else:
        actions.set_coverage(document=document, by=by, state=state, doctrine=doctrine)


def back(request):
    """The table from which the cell was chosen."""
    query = request.GET.copy()
    for name in ("text", "column"):
        query.pop(name, None)
    path = reverse("compare:table", args=[request.resolver_match.kwargs["slug"]])
    return f"{path}?{query.urlencode()}" if query else path
