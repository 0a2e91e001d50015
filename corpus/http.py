"""JSON in and out of the API."""

import msgspec
from django.core.exceptions import ValidationError
from django.http import HttpResponse

from formats import jsonl

#: The policy of a text's own bytes: nothing in them is run, also by a browser.
SANDBOX = "default-src 'none'; sandbox"


class Unreadable(Exception):
    """The body cannot be read at all: bad JSON, a NUL, half a character (400)."""


class VersionMissing(Exception):
    """A change must say which version it saw (428)."""


def answer(data, status=200, headers=None):
    """A JSON answer; bytes go out as they are."""
    content = data if isinstance(data, bytes) else msgspec.json.encode(data)
    return HttpResponse(
        content, status=status, content_type="application/json", headers=headers
    )


def answer_error(status, code, sentence, fields=None, **more):
    """The one shape of every error: {"detail", "code", "fields"}, and what helps."""
    body = {"detail": sentence, "code": code, "fields": fields or {}, **more}
    return answer(body, status)


def read_object(request):
    """The JSON object of a request's body.

    Raises:
        Unreadable
    """
    body = request.body
    try:
        if b"\\u0000" in body:
            jsonl.refuse_nul(body)
        value = msgspec.json.decode(body)
    except jsonl.Refusal as refusal:
        raise Unreadable(refusal.sentence) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Unreadable(jsonl.malformed(body).sentence) from None
    if not isinstance(value, dict):
        raise Unreadable("Send one JSON object.")
    return value


def shaped(value, kind):
    """A JSON value as a msgspec type.

    Raises:
        ValidationError: {field: sentence}
    """
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        refusal = jsonl.misshapen(str(error))
        raise ValidationError({refusal.field or "": refusal.sentence}) from None
