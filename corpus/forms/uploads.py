"""The form of a text that is looked at before it is stored."""

from django import forms

from corpus.actions.head_fields import NAME_LISTS
from corpus.forms.documents import HeadForm
from corpus.importers.preview import Changes
from formats import words


class TextForm(HeadForm):
    wanted = forms.BooleanField(label="Store this text", required=False)

    @classmethod
    def of(cls, text):
        """The form of an ``UploadedText``, as it stands."""
        head = {
            name: "\n".join(value) if name in NAME_LISTS else value
            for name, value in text.head.items()
        }
        return cls(initial={**head, "wanted": text.wanted})


def changes_of(sent):
    """What a page set of the stretches outside; what makes no sense is left out.

    Args:
        sent: a request's POST.
    """
    shown = set(sent.getlist("shown"))
    kinds = {key: sent.get(f"kind-{key}", "") for key in shown}
    kind = sent.get("paragraphs_kind", "")
    return Changes(
        shown=shown,
        counting=set(sent.getlist("counting")),
        kinds={key: kind for key, kind in kinds.items() if kind in words.REGION_KINDS},
        paragraphs={
            int(number)
            for number in sent.getlist("paragraph")
            if number.isdecimal() and len(number) < 10
        },
        kind=kind if kind in words.REGION_KINDS else "other",
    )
