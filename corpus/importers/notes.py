"""Notes of a text: a marker where each is referred to, the notes behind the text."""

from collections.abc import Iterable, Iterator

from corpus.importers.numbering import roman
from corpus.importers.reading import Paragraph


class Notes:
    """Gathers notes in the order of their first reference.

    Footnotes are counted 1, 2, 3. Endnotes are counted on their own, i, ii, iii, as
    word processors do, so that neither number is there twice.
    """

    def __init__(self) -> None:
        self._labels: dict[object, str] = {}
        self._signs: set[str] = set()
        self._texts: dict[object, str] = {}
        self._counts = {"footnote": 0, "endnote": 0}

    def refer(self, key: object, kind: str = "footnote", label: str = "") -> str:
        """The marker for the running text, such as "[3]".

        Args:
            key: names the note in its file.
            label: a sign of the author's own, such as "*", that counts no number.
        """
        if key not in self._labels:
            own = label and label not in self._signs
            self._signs.add(label)
            self._labels[key] = label if own else self._next(kind)
        return f"[{self._labels[key]}]"

    def say(self, key: object, paragraphs: Iterable[str]) -> None:
        """What a note says; its paragraphs become lines of one."""
        words = (paragraph.strip() for paragraph in paragraphs)
        self._texts[key] = "\n".join(word for word in words if word)

    def knows(self, key: object) -> bool:
        """Whether it was referred to already."""
        return key in self._labels

    def paragraphs(self) -> Iterator[Paragraph]:
        """The notes, footnotes and endnotes alike, in their order."""
        for key, label in self._labels.items():
            if self._texts.get(key):
                yield Paragraph(f"[{label}] {self._texts[key]}", "footnote")

    def _next(self, kind: str) -> str:
        self._counts[kind] += 1
        number = self._counts[kind]
        return roman(number) if kind == "endnote" else str(number)
