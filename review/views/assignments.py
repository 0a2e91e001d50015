"""Who codes which text: giving texts out, taking them back, how far people are."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from annotations import progress
from annotations.actions import assignments as actions
from annotations.actions.assignments import Unsure
from annotations.errors import Conflict
from annotations.models import Assignment
from corpus import access
from corpus.access import Verb
from corpus.models import Document
from review.actions import assigning
from review.forms.assignments import AssignForm

#: Word in the address -> which texts the table shows.
SHOWN = {
    "": "All texts",
    "none": "Without a coder",
    "open": "In work",
    "finished": "Finished",
}
#: Pairs of a preview that are shown one by one.
MOST_SHOWN = 200


@require_http_methods(["GET", "HEAD", "POST"])
def assignments(request, slug):
    """The texts and who codes them; a POST looks at what it would give, or gives it."""
    project = access.get_project(request.user, slug, Verb.ASSIGN)
    if request.method != "POST":
        return render(request, project, AssignForm(project=project))
    form = AssignForm(request.POST, project=project)
    if not form.is_valid():
        return render(request, project, form, status=422)
    try:
        pairs = planned(request, project, form)
        if "give" in request.POST:
            made = assigning.give(
                project=project,
                pairs=pairs,
                by=request.user,
                note=form.cleaned_data["note"],
                coding=form.cleaned_data["coding"],
            )
            messages.success(request, f"Texts given to coders: {len(made):,}.")
            return redirect("review:assignments", slug)
    except ValidationError as error:
        return render(request, project, form, problems=error.messages, status=422)
    return render(request, project, form, preview=told(pairs))


def planned(request, project, form):
    """[(text, coder)] of what the form asks for.

    Raises:
        ValidationError
    """
    given = form.cleaned_data
    if given["which"] == "ticked":
        sent = request.POST.getlist("text")
        texts = sorted({int(pk) for pk in sent if pk.isdecimal() and len(pk) < 19})
    else:
        show = "none" if given["which"] == "none" else ""
        texts = list(progress.texts(project, show=show).values_list("pk", flat=True))
    return actions.plan(
        project=project,
        texts=texts,
        coders=given["coders"],
        way=given["way"],
        share=given["share"] or 20,
        seed=given["seed"] or 0,
        by=request.user,
    )


def told(pairs):
    """What would be given: how much to each, and the first rows, in words."""
    people = User.objects.in_bulk({coder for _text, coder in pairs})
    titles = dict(
        Document.objects.filter(
            pk__in={text for text, _coder in pairs[:MOST_SHOWN]}
        ).values_list("pk", "title")
    )
    numbers: dict = {}
    for _text, coder in pairs:
        numbers[coder] = numbers.get(coder, 0) + 1
    return {
        "total": len(pairs),
        "people": [(people[coder], number) for coder, number in numbers.items()],
        "rows": [(titles[text], people[who]) for text, who in pairs[:MOST_SHOWN]],
        "more": max(0, len(pairs) - MOST_SHOWN),
    }


def render(request, project, form, *, preview=None, problems=(), status=200):
    show = request.GET.get("show", "")
    show = show if show in SHOWN else ""
    rows = progress.texts(project, show=show).only("title", "project")
    page = Paginator(rows, progress.PAGE_LENGTH).get_page(request.GET.get("page"))
    context = {
        "project": project,
        "section": "assignments",
        "form": form,
        "preview": preview,
        "problems": problems,
        "ticked": {pk for pk in request.POST.getlist("text") if pk.isdecimal()},
        "page": page,
        "texts": progress.add_assignments(project, list(page.object_list)),
        "people": progress.people(project),
        "show": show,
        "shown": SHOWN,
        "here": request.get_full_path(),
    }
    return TemplateResponse(request, "review/assignments.html", context, status=status)


@require_POST
def finish(request, slug, pk):
    return change(request, slug, pk, "finish", actions.finish, "Finished: “{}”.")


@require_POST
def reopen(request, slug, pk):
    return change(request, slug, pk, "reopen", assigning.reopen, "To do again: “{}”.")


@require_POST
def open_early(request, slug, pk):
    said = "“{}” is open: the coder sees the others’ marks."
    return change(request, slug, pk, "open_early", actions.open_early, said)


@require_POST
def unassign(request, slug, pk):
    said = "“{}” was taken back; marks stay."
    return change(request, slug, pk, "unassign", assigning.unassign, said)


def change(request, slug, pk, name, action, said):
    """Do one thing to an assignment, and go back to where it was asked for.

    What may be a slip is asked first: then a page with the question is shown.
    """
    project = access.get_project(request.user, slug)
    rows = Assignment.objects.of_project(project).select_related("document")
    assignment = get_object_or_404(rows, pk=pk)
    assignment.project = project
    sent = request.POST.get("version", "")
    known = {"sure": True} if request.POST.get("sure") else {}
    there = back(request, slug)
    try:
        action(
            assignment=assignment,
            version=int(sent) if sent.isdecimal() and len(sent) < 10 else 0,
            by=request.user,
            **known,
        )
    except Unsure as error:
        context = {
            "project": project,
            "assignment": assignment,
            "question": str(error),
            "address": reverse(f"review:{name}", args=[slug, pk]),
            "verb": name,
            "there": there,
        }
        return TemplateResponse(
            request, "review/assignment_sure.html", context, status=422
        )
    except Conflict as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said.format(assignment.document.title))
    return redirect(there)


def back(request, slug):
    """Where the form was: a page of ours, else the coder's own."""
    there = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(there, allowed_hosts=None):
        return there
    return reverse("review:work", args=[slug])
