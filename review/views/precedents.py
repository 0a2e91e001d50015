"""Precedents of a doctrine: the reasons that guide decisions, and those overruled."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_POST

from annotations import precedents as reading
from annotations import tree
from annotations.actions import precedents as actions
from annotations.errors import Conflict
from annotations.models import Annotation, Precedent
from corpus import access
from corpus.access import Verb


@require_GET
def precedents(request, slug, doctrine):
    """Those that stand, then those that were overruled."""
    project = access.get_project(request.user, slug)
    return render(request, project, doctrine)


def render(request, project, doctrine, problem="", status=200):
    node = tree.load(project, counted=False).nodes.get(doctrine)
    if node is None:
        raise Http404
    context = {
        "project": project,
        "section": "doctrines",
        "node": node,
        "rows": reading.of_doctrine(project, doctrine),
        "may_decide": access.may(request.user, Verb.DECIDE, project),
        "problem": problem,
        "sent": request.POST,
    }
    return TemplateResponse(request, "review/precedents.html", context, status=status)


@require_POST
def overrule(request, slug, pk):
    """Let a precedent guide nobody any more; it is kept, with the reason."""
    project = access.get_project(request.user, slug, Verb.DECIDE)
    found = Precedent.objects.of_project(project).select_related("doctrine")
    precedent = get_object_or_404(found, pk=pk)
    precedent.project = project
    doctrine = precedent.doctrine.slug
    version = request.POST.get("version", "")
    try:
        actions.overrule(
            precedent=precedent,
            # no version, or none that can be: as stale as a wrong one
            version=int(version) if version.isdecimal() and len(version) < 10 else 0,
            reason=request.POST.get("reason", "").replace("\x00", ""),
            by=request.user,
        )
    except ValidationError as error:
        return render(request, project, doctrine, " ".join(error.messages), 422)
    except Conflict as error:
        return render(request, project, doctrine, str(error), 409)
    messages.success(request, "Overruled. It guides nobody any more.")
    return redirect("review:precedents", project.slug, doctrine)


@require_POST
def raise_precedent(request, slug, uuid):
    """Raise the reason of a mark's decision, or one that is written here."""
    project = access.get_project(request.user, slug, Verb.DECIDE)
    rows = Annotation.objects.of_project(project).standing().select_related("doctrine")
    row = get_object_or_404(rows, uuid=uuid)
    row.project = project
    reason = request.POST.get("reason", "").replace("\x00", "").strip()
    kind = request.POST.get("kind", "")
    try:
        actions.raise_precedents(
            annotations=[row],
            kind=kind,
            reason=reason or row.reason,
            by=request.user,
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("review:annotation", project.slug, uuid)
    messages.success(request, "It is a precedent now.")
    return redirect("review:precedents", project.slug, row.doctrine.slug)
