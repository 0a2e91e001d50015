"""A tiny writer of PDF files, for tests and benchmarks: text at places, nothing more.

Lengths are points; y counts from the foot of the page.
"""

import hashlib
from typing import NamedTuple

FONTS = {"plain": "Helvetica", "bold": "Helvetica-Bold", "serif": "Times-Roman"}
WIDTH, HEIGHT = 595, 842
#: Of the standard: what fills a password up.
PADDING = bytes.fromhex(
    "28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a"
)


class Text(NamedTuple):
    x: float
    y: float
    words: str
    size: float = 11
    font: str = "plain"
    #: Degrees, against the clock.
    turn: int = 0


class PdfFile:
    def __init__(self, *, title="", author="", labels="", locked=False):
        """
        Args:
            labels: a page-label tree's number array, such as "0 << /S /r >>".
            locked: needs a password that nobody has.
        """
        self.contents = []
        self.turns = []
        self.title, self.author, self.labels = title, author, labels
        self.locked = locked

    def page(self, texts, *, turn=0):
        """Add a page; a plain string is the next line from the top.

        Args:
            texts: strings or ``Text``.
            turn: how the page is turned for reading, clockwise.
        """
        y = HEIGHT - 72
        parts = []
        for text in texts:
            if isinstance(text, str):
                text = Text(72, y, text)
                y -= 14
            parts.append(operators(text))
        self.contents.append("\n".join(parts))
        self.turns.append(turn)
        return self

    def bytes(self):
        count = len(self.contents)
        first_page = 4 + len(FONTS)
        kids = " ".join(f"{first_page + 2 * n} 0 R" for n in range(count))
        fonts = " ".join(f"/{name} {4 + n} 0 R" for n, name in enumerate(FONTS))
        labels = f"/PageLabels << /Nums [{self.labels}] >>" if self.labels else ""
        objects = [
            f"<< /Type /Catalog /Pages 2 0 R {labels} >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
            f"<< /Title {string(self.title)} /Author {string(self.author)} >>",
        ]
        objects += [
            f"<< /Type /Font /Subtype /Type1 /BaseFont /{base}"
            " /Encoding /WinAnsiEncoding >>"
            for base in FONTS.values()
        ]
        for number, (content, turn) in enumerate(
            zip(self.contents, self.turns, strict=True)
        ):
            objects.append(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}]"
                f" /Rotate {turn} /Resources << /Font << {fonts} >> >>"
                f" /Contents {first_page + 2 * number + 1} 0 R >>"
            )
            length = len(content.encode("cp1252"))
            objects.append(f"<< /Length {length} >>\nstream\n{content}\nendstream")
        trailer = "/Root 1 0 R /Info 3 0 R"
        if self.locked:
            objects.append(encryption())
            trailer += f" /Encrypt {len(objects)} 0 R /ID [<00> <00>]"
        return written(objects, trailer)


def operators(text):
    a, b = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}[text.turn]
    matrix = f"{a} {b} {-b} {a} {text.x} {text.y} Tm"
    return f"BT /{text.font} {text.size} Tf {matrix} {string(text.words)} Tj ET"


def string(words):
    escaped = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"({escaped})"


def encryption():
    """Of revision 2, under an owner's and a user's password that are not empty."""
    owner = hashlib.sha256(PADDING).hexdigest()
    user = hashlib.sha256(PADDING + b"user").hexdigest()
    return f"<< /Filter /Standard /V 1 /R 2 /O <{owner}> /U <{user}> /P -44 >>"


def written(objects, trailer):
    """A file with its table of places."""
    data = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    data += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    data += f"trailer\n<< /Size {len(objects) + 1} {trailer} >>\n".encode()
    data += f"startxref\n{start}\n%%EOF\n".encode()
    return bytes(data)
