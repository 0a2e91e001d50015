"""The parts of a Word file: its text, styles, notes, lists, comments."""

from lxml import etree

from corpus.importers import xml
from corpus.importers.packages import Package
from corpus.importers.plain_text import Unreadable

MAIN = "word/document.xml"
CORE = "docProps/core.xml"


class Parts:
    """The parts that the file says belong to its text.

    Raises:
        Unreadable: there is no text, or a part is damaged.
    """

    def __init__(self, package: Package):
        self._package = package
        main = self._main()
        if main not in package:
            raise Unreadable("This Word file is damaged: it has no text in it.")
        folder, _slash, name = main.rpartition("/")
        self._names = {
            kind.rpartition("/")[2]: whole_name(folder, target)
            for target, kind in self._relations(f"{folder}/_rels/{name}.rels")
        }
        self.body = xml.parse(package.read(main))

    def tree(self, kind: str) -> etree._Element | None:
        """The part of a kind, such as "styles", or None."""
        return self._parsed(self._names.get(kind, ""))

    def by_id(self, kind: str) -> dict[str, etree._Element]:
        tree = self.tree(kind)
        return {} if tree is None else {xml.attribute(one, "id"): one for one in tree}

    def properties(self) -> dict[str, str]:
        """What the file says of itself: "title", "creator", "language" …"""
        tree = self._parsed(CORE)
        return {
            xml.local(one): one.text or "" for one in ([] if tree is None else tree)
        }

    def _parsed(self, name: str) -> etree._Element | None:
        return xml.parse(self._package.read(name)) if name in self._package else None

    def _main(self) -> str:
        """Where the file says that its text is."""
        for target, kind in self._relations("_rels/.rels"):
            if kind.endswith("/officeDocument"):
                return target.lstrip("/")
        return MAIN

    def _relations(self, name: str) -> list[tuple[str, str]]:
        """The targets and kinds in a file of relations."""
        tree = self._parsed(name)
        return [
            (one.get("Target", ""), one.get("Type", ""))
            for one in ([] if tree is None else tree)
        ]


def whole_name(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
