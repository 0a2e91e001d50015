"""Open a ZIP package (DOCX, ODT, EPUB, an archive) from its bytes, and trust nothing.

Nothing is unpacked to a disk. The directory is checked as a whole before anything is
read; what a member really unpacks to is counted while it is inflated, whatever the
directory says.
"""

import contextlib
import stat
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import PureWindowsPath

from corpus.importers.plain_text import MEGABYTE, Unreadable

MOST_ENTRIES = 5_000
#: Unpacked bytes of one member, and of all members that are read together.
MOST_OF_ONE = 64 * MEGABYTE
MOST_IN_ALL = 192 * MEGABYTE
#: A member above this size may not be this many times larger than it is packed.
RATIO_FROM = MEGABYTE
MOST_RATIO = 200

PIECE = 64 * 1024
DIRECTORY_ENTRY = b"PK\x01\x02"
STARTS = (b"PK\x03\x04", b"PK\x05\x06")
ENCRYPTED = 0x1
NAMES_ARE_UTF8 = 0x800
WAYS_TO_PACK = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

DAMAGED = (
    "This file is damaged or cut off: it cannot be unpacked. Save or download it anew."
)
TOO_LARGE = (
    "This file unpacks to far more than a text can be, as a file does that is made to"
    " fill a computer. It was not read."
)


class Package:
    """The members of an archive that are files, by name.

    Raises:
        Unreadable: damaged, encrypted, too many or too large members, or a name that
            leads out of the archive.
    """

    def __init__(self, data: bytes):
        self._left = MOST_IN_ALL
        self._members: dict[str, zipfile.ZipInfo] = {}
        if data.count(DIRECTORY_ENTRY) > MOST_ENTRIES:
            raise Unreadable(
                f"This file is an archive of more than {MOST_ENTRIES:,} members. Cut it"
                " into parts."
            )
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
            raise Unreadable(DAMAGED) from None
        for member in self._archive.infolist():
            self._add(member)
        if self.size > MOST_IN_ALL:
            raise Unreadable(TOO_LARGE)

    def __iter__(self) -> Iterator[str]:
        return iter(self._members)

    def __len__(self) -> int:
        return len(self._members)

    def __contains__(self, name: object) -> bool:
        return name in self._members

    @property
    def size(self) -> int:
        """Bytes of all members unpacked, as the directory says; no more is read."""
        return sum(member.file_size for member in self._members.values())

    def read(self, name: str) -> bytes:
        """The bytes of a member.

        Raises:
            KeyError: there is no such member.
            Unreadable: damaged, or it unpacks to more than is allowed.
        """
        member = self._members[name]
        pieces = []
        size = 0
        try:
            with self._archive.open(member) as file:
                while piece := file.read(PIECE):
                    pieces.append(piece)
                    size += len(piece)
                    self._left -= len(piece)
                    if self._left < 0 or too_large(size, member.compress_size):
                        raise Unreadable(TOO_LARGE)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            ValueError,
            RuntimeError,
            OSError,
        ) as error:
            if isinstance(error, Unreadable):
                raise
            raise Unreadable(DAMAGED) from None
        return b"".join(pieces)

    def _add(self, member: zipfile.ZipInfo) -> None:
        name = name_of(member)
        if name.endswith("/"):
            return
        check_name(name)
        kind = stat.S_IFMT(member.external_attr >> 16)
        if kind not in (0, stat.S_IFREG):
            raise Unreadable(
                f"“{shown(name)}” in this archive is a link or no file at all. Pack"
                " plain files only."
            )
        if member.flag_bits & ENCRYPTED:
            raise Unreadable(
                "This file is protected by a password. Save it without one, then add"
                " it again."
            )
        if member.compress_type not in WAYS_TO_PACK:
            raise Unreadable(
                f"“{shown(name)}” in this archive is packed in a rare way. Pack it anew"
                " as an ordinary ZIP."
            )
        if name in self._members:
            raise Unreadable(
                f"“{shown(name)}” is in this archive twice. Pack it anew, each file"
                " once."
            )
        if too_large(member.file_size, member.compress_size):
            raise Unreadable(TOO_LARGE)
        self._members[name] = member


def looks_right(data: bytes) -> bool:
    """Whether these bytes begin as a ZIP archive."""
    return data.startswith(STARTS)


def name_of(member: zipfile.ZipInfo) -> str:
    """The name with "/" between folders; UTF-8 also where the archive forgot to say."""
    name = member.filename
    if not member.flag_bits & NAMES_ARE_UTF8:
        with contextlib.suppress(ValueError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/")


def check_name(name: str) -> None:
    """Refuse a name that leads out of the archive, or that nobody could read."""
    path = PureWindowsPath(name)
    if path.is_absolute() or path.drive or path.root or ".." in path.parts:
        raise Unreadable(
            f"“{shown(name)}” in this archive names a place outside it. Pack it anew,"
            " with plain names."
        )
    if not name or not name.isprintable():
        raise Unreadable(
            f"“{shown(name)}” in this archive is a name with unreadable characters."
            " Rename that file and pack it anew."
        )


def shown(name: str) -> str:
    return "".join(filter(str.isprintable, name))[:80]


def too_large(size: int, packed: int) -> bool:
    return size > MOST_OF_ONE or (size > RATIO_FROM and size > packed * MOST_RATIO)
