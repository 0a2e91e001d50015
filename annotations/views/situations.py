"""The situations of a project: the cases that claims are about."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_http_methods

from annotations import actor_passages, holder_positions, situation_list, tree
from annotations.forms.names import SituationFilter
from annotations.views.actors import with_cursor
from corpus import access
from corpus.access import Verb
from corpus.actions import names as actions
from corpus.forms.problems import add_problems
from corpus.forms.situations import NewSituationForm
from corpus.models import Authorship, Document, Situation
from corpus.paging import page_number
from formats import words

#: Texts shown on a situation's page; the list of texts has the others.
TEXTS = 25
AUTHORS = Prefetch(
    "authorships", Authorship.objects.filter(role="author").select_related("actor")
)


@require_http_methods(["GET", "POST"])
def situations(request, slug):
    """The list, and the form that adds to it."""
    verb = Verb.READ if request.method == "GET" else Verb.ADD_NAME
    project = access.get_project(request.user, slug, verb)
    form = NewSituationForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                situation = actions.create_situation(
                    project=project, by=request.user, **form.changes()
                )
            except ValidationError as error:
                add_problems(form, error)
            else:
                messages.success(request, f"{situation.code} was added.")
                return redirect("annotations:situation", slug, situation.pk)
    wanted = SituationFilter(request.GET)
    context = {
        "project": project,
        "section": "texts",
        "form": form,
        "wanted": wanted,
        "filtered": wanted.active(),
        "situations": situation_list.listed(project, **wanted.values()),
        "may_add": access.may(request.user, Verb.ADD_NAME, project),
    }
    return TemplateResponse(
        request, "annotations/situations.html", context, status=status
    )


@require_GET
def situation(request, slug, pk):
    """One situation: texts about it, who says what of it, and every passage."""
    project = access.get_project(request.user, slug)
    found = Situation.objects.of_project(project).filter(pk=pk).first()
    if found is None:
        raise Http404
    found.project = project
    number = page_number(request.GET.get("holders", ""))
    holders, more = holder_positions.of_situation(found, number)
    texts = Document.objects.of_project(project).standing().filter(situation=found)
    context = {
        "project": project,
        "section": "texts",
        "situation": found,
        "states": found.states.select_related("actor"),
        "texts": texts.order_by("-issued", "title").prefetch_related(AUTHORS)[:TEXTS],
        "texts_count": texts.count(),
        "holders": holders,
        "holders_page": number,
        "more_holders": more,
        "comparisons": situation_list.comparisons(found),
        "stances": words.STANCES,
        "doctrines": list(tree.load(project, counted=False).walk()),
        "sent": request.GET,
        "may_add": access.may(request.user, Verb.ADD_NAME, project),
        **passages_of(request, found),
    }
    return TemplateResponse(
        request,
        "annotations/situation.html",
        context,
        status=422 if context["problems"] else 200,
    )


def passages_of(request, situation):
    """What the part with the passages shows."""
    try:
        rows, following, count = actor_passages.of_situation(
            situation,
            stance=request.GET.get("stance", ""),
            doctrine=request.GET.get("doctrine", ""),
            cursor=request.GET.get("cursor", ""),
        )
    except ValidationError as error:
        return {"problems": error.messages, "rows": [], "count": 0}
    return {
        "problems": [],
        "rows": rows,
        "count": count,
        "next_page": with_cursor(request, following) if following else "",
        "first_page": with_cursor(request) if request.GET.get("cursor") else "",
    }
