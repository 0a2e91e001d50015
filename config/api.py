"""The HTTP API: routers of the apps, and one shape for every error."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, OperationalError
from django.http import Http404
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError
from ninja.errors import ValidationError as RequestError

from accounts.authentication import SignedIn, TokenBearer
from annotations.api import (
    actors,
    annotations,
    authorities,
    bibliography,
    codebook,
    codebook_files,
    coverage,
    editions,
    examples,
    exchange,
    heads,
    passages,
    positions,
    precedents,
    projects,
    regions,
    relations,
    releases,
)
from annotations.api.regions import api_region
from annotations.errors import Conflict, Deleted
from annotations.models import Doctrine, Relation
from annotations.relations import api_relation
from annotations.rows import api_row
from compare.api import networks
from corpus import api as corpus
from corpus import jobs_api
from corpus.http import Unreadable, VersionMissing, answer_error
from corpus.models import Region
from review import api as review
from review import api_adjudication, api_assignments, api_comments
from review.models import Comment
from review.threads import written

api = NinjaAPI(
    title="Glossator",
    version="1",
    description="Texts, codebook, annotations and positions of Glossator's projects.",
    auth=[TokenBearer(), SignedIn()],
    docs_url=None,
    openapi_url="openapi.json",
    urls_namespace="api",
)
api.add_router("", projects.router)
api.add_router("", corpus.router)
api.add_router("", actors.router)
api.add_router("", annotations.router)
api.add_router("", coverage.router)
api.add_router("", editions.router)
api.add_router("", heads.router)
api.add_router("", exchange.router)
api.add_router("", bibliography.router)
api.add_router("", positions.router)
api.add_router("", codebook.router)
api.add_router("", releases.router)
api.add_router("", codebook_files.router)
api.add_router("", examples.router)
api.add_router("", authorities.router)
api.add_router("", precedents.router)
api.add_router("", passages.router)
api.add_router("", relations.router)
api.add_router("", regions.router)
api.add_router("", jobs_api.router)
api.add_router("", review.router)
api.add_router("", api_adjudication.router)
api.add_router("", api_assignments.router)
api.add_router("", networks.router)
api.add_router("", api_comments.router)

CODES = {400: "unreadable", 401: "unauthenticated", 403: "forbidden", 404: "not_found"}


def error(status, sentence, code="", fields=None, **more):
    code = code or CODES.get(status, "invalid")
    return answer_error(status, code, sentence, fields, **more)


@api.exception_handler(AuthenticationError)
def unauthenticated(request, exc):
    sentence = str(getattr(exc, "message", "")) or "Sign in, or send a token."
    if sentence == "Unauthorized":
        sentence = "Sign in, or send “Authorization: Bearer” with a token."
    response = error(401, sentence)
    response["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(HttpError)
def http_error(request, exc):
    return error(exc.status_code, str(exc))


@api.exception_handler(Unreadable)
def unreadable(request, exc):
    return error(400, str(exc))


@api.exception_handler(PermissionDenied)
def forbidden(request, exc):
    return error(403, str(exc) or "Your role in this project does not allow this.")


@api.exception_handler(Http404)
def not_found(request, exc):
    return error(404, "There is nothing here that you can see.")


@api.exception_handler(ValidationError)
def invalid(request, exc):
    if hasattr(exc, "error_dict"):
        fields = exc.message_dict
        sentence = " ".join(text for texts in fields.values() for text in texts)
        return error(422, sentence, fields=fields)
    return error(422, " ".join(exc.messages), fields={"": exc.messages})


@api.exception_handler(RequestError)
def wrong_parameters(request, exc):
    fields: dict = {}
    for problem in exc.errors:
        fields.setdefault(str(problem["loc"][-1]), []).append(f"{problem['msg']}.")
    sentence = " ".join(f"{name}: {' '.join(said)}" for name, said in fields.items())
    return error(422, sentence, fields=fields)


@api.exception_handler(Conflict)
def conflict(request, exc):
    current = {"current": told(request, exc.row)} if exc.row else {}
    return error(409, str(exc), exc.code, **current)


def told(request, row):
    """A row that stands in the way, as its own address answers it."""
    if isinstance(row, Doctrine):
        return codebook.api_doctrine(row.project, row.slug)
    if isinstance(row, authorities.KINDS):
        return authorities.told(row)
    if isinstance(row, Relation):
        return api_relation(row, request.auth)
    if isinstance(row, Region):
        return api_region(row)
    if isinstance(row, Comment):
        return written(row)
    row.project.reader = request.auth
    return api_row(row, row.project)


@api.exception_handler(VersionMissing)
def version_missing(request, exc):
    sentence = "Say which version you saw: send its ETag as If-Match."
    return error(428, sentence, "version_missing")


@api.exception_handler(Deleted)
def gone(request, exc):
    row = exc.row
    name = {"id": row.pk} if isinstance(row, Comment) else {"uuid": str(row.uuid)}
    return error(410, str(exc), "deleted", **name, version=row.version)


@api.exception_handler(IntegrityError)
def refused(request, exc):
    return error(
        409, "Somebody else changed the same thing. Load it again.", "conflict"
    )


@api.exception_handler(OperationalError)
def busy(request, exc):
    return error(503, "The database is busy. Try again in a moment.", "busy")


urls = api.urls
for pattern in urls[0]:
    # the API answers 401 as JSON by itself; pages are redirected to the sign-in
    if pattern.callback:
        login_not_required(pattern.callback)
