"""Making a project: it starts with a codebook, so it lives with the codebook."""

from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from annotations.actions.projects import start_project
from annotations.forms.projects import ProjectForm


@require_http_methods(["GET", "HEAD", "POST"])
def new_project(request):
    form = ProjectForm(request.POST or None, initial={"starter": True})
    if request.method == "POST" and form.is_valid():
        try:
            project = start_project(
                slug=form.short_name(),
                title=form.cleaned_data["title"],
                description=form.cleaned_data["description"],
                empty=not form.cleaned_data["starter"],
                by=request.user,
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("corpus:project", project.slug)
    return TemplateResponse(request, "annotations/new_project.html", {"form": form})
