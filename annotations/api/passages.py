"""Annotations in short, to find one of another text."""

from ninja import Router

from annotations.models import Annotation
from annotations.relations import api_ends
from corpus import access
from corpus.http import answer

router = Router(tags=["annotations"])

#: So many are told; more words find fewer.
MOST = 20


@router.get("projects/{slug:slug}/passages", url_name="passages")
def passages(request, slug: str, q: str = ""):
    """The standing annotations whose passage, doctrine or text say every word of ``q``.

    At most 20, the last changed first; a link to an annotation, or its id, finds it.
    """
    project = access.get_project(request.auth, slug)
    rows = Annotation.objects.of_project(project).standing().saying(q)
    found = api_ends(rows.order_by("-changed", "-pk")[:MOST])
    return answer({"items": found, "next": None})
