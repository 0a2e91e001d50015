"""Pages that change an entry of the codebook."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST

from annotations import tree
from annotations.actions import doctrines as actions
from annotations.actions.codebook import EDITABLE
from annotations.errors import Conflict
from annotations.forms.codebook import (
    EditDoctrineForm,
    Entries,
    LinkForm,
    NewDoctrineForm,
    RetireForm,
)
from annotations.models import Annotation, CodebookChange, Doctrine, Reconsideration
from corpus import access
from corpus.access import Verb
from corpus.forms.problems import add_problems
from formats.counted import counted

PAGE_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(PAGE_OR_POST)
def new_doctrine(request, slug):
    """Add an entry; ``parent`` in the address chooses where."""
    project = access.get_project(request.user, slug, Verb.ADD_DOCTRINE)
    form = NewDoctrineForm(
        request.POST or None,
        entries=Entries(choices(project)),
        initial={"parent": request.GET.get("parent", "")},
    )
    if form.is_valid():
        try:
            made = actions.create_doctrine(
                project=project, by=request.user, **form.given()
            )
        except ValidationError as error:
            add_problems(form, error)
        else:
            messages.success(request, f"Added “{made.name}” as {made.slug}.")
            return redirect("review:doctrine", project.slug, made.slug)
    context = {"project": project, "section": "doctrines", "form": form}
    return answer(request, "annotations/new_doctrine.html", context, form)


@require_http_methods(PAGE_OR_POST)
def edit_doctrine(request, slug, doctrine):
    """Change what an entry says; only what was changed on the page is written.

    When somebody else changed the entry meanwhile, both versions are shown (409).
    """
    project = access.get_project(request.user, slug, Verb.EDIT_CODEBOOK)
    entry = find(project, doctrine)
    form = edit_form(project, entry, request.POST or None)
    if form.is_valid():
        try:
            given = form.given()
            actions.edit_doctrine(
                doctrine=entry, by=request.user, **chosen(request, given)
            )
        except ValidationError as error:
            add_problems(form, error)
        except Conflict:
            return conflict_page(request, project, find(project, doctrine), form)
        else:
            return saved(request, project, entry, meaning=given.get("meaning"))
    return edit_page(request, project, entry, form=form)


def saved(request, project, entry, meaning):
    """Back to the entry; what waits because it means something else is shown first."""
    if meaning:
        changes = CodebookChange.objects.of_project(project).filter(about=entry.slug)
        change = changes.for_list()[0]
        waiting = Reconsideration.objects.of_project(project).filter(change=change)
        if number := waiting.waiting().count():
            told = counted(number, "mark waits", "marks wait")
            messages.success(request, f"Saved. {told} to be looked at again.")
            return redirect("annotations:waiting", project.slug, change.pk)
    messages.success(request, "Saved.")
    return redirect("review:doctrine", project.slug, entry.slug)


def chosen(request, given):
    """What to write: all, but for fields where the other's words are to stay."""
    keep = set(request.POST.getlist("theirs"))
    return {name: value for name, value in given.items() if name not in keep}


def conflict_page(request, project, entry, form):
    """Mine beside theirs: what only one of us changed is merged already (409)."""
    data = request.POST.copy()
    data.pop("theirs", None)
    data["version"] = entry.version
    rows = put_together(form, edit_form(project, entry), data)
    changes = CodebookChange.objects.of_project(project).filter(about=entry.slug)
    context = {
        "project": project,
        "section": "doctrines",
        "doctrine": entry,
        "rows": rows,
        "form": edit_form(project, entry, data),
        "change": changes.for_list().first(),
    }
    return TemplateResponse(
        request, "annotations/stale_doctrine.html", context, status=409
    )


def put_together(form, now, data):
    """The fields that differ, as rows; what only they changed goes into the data.

    Args:
        form: what was sent; ``now``: the form of the entry as it stands.
        data: what was sent, to be sent again: it compares with what stands now.
    """
    rows = []
    mine = form.changed_here()
    for name in now.fields.keys() - now.BESIDE:
        field = now[name]
        theirs = plain(now.get_initial_for_field(field.field, name))
        theirs_changed = plain(data.get(field.html_initial_name)) != theirs
        data[field.html_initial_name] = theirs
        told = {"name": "", "label": field.label, "theirs": shown(field, theirs)}
        if name not in mine:
            data[name] = theirs
            rows += [told] if theirs_changed else []
        elif plain(data.get(name)) != theirs:
            own = shown(field, plain(data.get(name)))
            rows.append(told | {"name": name, "mine": own, "both": theirs_changed})
    order = [now[name].label for name in now.fields]
    return sorted(rows, key=lambda row: order.index(row["label"]))


def plain(value):
    """A value of a field as a form sends it."""
    if value in (None, False, "False"):
        return ""
    return "on" if value in (True, "True") else str(value).replace("\r\n", "\n")


def shown(field, value):
    """A value of a field in the words of its choices."""
    if isinstance(field.field, forms.BooleanField):
        return "Yes" if value else "No"
    if choices := getattr(field.field, "choices", None):
        words = {str(key): word for key, word in choices}
        return words.get(value, value)
    return value


@require_POST
def retire_doctrine(request, slug, doctrine):
    """Keep an entry from new marks."""
    project = access.get_project(request.user, slug, Verb.EDIT_CODEBOOK)
    entry = find(project, doctrine)
    form = RetireForm(request.POST, entries=Entries(choices(project)))
    if form.is_valid():
        try:
            actions.retire_doctrine(
                doctrine=entry, by=request.user, **form.cleaned_data
            )
        except ValidationError as error:
            add_problems(form, error)
        else:
            messages.success(request, "Retired; its marks stay.")
            return redirect("review:doctrine", project.slug, entry.slug)
    return edit_page(request, project, entry, retire_form=form)


@require_POST
def restore_doctrine(request, slug, doctrine):
    """Bring a retired entry back."""
    project = access.get_project(request.user, slug, Verb.EDIT_CODEBOOK)
    entry = find(project, doctrine)
    actions.restore_doctrine(doctrine=entry, by=request.user)
    messages.success(request, "Brought back: new marks can choose it.")
    return redirect("review:doctrine", project.slug, entry.slug)


def edit_form(project, entry, sent=None, offered=None):
    """What the entry says, and what lies above it, also when that is retired."""
    above = entry.parent
    offered = offered or others(project, entry)
    if above is not None and above.retired:
        beside = Doctrine.objects.filter(pk=above.pk).for_tree()
        offered = Entries(offered.doctrines | beside)
    initial = {name: getattr(entry, name) for name in EDITABLE}
    return EditDoctrineForm(
        sent,
        entries=offered,
        initial={
            **initial,
            "checked": bool(entry.checked),
            "parent": above.slug if above else "",
            "version": entry.version,
        },
    )


def edit_page(request, project, entry, form=None, retire_form=None):
    """The entry's two forms, one of them perhaps with problems."""
    offered = others(project, entry)
    context = {
        "project": project,
        "section": "doctrines",
        "doctrine": entry,
        "form": form or edit_form(project, entry, offered=offered),
        "passages": Annotation.objects.of_project(project)
        .standing()
        .filter(doctrine=entry)
        .count(),
        "links": tree.links_of(entry),
        "link_form": LinkForm(entries=offered, auto_id="link_%s"),
        "retire_form": retire_form or RetireForm(entries=offered),
    }
    posted = form or retire_form
    return answer(request, "annotations/edit_doctrine.html", context, posted)


def answer(request, template, context, form):
    """The page; 422 when a form was sent that is wrong."""
    status = 422 if form.is_bound and form.errors else 200
    return TemplateResponse(request, template, context, status=status)


def find(project, slug):
    entries = Doctrine.objects.select_related("parent", "replaced_by")
    entry = get_object_or_404(entries, project=project, slug=slug)
    entry.project = project
    return entry


def choices(project):
    """Entries that another may lie under, or be replaced by."""
    return Doctrine.objects.of_project(project).in_use().for_tree()


def others(project, entry):
    """The entries that this one may have to do with."""
    return Entries(choices(project).exclude(pk=entry.pk))
