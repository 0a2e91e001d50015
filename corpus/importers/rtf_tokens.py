"""Bytes of a rich-text file -> its tokens.

Source: Rich Text Format Specification 1.9.1.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?"
    rb"|\\'([0-9a-fA-F]{2})"
    rb"|\\([^a-zA-Z'])"
    rb"|([{}])"
    rb"|([^\\{}\r\n\x00]+)"
    rb"|[\r\n\x00]+|\\",
    re.DOTALL,
)


class Token(NamedTuple):
    #: "word", "sign" (a control symbol), "open", "close" or "text".
    type: str
    #: The name of a word, or the character of a sign.
    name: str = ""
    #: The number behind a word, None without one.
    number: int | None = None
    #: The bytes of a text.
    data: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    """All tokens; binary data behind \\bin are passed over."""
    place = 0
    while match := TOKEN.match(data, place):
        place = match.end()
        word, number, code, sign, brace, text = match.groups()
        if word:
            value = int(number) if number else None
            if word == b"bin":
                place += max(value or 0, 0)
            else:
                yield Token("word", word.decode(), value)
        elif code:
            yield Token("text", data=bytes([int(code, 16)]))
        elif sign:
            yield Token("sign", sign.decode("latin-1"))
        elif brace:
            yield Token("open" if brace == b"{" else "close")
        elif text:
            yield Token("text", data=text)
