"""Marks whose doctrine means something else now: keep, move or drop each."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_http_methods

from annotations import codebook_history, passages
from annotations.actions import reconsider as actions
from annotations.forms.codebook_changes import WaitingFilter
from annotations.models import Annotation, CodebookChange, Doctrine, Reconsideration
from corpus import access
from corpus.access import Verb

ROWS = 50


@require_GET
def queue(request, slug):
    """The changes because of which marks wait."""
    project = access.get_project(request.user, slug)
    numbers = dict(
        Reconsideration.objects.of_project(project)
        .waiting()
        .order_by()
        .values_list("change")
        .annotate(n=Count("pk"))
    )
    names = codebook_history.names_of(project)
    changes = list(
        CodebookChange.objects.of_project(project).for_list().filter(pk__in=numbers)
    )
    for change in changes:
        change.waiting = numbers[change.pk]
        change.named = named(change, names)
    context = {"project": project, "section": "doctrines", "changes": changes}
    return TemplateResponse(request, "annotations/queue.html", context)


def named(change, names):
    """The doctrine that a change is about; an import may be about several."""
    return names.get(change.about, change.about) or "Several doctrines"


@require_http_methods(["GET", "HEAD", "POST"])
def waiting(request, slug, pk):
    """The marks that wait because of one change; a POST decides some, or all."""
    project = access.get_project(request.user, slug)
    change = get_object_or_404(CodebookChange.objects.of_project(project), pk=pk)
    rows = Reconsideration.objects.of_project(project).waiting().filter(change=change)
    form = filter_form(project, rows, request.GET)
    shown = rows.filter(
        **{f"annotation__{name}": value for name, value in form.values().items()}
    )
    problem = ""
    if request.method == "POST":
        access.require(request.user, Verb.EDIT_CODEBOOK, project)
        try:
            return decide(request, project, shown)
        except ValidationError as error:
            problem = " ".join(error.messages)
    return render(request, project, change, rows, shown, form, problem)


def filter_form(project, rows, sent):
    marks = Annotation.objects.filter(reconsiderations__in=rows).order_by()
    coders = marks.values_list("coder", "coder__name", "coder__email").distinct()
    texts = marks.values_list("document", "document__title").distinct()
    return WaitingFilter(
        sent,
        coders=[(str(pk), name or email) for pk, name, email in coders],
        documents=sorted(((str(pk), title) for pk, title in texts), key=lambda t: t[1]),
    )


def decide(request, project, shown):
    """Carry out what the page sent about the ticked marks, or all that are shown."""
    sent = request.POST
    if not sent.get("all"):
        ticked = [key for key in sent.getlist("mark") if key.isdecimal()][:1000]
        if not ticked:
            raise ValidationError("Tick at least one mark.")
        shown = shown.filter(pk__in=ticked)
    outcome = sent.get("outcome", "")
    doctrine = None
    if outcome == "moved":
        doctrine = Doctrine.objects.filter(
            project=project, slug=sent.get("doctrine", "").replace("\x00", "")
        ).first()
    change, number = actions.decide(
        project=project,
        waiting=shown,
        outcome=outcome,
        doctrine=doctrine,
        note=sent.get("note", "").replace("\x00", "")[:2000],
        by=request.user,
    )
    if change is None:
        messages.info(request, "Somebody decided these meanwhile.")
    else:
        said = {
            "kept": "kept as they are",
            "moved": f"put under “{doctrine}”",
            "dropped": "dropped",
        }
        request.session["reconsidered"] = change.pk
        messages.success(request, f"Marks {said[outcome]}: {number:,}.")
    return redirect(request.get_full_path())


def render(request, project, change, rows, shown, form, problem):
    names = codebook_history.names_of(project)
    ordered = shown.order_by("annotation__document", "annotation__start", "annotation")
    page = Paginator(ordered, ROWS).get_page(request.GET.get("page"))
    pairs = [(row.pk, row.annotation_id) for row in page.object_list]
    marks = passages.for_list(
        Annotation.objects.filter(pk__in=[mark for _pk, mark in pairs])
    ).in_bulk()
    found = []
    for pk, mark in pairs:
        marks[mark].waiting = pk
        found.append(marks[mark])
    passages.add_passages(found)
    total = Reconsideration.objects.of_project(project).filter(change=change).count()
    left = rows.count()
    context = {
        "project": project,
        "section": "doctrines",
        "change": change,
        "named": named(change, names),
        "told": codebook_history.rows_of(project, change, names)[0],
        "page": page,
        "marks": found,
        "left": left,
        "done": total - left,
        "total": total,
        "form": form,
        "filtered": bool(form.values()),
        "entries": Doctrine.objects.of_project(project).in_use().for_tree(),
        "may_edit": access.may(request.user, Verb.EDIT_CODEBOOK, project),
        "last": last_decision(request, project),
        "problem": problem,
        "sent": request.POST,
    }
    status = 422 if problem else 200
    return TemplateResponse(request, "annotations/waiting.html", context, status=status)


def last_decision(request, project):
    """What this session decided last, when it can be taken back from here."""
    kept = request.session.get("reconsidered")
    if not kept:
        return None
    rows = CodebookChange.objects.of_project(project)
    return rows.filter(pk=kept, undone=None).first()
