"""Which texts the caller has read."""

from django.core.exceptions import ValidationError
from ninja import Router

from annotations.actions import coverage as actions
from annotations.api.bodies import find_doctrine
from annotations.models import Coverage
from corpus import access
from corpus.http import answer, read_object
from formats import words

router = Router(tags=["coverage"])


@router.get("documents/{int:pk}/coverage", url_name="coverage")
def get_coverage(request, pk: int):
    """Who read the text, and what was found not applicable to it."""
    document = access.get_document(request.auth, pk)
    rows = (
        Coverage.objects.visible_to(request.auth)
        .filter(document=document)
        .select_related("coder", "doctrine")
        .order_by("pk")
    )
    items = [
        {
            "coder": str(row.coder),
            "by": row.coder.email,
            "doctrine": row.doctrine.slug if row.doctrine else None,
            "state": row.state,
        }
        for row in rows
    ]
    return answer({"items": items, "next": None})


@router.put("documents/{int:pk}/coverage", url_name="coverage")
def put_coverage(request, pk: int):
    """{"state": "read"}, or {"state": "not_applicable", "doctrine": slug}."""
    document = access.get_document(request.auth, pk)
    body = read_object(request)
    state = body.get("state", "read")
    if not isinstance(state, str) or state not in words.COVERAGE_STATES:
        raise ValidationError({"state": f"One of: {', '.join(words.COVERAGE_STATES)}."})
    actions.set_coverage(
        document=document,
        by=request.auth,
        state=state,
        doctrine=find_doctrine(document.project, body.get("doctrine")),
    )
    return get_coverage(request, pk)


@router.delete("documents/{int:pk}/coverage", url_name="coverage")
def delete_coverage(request, pk: int, doctrine: str = ""):
    """Take it back."""
    document = access.get_document(request.auth, pk)
    actions.clear_coverage(
        document=document,
        by=request.auth,
        doctrine=find_doctrine(document.project, doctrine),
    )
    return get_coverage(request, pk)
