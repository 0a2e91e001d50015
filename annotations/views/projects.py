"""Making a project: it starts with a codebook, so it lives with the codebook."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from annotations.actions.projects import start_project
from annotations.exchange import codebook_child
from annotations.exchange.codebook import content_of
from annotations.forms.projects import ProjectForm
from formats.codebook import Unreadable


@require_http_methods(["GET", "HEAD", "POST"])
def new_project(request):
    sent = request.method == "POST"
    form = ProjectForm(
        request.POST if sent else None,
        request.FILES if sent else None,
        user=request.user,
        initial={"start": "starter"},
    )
    if form.is_valid():
        try:
            project, warnings = start(form, request.user)
        except Unreadable as error:
            form.add_error("file", error.problems)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            for warning in warnings:
                messages.warning(request, warning)
            return redirect("corpus:project", project.slug)
    return TemplateResponse(
        request,
        "annotations/new_project.html",
        {"form": form},
        status=422 if sent else 200,
    )


def start(form, user):
    """(the project, what of the file was left out).

    Raises:
        Unreadable, ValidationError
    """
    given = form.cleaned_data
    more, warnings = {}, []
    if given["start"] == "file":
        file = given["file"]
        found = codebook_child.read(content_of(file), filename=file.name)
        more, warnings = {"codebook": found.codebook}, found.warnings
    elif given["start"] == "project":
        more = {"source": given["source"]}
    project = start_project(
        slug=form.short_name(),
        title=given["title"],
        description=given["description"],
        empty=given["start"] == "none",
        by=user,
        **more,
    )
    return project, warnings
