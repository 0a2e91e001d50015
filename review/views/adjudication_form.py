"""Write the mark that stands for those of several coders."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from annotations import passages
from annotations.errors import Conflict
from corpus.models import Situation
from review.actions import adjudication as actions
from review.adjudicating import layers
from review.forms.adjudication import SettledMarkForm
from review.forms.decision import read_seen
from review.views.adjudication import find


@require_http_methods(["GET", "HEAD", "POST"])
def write(request, slug, document, doctrine):
    """The form, prefilled with what the coders said; ``marks`` names their marks."""
    project, text, node = find(request.user, slug, document, doctrine)
    back = reverse("review:adjudicate", args=[slug, text.pk, node.doctrine.slug])
    sent = request.POST if request.method == "POST" else request.GET
    try:
        seen = read_seen(sent.getlist("marks"))
    except ValidationError:
        seen = {}
    rows = passages.for_list(layers(project).filter(document=text, uuid__in=seen))
    rows = list(rows.order_by("start", "pk"))
    if not rows:
        messages.warning(request, "Choose a passage first: its marks have changed.")
        return redirect(back)
    form = SettledMarkForm(
        request.POST if request.method == "POST" else None,
        rows=rows,
        document=text,
        nodes=[below for below in node.branch() if not below.doctrine.retired],
        situations=Situation.objects.of_project(project).for_list(),
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.settle(
                    project=project,
                    document=text,
                    node=node,
                    seen=seen,
                    by=request.user,
                    record=form.record(),
                    reason=form.cleaned_data["reason"],
                )
            except Conflict as error:
                form.add_error(None, str(error))
                status = 409
            except ValidationError as error:
                add_errors(form, error)
            else:
                messages.success(request, "Settled with a mark of your own.")
                return redirect(f"{back}#passage-{rows[0].pk}")
    passages.add_passages(rows[:1])
    context = {
        "project": project,
        "section": "adjudication",
        "document": text,
        "node": node,
        "form": form,
        "shown": rows[0],
        "tokens": [f"{uuid}:{version}" for uuid, version in seen.items()],
        "holders": sorted({row.actor.name for row in rows if row.actor}),
        "back": back,
    }
    template = "review/adjudicate_write.html"
    return TemplateResponse(request, template, context, status=status)


def add_errors(form, error):
    """Each sentence at its field, or above the form where it has none."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        name = name.replace("voice.holder", "holder")
        form.add_error(name if name in form.fields else None, errors)
