"""Bytes of a plain-text file -> the text that is stored.

Encodings: UTF-16 only with a byte-order mark; valid UTF-8 is UTF-8; bytes that are
partly well-formed UTF-8 are broken UTF-8 and refused; the rest is Windows-1252 when
every byte is defined there. The byte-order mark goes, CRLF and a lone CR become LF,
nothing else is changed (never normalised). Byte positions count from 0.
"""

import codecs
import re
from typing import NamedTuple

MEGABYTE = 1024 * 1024
LIMIT = 20 * MEGABYTE

WELL_FORMED_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]"
    rb"|\xe0[\xa0-\xbf][\x80-\xbf]"
    rb"|[\xe1-\xec\xee\xef][\x80-\xbf]{2}"
    rb"|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}"
    rb"|[\xf1-\xf3][\x80-\xbf]{3}"
    rb"|\xf4[\x80-\x8f][\x80-\xbf]{2}"
)
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
#: C0 controls but tab, line feed, vertical tab, form feed, carriage return; and DEL.
CONTROLS = re.compile("[\x01-\x08\x0e-\x1f\x7f]")
#: A text may hold a stray control character; one in fifty makes it a binary file.
CONTROLS_ONE_IN = 50

MAGIC = [
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive, as Word, OpenDocument and EPUB files are"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Office file"),
    (b"{\\rtf", "a rich-text (RTF) file"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh91AY&SY", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a SQLite database"),
]


class Unreadable(ValueError):
    """The bytes are no text that can be stored; the message is one whole sentence."""


class PlainText(NamedTuple):
    text: str
    #: As a person names it: "UTF-8", "UTF-16", "Windows-1252".
    encoding: str


def read(data: bytes, limit: int = LIMIT) -> PlainText:
    """Decode one file.

    Args:
        data: the whole file.
        limit: the largest size in bytes.

    Raises:
        Unreadable: too large, empty, not text, or in no encoding that can be told.
    """
    if len(data) > limit:
        raise Unreadable(
            f"This file has {len(data):,} bytes; the limit is {limit:,} "
            f"({limit // MEGABYTE} MB). Cut it into parts."
        )
    if not data:
        raise Unreadable("This file is empty.")
    refuse_known_binary(data)
    text, encoding = decode(data)
    return PlainText(clean(text), encoding)


def clean(text: str) -> str:
    """Give a decoded or pasted text the form that is stored.

    Raises:
        Unreadable: blank, a NUL or a lone surrogate, or too many control characters.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    nul = text.find("\x00")
    if nul >= 0:
        raise Unreadable(
            f"This is not plain text: character {nul:,} (counted from 0) is NUL. If "
            "the file is UTF-16, save it with a byte-order mark or as UTF-8."
        )
    surrogate = LONE_SURROGATE.search(text)
    if surrogate:
        raise Unreadable(
            f"Character {surrogate.start():,} (counted from 0) is half of a surrogate "
            "pair and no character. Save the text again as UTF-8."
        )
    if len(CONTROLS.findall(text)) * CONTROLS_ONE_IN > len(text):
        raise Unreadable(
            "This is not plain text: it is full of control characters, as a program or "
            "another binary file is. Save it as plain text (UTF-8)."
        )
    if not text.strip():
        raise Unreadable("This text is empty: it holds nothing but white space.")
    return text


def refuse_known_binary(data: bytes) -> None:
    for magic, name in MAGIC:
        if data.startswith(magic):
            raise Unreadable(
                f"This is not plain text: it looks like {name}. Save it as plain text "
                "(UTF-8)."
            )
    if data.startswith(b"RIFF") and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        raise Unreadable(
            "This is not plain text: it looks like a picture or a recording."
        )


def decode(data: bytes) -> PlainText:
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise Unreadable("This file is UTF-32. Save it as UTF-8.")
    if data.startswith(codecs.BOM_UTF16_LE):
        return PlainText(decode_utf16(data, "utf-16-le"), "UTF-16")
    if data.startswith(codecs.BOM_UTF16_BE):
        return PlainText(decode_utf16(data, "utf-16-be"), "UTF-16")
    try:
        return PlainText(data.decode("utf-8"), "UTF-8")
    except UnicodeDecodeError as error:
        broken = error
    if data.startswith(codecs.BOM_UTF8) or WELL_FORMED_MULTIBYTE.search(data):
        raise Unreadable(
            f"This file is broken UTF-8: byte {broken.start:,} (counted from 0) is "
            f"0x{data[broken.start]:02X} and fits no character. Save it again as UTF-8."
        )
    refuse_encoded_surrogates(data)
    return PlainText(decode_windows_1252(data), "Windows-1252")


def decode_utf16(data: bytes, codec: str) -> str:
    try:
        return data[2:].decode(codec)
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"This file is broken UTF-16: byte {error.start + 2:,} (counted from 0) "
            "begins half a character (a lone surrogate or a missing byte). Save it "
            "again as UTF-8."
        ) from None


def refuse_encoded_surrogates(data: bytes) -> None:
    try:
        text = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return
    clean(text)


def decode_windows_1252(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"The encoding of this file cannot be told: byte {error.start:,} (counted "
            f"from 0) is 0x{data[error.start]:02X}, which is neither UTF-8 nor "
            "Windows-1252. Save it as UTF-8."
        ) from None
