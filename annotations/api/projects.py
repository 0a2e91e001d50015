"""Projects over HTTP."""

from django.core.exceptions import ValidationError
from ninja import Router

from annotations.actions.projects import start_project
from corpus import access
from corpus.http import answer, read_object
from corpus.models import Project
from corpus.paging import DEFAULT_LIMIT, page

router = Router(tags=["projects"])

STRINGS = {"slug", "title", "description"}


def project_row(project):
    return {
        "slug": project.slug,
        "title": project.title,
        "description": project.description,
        "role": project.role,
        "created": project.created,
        "html_url": f"/projects/{project.slug}/texts/",
    }


@router.get("projects", url_name="projects")
def list_projects(request, limit: int = DEFAULT_LIMIT, cursor: str = ""):
    """The caller's projects by short name."""
    rows = Project.objects.visible_to(request.auth)
    found, next_cursor = page(rows, ["slug"], limit, cursor)
    return answer({"items": list(map(project_row, found)), "next": next_cursor})


@router.post("projects", url_name="projects")
def add_project(request):
    """Make a project that the caller owns: ``slug``, ``title``, ``description``.

    It starts with the starter codebook and situations unless ``empty`` is true.
    """
    body = read_object(request)
    empty = body.pop("empty", False)
    problems = {
        name: "There is no such field." for name in body if name not in STRINGS
    } | {
        name: "This is no text."
        for name in STRINGS & body.keys()
        if not isinstance(body[name], str)
    }
    if not isinstance(empty, bool):
        problems["empty"] = "Say true or false."
    problems |= {
        name: "This is missing." for name in ("slug", "title") if name not in body
    }
    if problems:
        raise ValidationError(problems)
    project = start_project(**body, empty=empty, by=request.auth)
    return answer(project_row(project), 201)


@router.get("projects/{slug:slug}", url_name="project")
def get_project(request, slug: str):
    """One project and the caller's role in it."""
    return answer(project_row(access.get_project(request.auth, slug)))
