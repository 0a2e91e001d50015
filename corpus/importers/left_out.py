"""What a reader could not keep, counted, and the sentences that say so."""

from collections import Counter
from collections.abc import Iterator

SENTENCES = {
    "pictures": "Pictures were left out: {:,}.",
    "objects": "Charts and other embedded objects were left out: {:,}.",
    "frames": "Frames, films and recordings were left out: {:,}.",
    "formulas": "Formulas lost their form and are letters in a row: {:,}.",
    "tables": "Rows of tables became paragraphs, their cells parted by |: {:,}.",
    "hidden": "Parts that the file hides were left out: {:,}.",
    "numbers": (
        "Numbers before paragraphs in a script that is not known here were written"
        " 1, 2, 3: {:,}."
    ),
    "symbols": "Symbols of a font of their own may look different: {:,}.",
    "running": "Headers and footers of the pages were left out: {:,}.",
    "chunks": "Files inserted into this file were left out: {:,}.",
    "changes": "Tracked changes were taken as accepted: {:,}.",
    "notes": "Notes that the file refers to and does not have: {:,}.",
    "unread": "Characters in an encoding that cannot be told became �: {:,}.",
}


class LeftOut(Counter):
    """How often each thing of SENTENCES was met."""

    def note(self, what: str, there: object = True) -> None:
        self[what] += bool(there)

    def sentences(self) -> Iterator[str]:
        for what, sentence in SENTENCES.items():
            if self[what]:
                yield sentence.format(self[what])
