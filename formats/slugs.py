"""Ids made of names, for what comes without one of ours."""

import re
import unicodedata
from collections.abc import Collection

from formats.codebook import SLUG

LONGEST = 100


def slug_of(name: str) -> str:
    """A name as one part of an id: small letters, digits and underscores."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")[:35] or "doctrine"


def is_slug(text: str) -> bool:
    return len(text) <= LONGEST and bool(SLUG.fullmatch(text)) and text != "new"


def free(wanted: str, taken: Collection[str]) -> str:
    """The id, with a number where it is taken: a few looks, however often it is."""
    if wanted not in taken:
        return wanted
    low, high = 1, 2
    while _numbered(wanted, high) in taken:
        low, high = high, 2 * high
    # the numbers up to ``low`` are taken, unless some in between are free
    while high - low > 1:
        middle = (low + high) // 2
        if _numbered(wanted, middle) in taken:
            low = middle
        else:
            high = middle
    return _numbered(wanted, high)


def _numbered(wanted: str, number: int) -> str:
    return f"{wanted[:90]}_{number}"
