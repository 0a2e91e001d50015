"""JSON in and out of the API, and files to take away."""

import msgspec
from django.core.exceptions import ValidationError
from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from formats import jsonl, spreadsheet

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


def attached(content, name, content_type):
    """A file to be kept, not shown: bytes, or an iterator of their pieces."""
    kind = HttpResponse if isinstance(content, (bytes, str)) else StreamingHttpResponse
    return kind(
        content,
        content_type=content_type,
        headers={
            "Content-Disposition": content_disposition_header(True, name),
            "Cache-Control": "private, no-store",
        },
    )


def attached_csv(lines, name):
    """A table for spreadsheets, with its headings in the first line."""
    return attached(spreadsheet.whole(lines), name, "text/csv; charset=utf-8")


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
