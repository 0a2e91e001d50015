"""What was read is corrected, before it is stored."""

from django.core.exceptions import ValidationError
from django.db import transaction

from corpus import access
from corpus.access import Verb
from corpus.actions.head_fields import check_head
from corpus.actions.uploads_reading import unpack
from corpus.importers import preview
from corpus.models import Upload


def correct(*, text, head, wanted, changes, by):
    """Keep what a person corrected in a preview.

    Args:
        head: all of it, as ``Source.head``.
        changes: a ``preview.Changes``.

    Raises:
        ValidationError: the head cannot be stored, or the text is stored already.
    """
    access.require(by, Verb.ADD_TEXT, text.project)
    check_head(head)
    reading = unpack(text)
    text.head, text.proposed, text.wanted = head, [], wanted
    text.outside = preview.corrected(reading, text.outside, changes)
    text.counts = {**text.counts, "outside": sum(1 for *_, on in text.outside if on)}
    with transaction.atomic():
        if not Upload.objects.locked().get(pk=text.upload.pk).open_to_change:
            raise ValidationError(
                "These texts are being stored, or were thrown away, so that nothing can"
                " be changed here any more."
            )
        text.save(update_fields=["head", "proposed", "wanted", "outside", "counts"])
