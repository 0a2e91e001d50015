"""Files and what is known of them -> texts that can be stored."""

import hashlib
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from corpus.actions.head_fields import check_head
from corpus.importers import furniture
from corpus.importers.child import Reader
from corpus.importers.plain_text import Unreadable
from corpus.importers.reading import Reading

#: Most files that are read while a request waits, and paragraphs in one text.
MOST_FILES = 500
MOST_PARAGRAPHS = 250_000


class UnreadableFiles(ValidationError):
    """Nothing is wrong but files that are no text; one sentence for each."""


@dataclass
class Text:
    """A text that was read, and all that its document will say."""

    filename: str
    #: The file as it came.
    data: bytes
    #: As ``Source.head``.
    head: dict
    reading: Reading
    #: Of the text as UTF-8, in hexadecimal.
    sha256: str


def read_sources(sources, *, guess_furniture=False):
    """The texts of all files; a file may hold several.

    Args:
        sources: list of ``Source``, at most MOST_FILES.
        guess_furniture: as of ``read_texts``.

    Raises:
        UnreadableFiles: files that are no text, and nothing else is wrong.
        ValidationError: with one sentence for each thing that is wrong.
    """
    if not sources:
        raise ValidationError("There is no text to add. Choose a file or paste a text.")
    if len(sources) > MOST_FILES:
        raise ValidationError(
            f"These are {len(sources):,} files; the limit is {MOST_FILES}. Add them in"
            " several goes."
        )
    texts, unreadable, wrong = [], [], []
    with Reader() as reader:
        for source in sources:
            try:
                check_head(source.head)
                texts += read_texts(source, reader, guess_furniture)
            except Unreadable as error:
                unreadable.append(f"{source.filename}: {error}")
            except ValidationError as error:
                wrong += by_file(source.filename, error)
    if wrong:
        raise ValidationError(unreadable + wrong)
    if unreadable:
        raise UnreadableFiles(unreadable)
    return texts


def read_texts(source, reader, guess_furniture=False):
    """The texts of one file; what is said of it stands over what the file proposes.

    Args:
        reader: an ``importers.child.Reader``, kept for many files.
        guess_furniture: propose what lies outside a text whose file does not tell,
            for somebody to look at.

    Raises:
        Unreadable, ValidationError
    """
    texts = []
    for reading in reader.read(source.data, source.filename):
        check_paragraphs(reading)
        if guess_furniture and not reading.outside:
            furniture.propose(reading)
        said = {name: value for name, value in source.head.items() if value}
        texts.append(
            Text(
                filename=reading.filename or source.filename,
                data=source.data if reading.data is None else reading.data,
                head={**sound(reading.head), **said},
                reading=reading,
                sha256=hashlib.sha256(reading.text.encode()).hexdigest(),
            )
        )
    return texts


def sound(proposals):
    """What a file says of itself, without what no head could hold."""
    try:
        check_head(proposals)
    except ValidationError as error:
        wrong = error.message_dict
        return {name: value for name, value in proposals.items() if name not in wrong}
    return proposals


def check_paragraphs(reading):
    """
    Raises:
        ValidationError: there are too many.
    """
    last = reading.blocks[-1].paragraph if reading.blocks else 0
    if last > MOST_PARAGRAPHS:
        raise ValidationError(
            f"This text has {last:,} paragraphs; the limit is {MOST_PARAGRAPHS:,}. Cut"
            " it into parts."
        )


def by_file(filename, error):
    """The sentences of an error, each with its file and field."""
    if not hasattr(error, "error_dict"):
        return [f"{filename}: {sentence}" for sentence in error.messages]
    return [
        f"{filename}: {name}: {sentence}"
        for name, sentences in error.message_dict.items()
        for sentence in sentences
    ]
