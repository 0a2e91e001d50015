"""The codebook as a file over HTTP: out, and in."""

from django.core.exceptions import ValidationError
from ninja import Router

from annotations.actions.codebook import load_codebook
from annotations.codebook_plan import plan_import
from annotations.exchange import codebook as exchange
from corpus import access
from corpus.access import Verb
from corpus.http import answer
from formats.codebook import Unreadable, Unwritable

router = Router(tags=["codebook"])


@router.get("projects/{slug:slug}/codebook", url_name="codebook")
def get_codebook(request, slug: str, format: str = "json"):
    """The codebook: json, xlsx, csv, skos-ttl, skos-jsonld or qdc."""
    project = access.get_project(request.auth, slug, Verb.EXPORT)
    try:
        return exchange.response(project, format)
    except Unwritable as error:
        raise ValidationError({"format": str(error)}) from None


@router.post("projects/{slug:slug}/codebook/import", url_name="import_codebook")
def post_codebook(
    request,
    slug: str,
    dry_run: bool = False,
    update: bool = False,
    meaning: bool = False,
    filename: str = "",
):
    """Add the entries of a file, sent as the body or as ``file`` of a form.

    What is there stays, unless ``update``; with ``meaning`` as well, the annotations
    of entries whose definition or notes change wait to be looked at again.
    ``dry_run`` only says what would be done.
    201 when something was taken.
    """
    project = access.get_project(request.auth, slug, Verb.EDIT_CODEBOOK)
    upload = request.FILES.get("file")
    if upload is None and request.content_type == "multipart/form-data":
        raise ValidationError({"file": "Send the codebook as the form's field “file”."})
    data = exchange.content_of(upload) if upload else request.body
    try:
        given = exchange.read(project, data, upload.name if upload else filename)
    except Unreadable as error:
        raise ValidationError({"file": error.problems}) from None
    if dry_run:
        plan = plan_import(project, given.codebook, given.fields)
        return answer({**told(plan), "warnings": given.warnings})
    made, changed = load_codebook(
        project=project,
        data=given.codebook,
        by=request.auth,
        update=update,
        meaning=meaning,
        fields=given.fields,
    )
    body = {"made": made, "changed": changed, "warnings": given.warnings}
    return answer(body, 201 if made or changed else 200)


def told(plan):
    """A plan as the API answers it: slugs, and each changed field before and after."""
    return {
        "new": [row.slug for row in plan.new],
        "changed": {
            row.slug: {
                one.field: {"before": one.before, "after": one.after}
                for one in row.differences
            }
            for row in plan.changed
        },
        "missing": [row.slug for row in plan.missing],
        "unchanged": plan.unchanged,
        "links": len(plan.links),
        "instruments": [one.name for one in plan.instruments],
        "provisions": len(plan.provisions),
    }
