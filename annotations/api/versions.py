"""The version that a request saw, and the hash of its body."""

import hashlib

import msgspec
from django.core.exceptions import ValidationError

from corpus.http import VersionMissing


def version_seen(request):
    """The version in If-Match, or the answer 428.

    Raises:
        VersionMissing, ValidationError
    """
    given = request.headers.get("If-Match", "").strip()
    if not given:
        raise VersionMissing
    number = given.removeprefix("W/").strip('"')
    if not number.isascii() or not number.isdigit():
        sentence = f"“{given[:40]}” is no version; send one such as “3” in quotes."
        raise ValidationError({"If-Match": sentence})
    # cut: Python reads no number of thousands of digits
    return min(int(number[:4000]), 2**31 - 1)


def refuse_version(request, noun):
    """A PUT makes a row and changes none.

    Raises:
        ValidationError
    """
    if "If-Match" in request.headers:
        raise ValidationError(f"PUT makes {noun}; change one with PATCH.")


def hash_of_body(body):
    """SHA-256 of what a body says, in hexadecimal."""
    return hashlib.sha256(msgspec.json.encode(body, order="sorted")).hexdigest()
