"""The history of the codebook: every decision, and taking one back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_POST

from annotations import codebook_history
from annotations.actions.undoing import take_back
from annotations.forms.codebook_changes import ChangesFilter
from annotations.models import CodebookChange
from corpus import access
from corpus.access import Verb
from corpus.http import attached_csv
from formats import words
from formats.counted import counted

ROWS = 50
#: Of the history as a file.
COLUMNS = (
    *("change", "when", "by", "what", "entry", "name", "why"),
    *("taken_back", "by_whom"),
)


@require_GET
def codebook_changes(request, slug):
    """All changes, newest first, with filters."""
    project = access.get_project(request.user, slug)
    form = filter_form(project, request.GET)
    rows = codebook_history.filtered(project, **form.values())
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    changes = list(page.object_list)
    codebook_history.add_numbers(project, changes)
    context = {
        "project": project,
        "section": "doctrines",
        "page": page,
        "changes": changes,
        "form": form,
        "filtered": any(form.values().values()),
        "names": codebook_history.names_of(project),
    }
    for change in changes:
        change.named = context["names"].get(change.about, change.about)
    return TemplateResponse(request, "annotations/codebook_changes.html", context)


def filter_form(project, sent):
    people = (
        CodebookChange.objects.of_project(project)
        .order_by("by__email")
        .values_list("by__email", "by__name")
        .distinct()
    )
    return ChangesFilter(
        sent, people=[(email, name or email) for email, name in people]
    )


@require_GET
def codebook_change(request, slug, pk):
    """One change: what it did in words, and the button that takes it back."""
    project = access.get_project(request.user, slug)
    return render(request, project, find(project, pk))


def find(project, pk):
    rows = CodebookChange.objects.of_project(project)
    rows = rows.select_related("by", "undone_by", "undoes")
    change = get_object_or_404(rows, pk=min(pk, 2**63 - 1))
    change.project = project
    return change


def render(request, project, change, problem=""):
    names = codebook_history.names_of(project)
    codebook_history.add_numbers(project, [change])
    rows, more = codebook_history.rows_of(project, change, names)
    context = {
        "project": project,
        "section": "doctrines",
        "change": change,
        "named": names.get(change.about, change.about),
        "linked": change.about in names,
        "rows": rows,
        "more": more,
        "may_edit": access.may(request.user, Verb.EDIT_CODEBOOK, project),
        "problem": problem,
    }
    status = 409 if problem else 200
    return TemplateResponse(
        request, "annotations/codebook_change.html", context, status=status
    )


@require_POST
def take_back_change(request, slug, pk):
    """Take a change back, or say what stands against it."""
    project = access.get_project(request.user, slug, Verb.EDIT_CODEBOOK)
    change = find(project, pk)
    note = request.POST.get("note", "").replace("\x00", "")[:2000]
    try:
        done = take_back(change=change, by=request.user, note=note)
    except ValidationError as error:
        return render(request, project, change, " ".join(error.messages))
    messages.success(request, told(done))
    if request.POST.get("waiting", "").isdecimal():
        back = find(project, int(request.POST["waiting"]))
        return redirect("annotations:waiting", project.slug, back.pk)
    return redirect("annotations:codebook_change", project.slug, done.change.pk)


def told(done):
    """What taking back did, in sentences."""
    said = ["Taken back."]
    if done.back:
        were = counted(done.back, "mark is as it was", "marks are as they were")
        said.append(f"{were}.")
    if done.left:
        stay = counted(
            done.left,
            "mark was changed since and stays as it is",
            "marks were changed since and stay as they are",
        )
        said.append(f"{stay}.")
    if done.kept:
        names = ", ".join(f"“{name}”" for name in done.kept[:5])
        more = " and more" if len(done.kept) > 5 else ""
        said.append(f"Marks or their history name {names}{more}: kept, but retired.")
    return " ".join(said)


@require_GET
def export_changes(request, slug):
    """The history as a table, filtered as the page is."""
    project = access.get_project(request.user, slug, Verb.EXPORT)
    form = filter_form(project, request.GET)
    names = codebook_history.names_of(project)
    rows = codebook_history.filtered(project, **form.values()).iterator()
    lines = [COLUMNS, *(cells(change, names) for change in rows)]
    return attached_csv(lines, f"{project.slug}-codebook-history.csv")


def cells(change, names):
    return (
        change.pk,
        change.created.isoformat(),
        change.by.email,
        words.CODEBOOK_CHANGES[change.kind],
        change.about,
        names.get(change.about, ""),
        change.note,
        change.undone.isoformat() if change.undone else "",
        change.undone_by.email if change.undone_by else "",
    )
