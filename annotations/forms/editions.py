"""Forms of editions: link texts, decide where annotations stand."""

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
