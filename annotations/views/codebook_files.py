"""Pages that take a codebook away, and bring one in."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_POST

from annotations.actions.codebook_import import import_codebook
from annotations.codebook_plan import Chosen, plan_import
from annotations.errors import Conflict
from annotations.exchange import codebook as exchange
from annotations.forms.codebook_files import CodebookFileForm, TakeForm
from annotations.models import Doctrine
from corpus import access
from corpus.access import Verb
from formats.codebook import Unreadable, Unwritable
from formats.codebook_packed import pack, unpack


@require_GET
def codebook_files(request, slug):
    """The formats with what each loses, and where a file is brought in."""
    project = access.get_project(request.user, slug)
    return _page(request, project, CodebookFileForm())


@require_GET
def export_codebook(request, slug):
    """The codebook as a file; ``?format=`` says which."""
    project = access.get_project(request.user, slug, Verb.EXPORT)
    try:
        return exchange.response(project, request.GET.get("format", "json"))
    except (ValidationError, Unwritable) as error:
        problems = getattr(error, "messages", None) or [str(error)]
        return _page(request, project, CodebookFileForm(), problems=problems)


@require_POST
def bring_codebook(request, slug):
    """Show what a file would change; then take what was ticked of it."""
    project = access.get_project(request.user, slug, Verb.EDIT_CODEBOOK)
    if "given" in request.POST:
        return _take(request, project)
    form = CodebookFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, project, form)
    file = form.cleaned_data["file"]
    try:
        given = exchange.read(project, exchange.content_of(file), file.name)
    except Unreadable as error:
        return _page(request, project, form, problems=error.problems)
    return _preview(request, project, given)


def _take(request, project):
    form = TakeForm(request.POST)
    known = Doctrine.objects.filter(project=project).values_list("slug", flat=True)
    try:
        given = unpack(request.POST["given"], set(known))
    except Unreadable as error:
        return _page(request, project, CodebookFileForm(), problems=error.problems)
    if not form.is_valid():
        return _preview(request, project, given, form=form, status=422)
    chosen = form.chosen()
    try:
        plan = import_codebook(
            project=project,
            codebook=given.codebook,
            fields=given.fields,
            chosen=chosen,
            seen=form.cleaned_data["seen"],
            by=request.user,
            note=form.cleaned_data["note"],
        )
    except Conflict as error:
        return _preview(request, project, given, problem=str(error), status=409)
    except ValidationError as error:
        problem = " ".join(error.messages)
        return _preview(request, project, given, form=form, problem=problem, status=422)
    messages.success(request, told(plan, chosen))
    page = "queue" if chosen.meaning else "doctrines"
    return redirect(f"annotations:{page}", project.slug)


def told(plan, chosen):
    """What was done, in a sentence."""
    counts = (
        (len([row for row in plan.new if row.slug in chosen.new]), "added"),
        (len([row for row in plan.changed if row.slug in chosen.changed]), "changed"),
        (len([row for row in plan.missing if row.slug in chosen.retire]), "retired"),
    )
    said = ", ".join(f"{number:,} {verb}" for number, verb in counts if number)
    return f"Imported: {said or 'no entry was touched'}."


def _preview(request, project, given, *, form=None, problem="", status=200):
    plan = plan_import(project, given.codebook, given.fields)
    if form is not None:
        chosen = form.chosen() if form.is_valid() else Chosen.all_new(plan)
    else:
        chosen = Chosen.all_new(plan)._replace(
            changed={row.slug for row in plan.changed}, authorities="all"
        )
    context = {
        "project": project,
        "section": "doctrines",
        "part": "files",
        "plan": plan,
        "chosen": chosen,
        "alters_meaning": any(row.alters_meaning() for row in plan.changed),
        "warnings": given.warnings,
        "problem": problem,
        "form": TakeForm(initial={"given": pack(given), "seen": plan.seen}),
    }
    return TemplateResponse(
        request, "annotations/codebook_import.html", context, status=status
    )


def _page(request, project, form, problems=()):
    context = {
        "project": project,
        "section": "doctrines",
        "part": "files",
        "formats": exchange.FORMATS,
        "form": form,
        "problems": problems,
        "may_edit": access.may(request.user, Verb.EDIT_CODEBOOK, project),
    }
    wrong = problems or form.errors
    return TemplateResponse(
        request,
        "annotations/codebook_files.html",
        context,
        status=422 if wrong else 200,
    )
