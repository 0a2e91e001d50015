"""Read a PDF: its text in reading order, by paragraphs, with the pages' own labels.

pdfium says which letter stands where; the rest is ours: columns (pdf_columns), running
heads (pdf_heads), footnotes (pdf_notes), paragraphs (pdf_flow), hyphens (pdf_hyphens).
"""

import ctypes
import itertools
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.importers import (
    pdf_columns,
    pdf_flow,
    pdf_heads,
    pdf_notes,
    pdf_page,
    proposals,
)
from corpus.importers.pdf_hyphens import Joiner
from corpus.importers.pdf_page import RAISED, Line
from corpus.importers.plain_text import Unreadable
from corpus.importers.reading import Paragraph, Reading, assemble

MOST_PAGES = 5_000
#: A PDF may begin after some bytes of something else.
STARTS_WITHIN = 1024
#: Letters that have no meaning, of all: above it, a file is unreadable or doubtful.
UNREADABLE = 0.3
DOUBTFUL = 0.01
#: What programs write as a title when nobody gave one.
NO_TITLE = re.compile(
    r"^(?:microsoft word - .*|untitled.*|.*\.(?:docx?|odt|pdf|indd|qxd|tex|rtf|txt))$",
    re.IGNORECASE,
)
MARKS = re.compile(RAISED.format("([^\ufdd1]*)"))
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
MOST_SHOWN = 8

PASSWORD = (
    "This PDF is protected by a password. Save it without one, then add it again."
)
DAMAGED = "This PDF is damaged or cut off: it cannot be opened. Download it anew."
SCAN = (
    "This PDF has no text: it holds pictures of pages, as a scan does. Run text"
    " recognition (OCR) on it, then add it again."
)
NO_MEANING = (
    "The letters of this PDF have shapes but no meaning, so that no text can be taken"
    " from it. Run text recognition (OCR) on it, then add it again."
)


class Found(NamedTuple):
    """The pages of a file, before anything is made of them."""

    pages: list[list[Line]]
    labels: list[str]
    aslant: list[str]
    unknown: int
    characters: int


def looks_right(data: bytes) -> bool:
    return b"%PDF-" in data[:STARTS_WITHIN]


def read(data: bytes) -> list[Reading]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", 0) == pdfium.FPDF_ERR_PASSWORD
        raise Unreadable(PASSWORD if locked else DAMAGED) from None
    try:
        found = read_pages(document)
        head = head_of(document)
    finally:
        document.close()
    return [reading_of(found, head)]


def read_pages(document) -> Found:
    count = len(document)
    if not count:
        raise Unreadable(DAMAGED)
    if count > MOST_PAGES:
        raise Unreadable(
            f"This PDF has {count:,} pages; the limit is {MOST_PAGES:,}. Cut it into"
            " parts."
        )
    pages, aslant = [], []
    unknown = characters = 0
    for number in range(count):
        page = lines_of(document, number)
        ordered = pdf_columns.in_order(page.lines)
        for line in ordered:
            # they are many, and their work is done
            line.words = []
        pages.append(ordered)
        aslant += page.aslant
        unknown += page.unknown
        characters += page.characters
    labels = [label_of(document, number) for number in range(count)]
    return Found(pages, labels, aslant, unknown, characters)


def lines_of(document, number: int) -> pdf_page.PageLines:
    """The lines of a page; none of one that cannot be opened."""
    page = pdfium.FPDF_LoadPage(document, number)
    if not page:
        return pdf_page.PageLines([], [], 0, 0)
    textpage = pdfium.FPDFText_LoadPage(page)
    try:
        if not textpage:
            return pdf_page.PageLines([], [], 0, 0)
        return pdf_page.read_page(textpage, number)
    finally:
        if textpage:
            pdfium.FPDFText_ClosePage(textpage)
        pdfium.FPDF_ClosePage(page)


def label_of(document, number: int) -> str:
    """As the file names the page ("xii"), else its number from 1."""
    size = pdfium.FPDF_GetPageLabel(document, number, None, 0)
    if size <= 2:
        return str(number + 1)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDF_GetPageLabel(document, number, buffer, size)
    label = buffer.raw[: size - 2].decode("utf-16-le", "replace")
    return "".join(filter(str.isprintable, label)).strip()[:32] or str(number + 1)


def head_of(document) -> dict:
    said = document.get_metadata_dict(skip_empty=True)
    title = said.get("Title", "")
    return proposals.head(
        title="" if NO_TITLE.match(title.strip()) else title,
        authors=[said["Author"]] if said.get("Author") else [],
    )


def reading_of(found: Found, head: dict) -> Reading:
    if not any(found.pages):
        raise Unreadable(SCAN)
    if found.unknown > UNREADABLE * found.characters:
        raise Unreadable(NO_MEANING)
    pages, running = pdf_heads.take_out(found.pages, found.labels)
    every = [line for lines in pages for line in lines]
    if not every:
        # nothing but what looks like heads and feet
        pages, running = found.pages, []
        every = [line for lines in pages for line in lines]
    pages, notes = pdf_notes.take_out(pages, pdf_flow.body_size(every))
    body = [line for lines in pages for line in lines]
    joiner = Joiner(line.text for line in every)
    runs = pdf_flow.runs(body)
    written = Marks(
        {note.label for note in notes}, [joiner.paragraph(texts(run)) for run in runs]
    )
    paragraphs = [
        Paragraph(
            written.out(joiner.paragraph(texts(run))),
            run.kind,
            found.labels[run.lines[0].page],
        )
        for run in runs
    ]
    paragraphs += [
        Paragraph(
            f"[{note.label}] {written.out(joiner.paragraph(texts(note)))}",
            "footnote",
            found.labels[note.page],
        )
        for note in notes
    ]
    reading = assemble(paragraphs, head=head)
    reading.warnings = list(warnings(found, running))
    return reading


def texts(run) -> Iterator[str]:
    return (line.text for line in run.lines)


class Marks:
    """Writes raised numbers: "[3]" where they refer to a note, else as they stand."""

    def __init__(self, labels: set[str], paragraphs: Iterable[str]):
        self.labels = labels
        numbers = [
            int(mark)
            for text in paragraphs
            for mark in MARKS.findall(text)
            if mark.isdigit()
        ]
        rising = sum(after > before for before, after in itertools.pairwise(numbers))
        #: Notes at the end of a file have numbers that rise.
        self.are_notes = len(numbers) > 2 and rising >= 0.8 * (len(numbers) - 1)

    def out(self, text: str) -> str:
        return MARKS.sub(self._mark, text)

    def _mark(self, match: re.Match) -> str:
        mark = match.group(1)
        if mark in self.labels or (self.are_notes and mark.isdigit()):
            return f"[{mark}]"
        return mark.translate(SUPERSCRIPTS)


def warnings(found: Found, running: list[str]) -> Iterator[str]:
    if running:
        shown = ", ".join(f"“{words}”" for words in running[:MOST_SHOWN])
        more = f" and {len(running) - MOST_SHOWN} more" if running[MOST_SHOWN:] else ""
        yield f"Running heads and page numbers were left out: {shown}{more}."
    empty = [
        label
        for label, lines in zip(found.labels, found.pages, strict=True)
        if not lines
    ]
    if empty:
        shown = ", ".join(empty[:MOST_SHOWN])
        more = f" and {len(empty) - MOST_SHOWN} more" if empty[MOST_SHOWN:] else ""
        yield f"There is no text on page {shown}{more}; it may be a picture or blank."
    if found.aslant:
        shown = " ".join(found.aslant[:MOST_SHOWN])
        yield f"Words that stand at an angle were left out, such as “{shown}”."
    if found.unknown > DOUBTFUL * found.characters:
        yield (
            f"The file does not say what {found.unknown:,} of its letters mean; they"
            " are missing here. Compare the text with the PDF."
        )
