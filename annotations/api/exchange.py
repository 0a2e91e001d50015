"""Sets out and in."""

from django.core.exceptions import ValidationError
from ninja import Router

from annotations.exchange.download import export_response
from annotations.exchange.load import BadSet, load_set
from annotations.forms.exchange import wanted
from corpus import access
from corpus.access import Verb
from corpus.http import answer

router = Router(tags=["exchange"])


@router.get("projects/{slug:slug}/export", url_name="export")
def get_export(
    request,
    slug: str,
    format: str = "jsonl",
    doctrine: str = "",
    status: str = "",
    coder: str = "",
    document: int | None = None,
    only: str = "",
    voice: str = "",
    situation: str = "",
    since: str = "",
    until: str = "",
):
    """The set as a file, with its length and, in ``X-Row-Count``, its annotations.

    With ``only=counted`` those that a comparison counts, chosen as for positions: then
    ``voice``, ``situation``, ``since`` and ``until`` choose among them.
    """
    project = access.get_project(request.auth, slug, Verb.EXPORT)
    asked = wanted(request.GET, project)
    if "document" in asked:
        asked["document"] = document
    return export_response(project, format, **asked)


@router.post("projects/{slug:slug}/import", url_name="import")
def post_import(
    request,
    slug: str,
    format: str = "jsonl",
    create_missing: bool = False,
    preview: bool = False,
):
    """Import a set, sent as the body or as the file ``file`` of a form.

    201 with what was made; 200 when nothing was new; 422 with every wrong line, or 400
    when a line cannot even be read.
    """
    project = access.get_project(request.auth, slug, Verb.IMPORT_SET)
    upload = request.FILES.get("file")
    if upload is None and request.content_type == "multipart/form-data":
        raise ValidationError({"file": "Send the set as the form's field “file”."})
    try:
        loaded = load_set(
            project=project,
            data=upload.read() if upload else request.body,
            by=request.auth,
            format=format,
            filename=upload.name if upload else "",
            create_missing=create_missing,
            preview=preview,
        )
    except BadSet as error:
        unreadable = any(problem.unreadable for problem in error.problems)
        return answer(bad_set(error), 400 if unreadable else 422)
    body = {
        "made": loaded.made,
        "unchanged": loaded.unchanged,
        "created": loaded.created,
        "preview": preview,
        "imported_before": loaded.before.created if loaded.before else None,
    }
    return answer(body, 201 if loaded.made and not preview else 200)


def bad_set(error):
    """What is wrong with a set, in the shape of every error."""
    fields: dict = {}
    for problem in error.problems:
        fields.setdefault(f"line {problem.line}", []).append(str(problem))
    return {
        "detail": " ".join(error.messages[:3]),
        "code": "invalid",
        "fields": fields,
        "problems": [
            {"line": p.line, "field": p.field, "detail": p.sentence}
            for p in error.problems
        ],
    }
