"""Mark a text as read, or a doctrine as not applicable to it."""

from django.db import transaction

from annotations.models import Coverage
from corpus import access
from corpus.access import Verb


@transaction.atomic
def set_coverage(*, document, by, state="read", doctrine=None):
    """Say that the coder read the text, or that a doctrine does not apply to it."""
    access.require(by, Verb.MARK, document.project)
    coverage, _ = Coverage.objects.update_or_create(
        project=document.project,
        document=document,
        coder=by,
        doctrine=doctrine,
        defaults={"state": state},
    )
    return coverage


@transaction.atomic
def clear_coverage(*, document, by, doctrine=None):
    """Take back what ``set_coverage`` said."""
    access.require(by, Verb.MARK, document.project)
    Coverage.objects.filter(document=document, coder=by, doctrine=doctrine).delete()
