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
    """The id, with a number where it is taken."""
    number, slug = 1, wanted
    while slug in taken:
        number += 1
        slug = f"{wanted[:90]}_{number}"
    return slug
