"""A codebook as words that a form carries from a preview to what is done."""

import base64
import zlib

import msgspec

from formats import codebook_files
from formats.codebook import LARGEST_FILE, Codebook, Read, Unreadable
from formats.codebook_files import Given

#: A file says things shorter than the record of it.
LARGEST = 4 * LARGEST_FILE
GONE = "What was looked at did not come back whole. Choose the file again."


class Packed(msgspec.Struct, forbid_unknown_fields=True):
    codebook: Codebook
    warnings: list[str]
    fields: list[str]


def pack(given: Given) -> str:
    packed = Packed(given.codebook, given.warnings, sorted(given.fields))
    return base64.b64encode(zlib.compress(msgspec.json.encode(packed))).decode()


def unpack(text: str, known) -> Given:
    """What ``pack`` wrote; checked again, for it was in strange hands.

    Raises:
        Unreadable
    """
    try:
        opened = zlib.decompressobj()
        data = opened.decompress(base64.b64decode(text, validate=True), LARGEST)
        if opened.unconsumed_tail:
            raise Unreadable([GONE])
        packed = msgspec.json.decode(data, type=Packed)
    except (ValueError, zlib.error, RecursionError):
        raise Unreadable([GONE]) from None
    codebook = packed.codebook
    places = [f"“{entry.slug}”" for entry in codebook.doctrines]
    codebook_files.finish(Read(codebook, places), known)
    return Given(codebook, packed.warnings, frozenset(packed.fields))
