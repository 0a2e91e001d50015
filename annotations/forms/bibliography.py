"""Forms that bring a bibliography in."""

from collections import defaultdict

import msgspec
from django import forms
from django.core.exceptions import ValidationError

from corpus.actions.bibliography import LABELS, Change
from corpus.actions.head_fields import NAME_LISTS

LARGEST_KEY = 2**63 - 1
BROKEN = "This form is not as the page made it. Bring the bibliography in again."


class FilesField(forms.FileField):
    """Several files; Django's own takes one."""

    widget = forms.FileInput

    def clean(self, data, initial=None):
        return [super(FilesField, self).clean(one, initial) for one in data or [None]]


class ManyFiles(forms.FileInput):
    allow_multiple_selected = True


class BibliographyForm(forms.Form):
    file = FilesField(
        label="Bibliography and files",
        help_text=(
            "CSL-JSON (.json), RIS (.ris) or BibTeX (.bib), alone or with its files; a"
            " ZIP of the folder that Zotero exports is the simplest."
        ),
        widget=ManyFiles(attrs={"multiple": True}),
        error_messages={"required": "Choose a bibliography."},
    )


class TakeForm(forms.Form):
    """What was ticked: "entry:text:field"; beside it the entries as they were shown."""

    def clean(self):
        ticked = self.data.getlist("take")  # type: ignore[attr-defined]
        if not ticked:
            raise ValidationError("Nothing is ticked, so nothing was taken.")
        heads = defaultdict(dict)
        for tick in ticked:
            entry, text, name = [*tick.split(":", 2), "", ""][:3]
            try:
                values = _decoded(self.data.get(f"entry-{entry}", ""))
                key = int(text)
                heads[key][name] = values[name]
            except (ValueError, KeyError, TypeError, RecursionError):
                raise ValidationError(BROKEN) from None
            known = name in LABELS and 0 < key <= LARGEST_KEY
            if not known or not _is_value(name, values[name]):
                raise ValidationError(BROKEN)
        self.heads = heads

    def changes(self):
        return [
            Change(text, self.data.get(f"version-{text}", ""), head)
            for text, head in self.heads.items()
        ]


def _decoded(said):
    """As JSON; half a character, which no database holds, is refused (I21).

    Raises:
        ValueError, RecursionError
    """
    return msgspec.json.decode(said.encode())


def _is_value(name, value):
    if name in NAME_LISTS:
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    return isinstance(value, str)
