"""Forms of editions: link texts, add one, decide where annotations stand."""

import re

from django import forms

from formats import words

SEEN = re.compile(r"([0-9]{1,18}):([0-9]{1,9})")


class LinkForm(forms.Form):
    """Which text this one is a version of, and of what kind."""

    of = forms.IntegerField(
        label="Is a version of",
        min_value=1,
        widget=forms.Select,
        error_messages={"required": "Choose a text.", "invalid": "Choose a text."},
    )
    kind = forms.ChoiceField(label="As a", choices=[*words.EDITIONS.items()])

    def __init__(self, *args, texts=(), **kwargs):
        super().__init__(*args, **kwargs)
        choices = [("", "Choose a text"), *texts]
        self.fields["of"].widget = forms.Select(choices=choices)


class NewEditionForm(forms.Form):
    """The text of a new edition: a file, or pasted."""

    kind = forms.ChoiceField(label="This is a", choices=[*words.EDITIONS.items()])
    title = forms.CharField(label="Title", max_length=500)
    issued = forms.CharField(
        label="Published",
        required=False,
        max_length=32,
        help_text="Which edition is the newest goes by this date.",
    )
    language = forms.CharField(label="Language", required=False, max_length=35)
    file = forms.FileField(label="A text file", required=False)
    text = forms.CharField(
        label="Or paste the text",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class PlaceForm(forms.Form):
    """A range of the new text, as the page of hits sends it."""

    start = forms.IntegerField(min_value=0, max_value=2**31 - 2)
    end = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    version = forms.IntegerField(min_value=1, max_value=2**31 - 1)


def read_seen(values):
    """{key: version} of sent "key:version"; what is none is passed over."""
    found = {}
    for value in values:
        if match := SEEN.fullmatch(value):
            found[int(match[1])] = int(match[2])
    return found
