"""The forms of a codebook that comes in: the file, and what to take of it."""

from typing import Any

from django import forms

from annotations.codebook_plan import Chosen

#: Shown by the chooser of files.
ENDINGS = ".json,.xlsx,.csv,.ttl,.jsonld,.qdc"


class CodebookFileForm(forms.Form):
    file = forms.FileField(
        label="Codebook file",
        help_text="JSON, Excel, CSV, SKOS (Turtle or JSON-LD) or REFI-QDA (.qdc).",
        error_messages={
            "required": "Choose a file.",
            "empty": "This file is empty. Choose another.",
        },
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
    )


class TakeForm(forms.Form):
    #: What was looked at, as formats.codebook_packed writes it.
    given = forms.CharField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    links = forms.BooleanField(required=False)
    authorities = forms.BooleanField(required=False)
    meaning = forms.BooleanField(required=False)
    note = forms.CharField(
        label="Why",
        required=False,
        max_length=2000,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="Stands in the history of the codebook.",
    )

    def chosen(self):
        """What was ticked; entries are named by fields of many values."""
        sent: Any = self.data
        return Chosen(
            new=set(sent.getlist("new")),
            changed=set(sent.getlist("changed")),
            retire=set(sent.getlist("retire")),
            links=self.cleaned_data["links"],
            authorities="all" if self.cleaned_data["authorities"] else "",
            meaning=self.cleaned_data["meaning"],
        )
