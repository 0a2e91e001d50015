"""Examples of a doctrine over HTTP: chosen ones, and passages that show its use."""

from uuid import UUID

import msgspec
from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Query, Router

from annotations import examples, precedents
from annotations.actions import examples as actions
from annotations.api.codebook import find_entry
from annotations.models import Annotation, Doctrine, DoctrineExample
from corpus import access
from corpus.access import Verb
from corpus.http import answer, read_object, shaped

router = Router(tags=["codebook"])
ADDRESS = "projects/{slug:slug}/doctrines/{doctrine}/examples"
#: No more that were chosen are sent.
MOST = 9


class NewExample(msgspec.Struct, forbid_unknown_fields=True):
    """A passage by its annotation, or words of its own."""

    kind: str = "positive"
    annotation: UUID | None = None
    text: str = ""
    note: str = ""


@router.get(ADDRESS, url_name="doctrine_examples")
def list_examples(
    request, slug: str, doctrine: str, limit: int = Query(2, ge=1, le=MOST)
):
    """What was chosen to show a doctrine, filled up with passages under it.

    Examples come before counter-examples, then accepted passages, then the latest. Of
    a long passage only the beginning is sent. Beside them stand the precedents that
    guide decisions about the doctrine.
    """
    project = access.get_project(request.auth, slug)
    chosen = list(examples.chosen(project, doctrine)[:MOST])
    items = [examples.chosen_item(project, row) for row in chosen]
    missing = limit - sum(row["kind"] == "positive" for row in chosen)
    if missing > 0:
        kept = [row["annotation_id"] for row in chosen if row["annotation_id"]]
        rows = examples.of_doctrine(project, doctrine).exclude(pk__in=kept)[:missing]
        items += [
            {"example": None, "kind": "", "note": ""} | examples.item(project, row)
            for row in rows
        ]
    known = Doctrine.objects.of_project(project).filter(slug=doctrine)
    if not items and not known.exists():
        raise Http404
    guiding = precedents.standing(precedents.of_doctrine(project, doctrine))[:MOST]
    told = [precedents.item(row) for row in guiding]
    return answer({"items": items, "next": None, "precedents": told})


@router.post(ADDRESS, url_name="doctrine_examples")
def add_example(request, slug: str, doctrine: str):
    """Make a passage, or words of one's own, an example: 201."""
    project = access.get_project(request.auth, slug, Verb.EDIT_CODEBOOK)
    entry = find_entry(project, doctrine)
    given = msgspec.structs.asdict(shaped(read_object(request), NewExample))
    if uuid := given.pop("annotation"):
        standing = Annotation.objects.of_project(project).standing()
        given["annotation"] = get_object_or_404(standing, uuid=uuid)
    made = actions.add_example(doctrine=entry, by=request.auth, **given)
    [row] = examples.chosen(project, doctrine).filter(pk=made.pk)
    return answer(examples.chosen_item(project, row), 201)


@router.delete(ADDRESS + "/{int:pk}", url_name="doctrine_example")
def remove_example(request, slug: str, doctrine: str, pk: int):
    """Show it no longer; the passage stays."""
    project = access.get_project(request.auth, slug, Verb.EDIT_CODEBOOK)
    entry = find_entry(project, doctrine)
    example = get_object_or_404(DoctrineExample, doctrine=entry, project=project, pk=pk)
    example.project, example.doctrine = project, entry
    actions.remove_example(example=example, by=request.auth)
    return answer({"removed": pk})
