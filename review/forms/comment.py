"""What a comment is about, as an address or a form says it."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404

from annotations.models import Annotation, Doctrine
from corpus.models import Document

#: Fields of an address and of a form, of which one says what it is about.
NAMES = ("annotation", "doctrine", "document")


def about(project, sent):
    """{"annotation" | "doctrine" | "document": row} that was sent, or {} for none.

    Args:
        sent: fields with an annotation's uuid, a doctrine's slug or a text's id.

    Raises:
        Http404: there is none that the project's reader sees.
        ValidationError: more than one was sent.
    """
    given = {name: sent.get(name) for name in NAMES if sent.get(name)}
    if len(given) > 1:
        raise ValidationError("Name one thing: an annotation, a doctrine or a text.")
    return {name: FINDERS[name](project, str(value)) for name, value in given.items()}


def _annotation(project, value):
    try:
        wanted = UUID(value)
    except ValueError:
        raise Http404 from None
    rows = Annotation.objects.of_project(project)
    return _first(rows.select_related("document", "doctrine", "coder"), uuid=wanted)


def _doctrine(project, value):
    return _first(Doctrine.objects.of_project(project), slug=value)


def _document(project, value):
    if not (value.isascii() and value.isdigit()):
        raise Http404
    rows = Document.objects.of_project(project)
    return _first(rows, pk=min(int(value), 2**63 - 1))


FINDERS = {"annotation": _annotation, "doctrine": _doctrine, "document": _document}


def _first(rows, **wanted):
    found = rows.filter(**wanted).first()
    if found is None:
        raise Http404
    return found


def span_of(document, words):
    """(start, end) of the one place where a text says these words; None for no words.

    Raises:
        ValidationError
    """
    words = words.replace("\r\n", "\n").strip()
    if not words:
        return None
    text = document.text()
    start = text.find(words)
    if start < 0:
        sentence = "The text does not say these words; copy them from it exactly."
        raise ValidationError({"words": sentence})
    if text.find(words, start + 1) >= 0:
        sentence = "The text says these words more than once; copy some more of them."
        raise ValidationError({"words": sentence})
    return start, start + len(words)


def version_of(value):
    """The version that was sent; 0, as stale as a wrong one, for none that can be."""
    value = str(value or "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0
