"""Editions of a text: what is linked to it, and taking annotations along."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from annotations import carrying, editions
from annotations.actions import placing
from annotations.actions.carry import carry_soon, carrying_job, waiting_of
from annotations.direction import direction_of
from annotations.forms.editions import LinkForm, PlaceForm, read_seen
from annotations.models import Carried
from annotations.views.annotator import find
from corpus import access
from corpus.access import Verb
from corpus.actions import editions as actions
from corpus.models import Edition
from formats import words

PAGE_LENGTH = 25
#: Hits of a quote that are offered as places.
MOST_HITS = 30


@require_http_methods(["GET", "HEAD", "POST"])
def editions_of(request, slug, pk):
    """The texts of a work; a POST links this text to another one."""
    project = access.get_project(request.user, slug)
    document = find(project, pk)
    if request.method != "POST":
        return _editions_page(request, project, document)
    access.require(request.user, Verb.LINK_TEXTS, project)
    document.project = project
    form = LinkForm(request.POST)
    if not form.is_valid():
        return _editions_page(request, project, document, form, status=422)
    try:
        actions.link(
            document=document,
            of=find(project, form.cleaned_data["of"]),
            kind=form.cleaned_data["kind"],
            by=request.user,
        )
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
        return _editions_page(request, project, document, form, status=422)
    messages.success(request, "Linked.")
    return redirect("annotations:editions", slug, pk)


def _editions_page(request, project, document, form=None, status=200):
    may_link = access.may(request.user, Verb.LINK_TEXTS, project)
    work = editions.work_of(document)
    own = next((row.edition for row in work if row.document.pk == document.pk), None)
    if may_link and not own and form is None:
        form = LinkForm(initial={"of": request.GET.get("of", "")})
    if form is not None:
        choices = [("", "Choose a text"), *editions.choices(project, document)]
        form.fields["of"].widget.choices = choices
    context = {
        "project": project,
        "section": "texts",
        "document": document,
        "work": work,
        "own": own,
        "form": form,
        "kinds": words.EDITIONS.items(),
        "may_link": may_link,
        "alike": actions.proposed_reprints(project, document) if may_link else [],
    }
    return TemplateResponse(
        request, "annotations/editions.html", context, status=status
    )


@require_POST
def unlink(request, slug, pk):
    """Take this text's own link away."""
    project = access.get_project(request.user, slug, Verb.LINK_TEXTS)
    edition = get_object_or_404(Edition.objects.of_project(project), document=pk)
    edition.project = project
    actions.unlink(edition=edition, by=request.user)
    messages.success(request, "Unlinked. Texts and annotations stay as they are.")
    return redirect("annotations:editions", slug, pk)


@require_http_methods(["GET", "HEAD", "POST"])
def carry(request, slug, pk):
    """What became of the earlier edition's annotations; a POST carries them."""
    project = access.get_project(request.user, slug)
    document = find(project, pk)
    document.project = project
    if request.method == "POST":
        access.require(request.user, Verb.CARRY, project)
        try:
            done, job = carry_soon(document=document, by=request.user)
        except ValidationError as error:
            return _carry_page(request, project, document, error.messages, status=422)
        if job:
            return redirect(job.path())
        messages.success(request, editions.told(done))
        return redirect("annotations:carry", slug, pk)
    return _carry_page(request, project, document)


def _carry_page(request, project, document, problems=(), status=200):
    edition = (
        Edition.objects.filter(document=document, kind="edition")
        .select_related("of")
        .first()
    )
    left = waiting_of(edition).count() if edition else 0
    numbers = carrying.numbers_of(document)
    # of a form that was refused, what it showed and had ticked stays
    shown = request.GET.get("show") or request.POST.get("show", "unplaced")
    ticked = read_seen(request.POST.getlist("carried"))
    shown = shown if shown in words.CARRIED else "unplaced"
    found = Carried.objects.of_project(project).for_list()
    found = found.filter(document=document, outcome=shown)
    page = Paginator(found, PAGE_LENGTH).get_page(request.GET.get("page"))
    rows = carrying.rows_of(page.object_list)
    for row in rows:
        row.may_decide = placing.may_place(request.user, project, row.carried)
        row.ticked = row.carried.pk in ticked
    context = {
        "project": project,
        "section": "texts",
        "document": document,
        "edition": edition,
        "numbers": numbers,
        "carried": sum(number for _name, _word, number in numbers),
        "left": left,
        "job": carrying_job(document) if left else None,
        "shown": shown,
        "shown_word": words.CARRIED[shown],
        "page": page,
        "rows": rows,
        "deciding": any(row.may_decide for row in rows),
        "may_carry": access.may(request.user, Verb.CARRY, project),
        "direction": direction_of(document.language),
        "problems": problems,
        "reason": request.POST.get("reason", ""),
        "here": request.get_full_path(),
    }
    return TemplateResponse(request, "annotations/carry.html", context, status=status)


@require_POST
def decide(request, slug, pk):
    """Approve, drop or take back the ticked ones."""
    project = access.get_project(request.user, slug, Verb.MARK)
    document = find(project, pk)
    document.project = project
    seen = read_seen(request.POST.getlist("carried"))
    action = request.POST.get("action", "")
    if not seen:
        return _carry_page(request, project, document, ["Tick at least one."], 422)
    try:
        if action == "approve":
            done, left = placing.approve(document=document, seen=seen, by=request.user)
            said = f"Approved: {done}."
        elif action == "drop":
            reason = request.POST.get("reason", "")
            done, left = placing.drop(
                document=document, seen=seen, reason=reason, by=request.user
            )
            said = f"Dropped: {done}. They can be taken back under “Dropped”."
        elif action == "take-back":
            done, left = placing.take_back(
                document=document, seen=seen, by=request.user
            )
            said = f"Taken back: {done}."
        else:
            raise Http404
    except ValidationError as error:
        return _carry_page(request, project, document, error.messages, 422)
    if left:
        said += f" {left} have no proposal or changed since, and stay as they are."
    messages.success(request, said)
    there = reverse("annotations:carry", args=[slug, pk])
    shown = request.POST.get("show", "")
    return redirect(f"{there}?show={shown}" if shown in words.CARRIED else there)


@require_http_methods(["GET", "HEAD", "POST"])
def place(request, slug, pk, carried):
    """Choose another place for one annotation: type words, take a hit."""
    project = access.get_project(request.user, slug, Verb.MARK)
    document = find(project, pk)
    document.project = project
    rows = Carried.objects.of_project(project).filter(document=document).for_list()
    row = get_object_or_404(rows, pk=carried)
    row.document = document
    if not placing.may_place(request.user, project, row):
        raise PermissionDenied("Coders place the marks they made.")
    problems, status = [], 200
    if request.method == "POST":
        form = PlaceForm(request.POST)
        try:
            if not form.is_valid():
                raise ValidationError("Choose one of the places below.")
            placing.place(carried=row, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            problems, status = error.messages, 422
        else:
            messages.success(request, "Placed.")
            return redirect("annotations:carry", slug, pk)
    quote = request.GET.get("quote", "")
    context = {
        "project": project,
        "section": "texts",
        "document": document,
        "row": carrying.rows_of([row])[0],
        "quote": quote,
        "hits": editions.hits(document, quote, MOST_HITS) if quote.strip() else [],
        "problems": problems,
        "direction": direction_of(document.language),
    }
    return TemplateResponse(request, "annotations/place.html", context, status=status)
