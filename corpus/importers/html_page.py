"""Read a saved page: the article is the text, what surrounds it lies outside the text.

Loses pictures, frames, scripts, the addresses of links, and the form of tables; menus,
teasers, biographies and comments stay, marked as outside. Entities become characters.
"""

from corpus.importers import furniture, html_article, html_head, html_notes
from corpus.importers.html_blocks import Blocks
from corpus.importers.html_parsing import decode, looks_right, parse
from corpus.importers.reading import Reading, assemble

__all__ = ["looks_right", "read"]


def read(data: bytes) -> list[Reading]:
    text, warnings = decode(data)
    page = parse(text)
    head = html_head.propose(page)
    article = html_article.find(page, head.get("title", ""))
    found = Blocks(article, html_notes.find(page)).read(page)
    paragraphs = furniture.mark(found.paragraphs)
    if any(paragraph.outside for paragraph in paragraphs):
        warnings.append(
            "What surrounds the article was guessed and lies outside the text, where"
            " it can be read and corrected."
        )
    reading = assemble(paragraphs, head=head)
    reading.warnings = warnings + found.warnings
    return [reading]
