"""JSON in and out of the API."""

import msgspec
from django.http import HttpResponse

from formats import jsonl


class Unreadable(Exception):
    """The body cannot be read at all: bad JSON, a NUL, half a character (400)."""


def answer(data, status=200, headers=None):
    """A JSON answer; bytes go out as they are."""
    content = data if isinstance(data, bytes) else msgspec.json.encode(data)
    return HttpResponse(
        content, status=status, content_type="application/json", headers=headers
    )


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
