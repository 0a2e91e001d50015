"""Read a plain-text file: the whole of it, as it stands, in guessed blocks."""

from corpus.importers import blocks, plain_text
from corpus.importers.reading import Reading


def looks_right(_data: bytes) -> bool:
    """Nearly everything looks like text; reading it tells."""
    return True


def read(data: bytes) -> list[Reading]:
    text = plain_text.read(data).text
    return [Reading(text, blocks.split(text))]
