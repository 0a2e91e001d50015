"""Pages that take a set away, and bring one in."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models import User
from annotations import problems, tree
from annotations.exchange.download import export_response
from annotations.exchange.export import FORMATS
from annotations.exchange.load import BadSet, load_set
from annotations.forms.exchange import ONLY, ImportForm, wanted
from annotations.forms.selection import VOICES
from annotations.models import Annotation, ImportedSet
from corpus import access
from corpus.access import Verb
from corpus.models import Situation
from formats import words


@require_GET
def export(request, slug):
    """Choose a format and what to take; ``?format=`` sends the file."""
    project = access.get_project(request.user, slug, Verb.EXPORT)
    problem = None
    if request.GET.get("format"):
        try:
            asked = wanted(request.GET, project)
            # a page is about one project, not about one text
            asked.pop("document", None)
            return export_response(project, request.GET["format"], **asked)
        except ValidationError as error:
            problem = " ".join(error.messages)
    marks = Annotation.objects.of_project(project).standing()
    coders = User.objects.filter(pk__in=marks.values("coder")).order_by("name", "email")
    return TemplateResponse(
        request,
        "annotations/export.html",
        {
            "project": project,
            "section": "export",
            "formats": FORMATS,
            "only": ONLY,
            "sent": request.GET,
            "statuses": words.STATUSES,
            "voices": VOICES,
            "situations": Situation.objects.of_project(project).for_list(),
            "doctrines": tree.load(project, counted=False).walk(),
            "coders": coders,
            "total": marks.count(),
            "problem": problem,
            "may_import": access.may(request.user, Verb.IMPORT_SET, project),
        },
        status=422 if problem else 200,
    )


@require_http_methods(["GET", "POST"])
def import_set(request, slug):
    """Bring a set in: a preview of what would be made, then the import itself."""
    project = access.get_project(request.user, slug, Verb.IMPORT_SET)
    sent = request.method == "POST"
    form = ImportForm(request.POST, request.FILES) if sent else ImportForm()
    context = {
        "project": project,
        "section": "export",
        "form": form,
        "sets": ImportedSet.objects.of_project(project)
        .select_related("created_by")
        .order_by("-created")[:20],
    }
    if sent and form.is_valid():
        preview = "preview" in request.POST
        try:
            loaded = load_set(
                project=project,
                data=form.cleaned_data["file"].read(),
                by=request.user,
                filename=form.cleaned_data["file"].name,
                create_missing=form.cleaned_data["create_missing"],
                preview=preview,
            )
        except BadSet as error:
            # after the problems that are told may stand how many are not
            untold = error.messages[len(error.problems) :]
            context["problems"] = problems.together(error.problems) + untold
            context["missing"] = (
                problems.missing(error.problems)
                and not form.cleaned_data["create_missing"]
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            if not preview and not loaded.before:
                plural = "" if loaded.made == 1 else "s"
                messages.success(
                    request,
                    f"Made {loaded.made} annotation{plural}."
                    " These are the texts with annotations, those with most first.",
                )
                texts = reverse("annotations:documents", args=[project.slug])
                return redirect(f"{texts}?marks=marked&sort=-marks")
            context["loaded"] = loaded
    template = "annotations/import.html"
    if request.htmx:
        template = "annotations/_import_report.html"
    return TemplateResponse(request, template, context)
