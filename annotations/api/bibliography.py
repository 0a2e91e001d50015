"""Bibliographies out and in."""

from django.core.exceptions import ValidationError
from ninja import Router

from corpus import access
from corpus.access import Verb
from corpus.actions import bibliography as actions
from corpus.actions.heads import Changed
from corpus.http import answer, answer_error, attached
from corpus.models import Document
from corpus.presenters import for_rows

router = Router(tags=["exchange"])


@router.get("projects/{slug:slug}/bibliography", url_name="bibliography")
def get_bibliography(
    request, slug: str, format: str = "csl", q: str = "", situation: str = ""
):
    """The texts as CSL-JSON, RIS or BibTeX: ``format=csl``, ``ris`` or ``bibtex``."""
    project = access.get_project(request.auth, slug, Verb.EXPORT)
    rows = Document.objects.of_project(project).matching(q=q, situation=situation)
    text = actions.written(format, for_rows(rows.order_by("pk")))
    kind = actions.FORMATS[format]
    name = f"{project.slug}.{kind.extension}"
    return attached(text, name, f"{kind.content_type}; charset=utf-8")


@router.post("projects/{slug:slug}/bibliography", url_name="bibliography")
def post_bibliography(
    request, slug: str, format: str = "csl", take: str = "empty", dry_run: bool = False
):
    """Take what a bibliography, sent as the body, says of texts that are here.

    ``take=empty`` fills what is empty, ``take=all`` replaces as well. Doubtful entries
    and new ones are told and left alone.
    """
    project = access.get_project(request.auth, slug, Verb.EDIT_HEAD)
    if take not in ("empty", "all"):
        raise ValidationError({"take": "This is “empty” or “all”."})
    given = actions.read_one(format, request.body)
    found = actions.match(project=project, given=given, by=request.auth)
    changes = actions.changes_of(found, only_empty=take == "empty")
    if not dry_run:
        try:
            actions.take(project=project, changes=changes, by=request.auth)
        except Changed as error:
            return answer_error(409, "conflict", str(error))
    body = {
        "entries": [told(one) for one in found],
        "problems": given.bibliography.problems,
        "changed": len(changes),
        "dry_run": dry_run,
    }
    return answer(body)


def told(one):
    """An entry for JSON."""
    return {
        "number": one.number,
        "line": one.entry.line,
        "state": one.state.replace(" ", "_"),
        "title": one.head.get("title", ""),
        "documents": [
            {
                "id": candidate.document.pk,
                "differences": {d.field: [d.now, d.new] for d in candidate.differences},
            }
            for candidate in one.candidates
        ],
        "warnings": one.entry.warnings,
    }
