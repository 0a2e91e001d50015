"""The wordings that an annotation may name as its authority, over HTTP."""

import msgspec
from django.core.exceptions import ValidationError
from ninja import Router

from annotations.actions import authorities as actions
from annotations.models import Provision
from corpus import access
from corpus.access import Verb
from corpus.http import answer, read_object, shaped
from corpus.paging import DEFAULT_LIMIT, page

router = Router(tags=["authorities"])


class NewProvision(msgspec.Struct, forbid_unknown_fields=True):
    """What a body may say of a provision."""

    instrument: str = ""
    locator: str = ""
    version: str = ""
    in_force_from: str = ""
    in_force_to: str = ""
    link: str = ""
    description: str = ""


def row_of(provision):
    """A provision as the API answers it."""
    return {
        "instrument": provision.instrument.name,
        "locator": provision.locator,
        "version": provision.version,
        "in_force_from": provision.in_force_from,
        "in_force_to": provision.in_force_to,
        "link": provision.link,
        "description": provision.description,
    }


@router.get("projects/{slug:slug}/provisions", url_name="provisions")
def list_provisions(request, slug: str, limit: int = DEFAULT_LIMIT, cursor: str = ""):
    """The wordings that an annotation may name as its authority."""
    project = access.get_project(request.auth, slug)
    provisions = Provision.objects.filter(project=project).select_related("instrument")
    found, following = page(provisions, ["pk"], limit, cursor)
    return answer({"items": list(map(row_of, found)), "next": following})


@router.post("projects/{slug:slug}/provisions", url_name="provisions")
def add_provision(request, slug: str):
    """Add a wording, and its instrument if that is new: 201."""
    project = access.get_project(request.auth, slug, Verb.EDIT_CODEBOOK)
    given = shaped(read_object(request), NewProvision)
    if not given.instrument:
        raise ValidationError({"instrument": "Name the instrument."})
    fields = msgspec.structs.asdict(given)
    provision = actions.create_provision(project=project, by=request.auth, **fields)
    return answer(row_of(provision), 201)
