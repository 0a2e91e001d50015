"""A provision in all its wordings, and every passage that relies on it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from annotations import authority_list, tree
from annotations.actions import authorities as actions
from annotations.authority_force import AUTHORITIES
from annotations.errors import Conflict
from annotations.forms.authorities import ProvisionForm
from annotations.models import Provision
from annotations.views.actors import with_cursor
from annotations.views.authorities import PAGE_OR_POST, edit, seen
from corpus import access
from corpus.access import Verb
from corpus.models import Situation
from formats import words

#: Holders named on the page; the filter finds the others.
HOLDERS = 25


@require_GET
def provision(request, slug, pk):
    """All wordings side by side, who relies on them, and the passages."""
    found = find(request, slug, pk, Verb.READ)
    project = found.project
    wordings = list(
        authority_list.wordings(
            project, instrument=found.instrument, locator=found.locator
        )
    )
    keys = [row.pk for row in wordings]
    uses = authority_list.uses_of(project, provision__in=keys)
    for row in wordings:
        row.uses = uses.get(row.pk, 0)
    said = authority_list.holders(authority_list.relying(project, keys, {}))
    context = {
        "project": project,
        "section": "doctrines",
        "provision": found,
        "wordings": wordings,
        "uses": sum(uses.values()),
        "holders": said[:HOLDERS],
        "more_holders": len(said) - HOLDERS,
        "names": [name for name, _own, _others in said],
        "stances": words.STANCES,
        "voices": words.VOICES,
        "authorities": {name: AUTHORITIES[name] for name in [*AUTHORITIES][1:]},
        "situations": Situation.objects.of_project(project).for_list(),
        "doctrines": list(tree.load(project, counted=False).walk()),
        "sent": request.GET,
        "filtered": any(
            request.GET.get(name) for name in (*authority_list.FILTERS, "wording")
        ),
        "may_edit": access.may(request.user, Verb.EDIT_CODEBOOK, project),
        **passages_of(request, project, keys),
    }
    status = 422 if context["problems"] else 200
    return TemplateResponse(
        request, "annotations/provision.html", context, status=status
    )


def passages_of(request, project, keys):
    """What the part with the passages shows."""
    cursor = request.GET.get("cursor", "")
    try:
        rows = authority_list.relying(project, keys, request.GET)
        found, following = authority_list.one_page(project, rows, cursor)
    except ValidationError as error:
        return {"problems": error.messages, "rows": [], "count": 0}
    return {
        "problems": [],
        "rows": found,
        "count": rows.count(),
        "next_page": with_cursor(request, following) if following else "",
        "first_page": with_cursor(request) if cursor else "",
    }


@require_http_methods(PAGE_OR_POST)
def edit_provision(request, slug, pk):
    """Change what is said of one wording; 409 with both versions."""
    found = find(request, slug, pk)
    return edit(request, found, ProvisionForm, actions.edit_provision, "provision")


@require_POST
def delete_provision(request, slug, pk):
    """Take away a wording that no annotation names."""
    found = find(request, slug, pk)
    try:
        actions.delete_provision(provision=found, seen=seen(request), by=request.user)
    except (ValidationError, Conflict) as error:
        messages.error(request, " ".join(getattr(error, "messages", [str(error)])))
        return redirect("annotations:edit_provision", slug, pk)
    messages.success(request, f"“{found}” was deleted.")
    return redirect("annotations:instrument", slug, found.instrument_id)


def find(request, slug, pk, verb=Verb.EDIT_CODEBOOK):
    """
    Raises:
        Http404, PermissionDenied
    """
    project = access.get_project(request.user, slug, verb)
    rows = Provision.objects.select_related("instrument")
    row = get_object_or_404(rows, project=project, pk=pk)
    row.project = project
    return row
