"""The numbers that a browser sets before the items of a list."""

from lxml import etree

from corpus.importers import html_words, numbering

#: The type of a list -> the form of its numbers.
FORMS = {
    "a": "lowerLetters",
    "A": "upperLetters",
    "i": "lowerRoman",
    "I": "upperRoman",
}
NO_NUMBERS = ("list-style:none", "list-style-type:none")


class Lists:
    """Counts the items of all lists of a page, in their order.

    Looks at elements and attributes only: a style sheet may say something else.
    """

    def __init__(self) -> None:
        #: List -> the number of its next item.
        self._next: dict[etree._Element, int] = {}

    def label(self, item: etree._Element) -> str:
        """Count an item, and say what stands before its words: "3. ", or ""."""
        found = item.getparent()
        if found is None or html_words.name(found) != "ol":
            return ""
        is_reversed = found.get("reversed") is not None
        count = self._next.get(found)
        if count is None:
            items = sum(html_words.name(one) == "li" for one in found)
            count = number(found.get("start"), items if is_reversed else 1)
        count = number(item.get("value"), count)
        self._next[found] = count + (-1 if is_reversed else 1)
        style = (found.get("style") or "").replace(" ", "").lower()
        if any(words in style for words in NO_NUMBERS):
            return ""
        form = FORMS.get(found.get("type") or "", "decimal")
        return f"{numbering.number(form, count)}. "


def number(said: str | None, otherwise: int) -> int:
    digits = (said or "").strip().removeprefix("-")
    known = digits.isascii() and digits.isdigit() and len(digits) < 10
    return int(said or "") if known else otherwise
