"""Authorities over HTTP: instruments, and wordings that annotations may name."""

import msgspec
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router

from annotations.actions import authorities as actions
from annotations.api.versions import version_seen
from annotations.models import Instrument, Provision
from corpus import access
from corpus.access import Verb
from corpus.http import answer, read_object, shaped
from corpus.paging import DEFAULT_LIMIT, page

router = Router(tags=["authorities"])

Words = str | msgspec.UnsetType
#: The rows of this module.
KINDS = (Instrument, Provision)


class ProvisionChange(msgspec.Struct, forbid_unknown_fields=True):
    """What a body may change of a provision."""

    locator: Words = msgspec.UNSET
    version: Words = msgspec.UNSET
    in_force_from: Words = msgspec.UNSET
    in_force_to: Words = msgspec.UNSET
    in_force_for: Words = msgspec.UNSET
    link: Words = msgspec.UNSET
    description: Words = msgspec.UNSET


class NewProvision(ProvisionChange, forbid_unknown_fields=True):
    """What a body may say of a new provision."""

    instrument: str = ""


class InstrumentChange(msgspec.Struct, forbid_unknown_fields=True):
    """What a body may say of an instrument."""

    name: Words = msgspec.UNSET
    kind: Words = msgspec.UNSET
    adopted: Words = msgspec.UNSET
    link: Words = msgspec.UNSET


def given(body, kind):
    """The fields that a body sends."""
    fields = msgspec.structs.asdict(shaped(body, kind))
    return {name: value for name, value in fields.items() if value != msgspec.UNSET}


def row_of(provision):
    """A provision as the API answers it; ``version`` is that of the wording."""
    return {
        "id": provision.pk,
        "instrument": provision.instrument.name,
        "locator": provision.locator,
        "version": provision.version,
        "in_force_from": provision.in_force_from,
        "in_force_to": provision.in_force_to,
        "in_force_for": provision.in_force_for,
        "link": provision.link,
        "description": provision.description,
        "row_version": provision.row_version,
    }


def row_of_instrument(instrument):
    return {
        "id": instrument.pk,
        "name": instrument.name,
        "kind": instrument.kind,
        "adopted": instrument.adopted,
        "link": instrument.link,
        "row_version": instrument.row_version,
    }


def told(row):
    """An instrument or provision as its own address answers it."""
    return row_of_instrument(row) if isinstance(row, Instrument) else row_of(row)


def answer_row(row, status=200):
    return answer(told(row), status, headers={"ETag": f'"{row.row_version}"'})


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
    fields = given(read_object(request), NewProvision)
    if not fields["instrument"]:
        raise ValidationError({"instrument": "Name the instrument."})
    fields.setdefault("locator", "")
    provision = actions.create_provision(project=project, by=request.auth, **fields)
    return answer_row(provision, 201)


@router.get("projects/{slug:slug}/provisions/{int:pk}", url_name="provision")
def get_provision(request, slug: str, pk: int):
    """One wording."""
    return answer_row(find(request.auth, slug, Provision, pk, Verb.READ))


@router.patch("projects/{slug:slug}/provisions/{int:pk}", url_name="provision")
def change_provision(request, slug: str, pk: int):
    """Change the fields that are sent; If-Match carries the row_version seen."""
    provision = find(request.auth, slug, Provision, pk)
    fields = given(read_object(request), ProvisionChange)
    changed = actions.edit_provision(
        provision=provision, seen=version_seen(request), by=request.auth, **fields
    )
    return answer_row(changed)


@router.delete("projects/{slug:slug}/provisions/{int:pk}", url_name="provision")
def delete_provision(request, slug: str, pk: int):
    """Take away a wording that no annotation names: 204."""
    provision = find(request.auth, slug, Provision, pk)
    actions.delete_provision(
        provision=provision, seen=version_seen(request), by=request.auth
    )
    return HttpResponse(status=204)


@router.get("projects/{slug:slug}/instruments", url_name="instruments")
def list_instruments(request, slug: str, limit: int = DEFAULT_LIMIT, cursor: str = ""):
    """The instruments that provisions belong to."""
    project = access.get_project(request.auth, slug)
    rows = Instrument.objects.filter(project=project)
    found, following = page(rows, ["pk"], limit, cursor)
    return answer({"items": list(map(row_of_instrument, found)), "next": following})


@router.post("projects/{slug:slug}/instruments", url_name="instruments")
def add_instrument(request, slug: str):
    """Add an instrument: 201."""
    project = access.get_project(request.auth, slug, Verb.EDIT_CODEBOOK)
    fields = {"name": "", **given(read_object(request), InstrumentChange)}
    made = actions.create_instrument(project=project, by=request.auth, **fields)
    return answer_row(made, 201)


@router.get("projects/{slug:slug}/instruments/{int:pk}", url_name="instrument")
def get_instrument(request, slug: str, pk: int):
    """One instrument."""
    return answer_row(find(request.auth, slug, Instrument, pk, Verb.READ))


@router.patch("projects/{slug:slug}/instruments/{int:pk}", url_name="instrument")
def change_instrument(request, slug: str, pk: int):
    """Change the fields that are sent; If-Match carries the row_version seen."""
    instrument = find(request.auth, slug, Instrument, pk)
    fields = given(read_object(request), InstrumentChange)
    changed = actions.edit_instrument(
        instrument=instrument, seen=version_seen(request), by=request.auth, **fields
    )
    return answer_row(changed)


@router.delete("projects/{slug:slug}/instruments/{int:pk}", url_name="instrument")
def delete_instrument(request, slug: str, pk: int):
    """Take away an instrument without provisions: 204."""
    instrument = find(request.auth, slug, Instrument, pk)
    actions.delete_instrument(
        instrument=instrument, seen=version_seen(request), by=request.auth
    )
    return HttpResponse(status=204)


def find(user, slug, model, pk, verb=Verb.EDIT_CODEBOOK):
    """A row of a project that the user may read, or change.

    Raises:
        Http404, PermissionDenied
    """
    project = access.get_project(user, slug, verb)
    row = get_object_or_404(model, project=project, pk=pk)
    row.project = project
    return row
