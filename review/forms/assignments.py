"""Which texts go to whom."""

import secrets
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from annotations.actions.assignments import check_coding
from annotations.assigning import WAYS
from corpus.models import Membership
from formats import words

#: Which texts -> the words for it.
WHICH = {
    "ticked": "The texts ticked in the table",
    "none": "All texts that no coder has yet",
    "all": "All texts",
}


class AssignForm(forms.Form):
    which = forms.ChoiceField(
        label="Texts", choices=WHICH, widget=forms.RadioSelect, initial="ticked"
    )
    coders = forms.MultipleChoiceField(
        label="Coders",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one coder."},
    )
    way = forms.ChoiceField(
        label="How", choices=WAYS, widget=forms.RadioSelect, initial="each"
    )
    share = forms.IntegerField(
        label="Share coded twice, of 100 texts",
        min_value=1,
        max_value=100,
        initial=20,
        required=False,
    )
    seed = forms.IntegerField(
        label="Number that draws the share",
        help_text="The same number draws the same texts.",
        min_value=0,
        max_value=999_999,
        required=False,
    )
    coding = forms.ChoiceField(
        label="Other coders’ marks", choices=words.ASSIGNMENT_CODING, required=False
    )
    note = forms.CharField(
        label="Note to the coders",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data=None, *, project):
        super().__init__(data, initial={"seed": secrets.randbelow(10_000)})
        self.project = project
        members = Membership.objects.of_project(project).exclude(role="viewer")
        coders: Any = self.fields["coders"]
        coders.choices = [
            (member.user_id, str(member.user)) for member in members.for_list()
        ]

    def clean_coding(self):
        coding = self.cleaned_data["coding"]
        try:
            check_coding(self.project, coding)
        except ValidationError as error:
            # of this field alone
            raise ValidationError(error.messages) from None
        return coding

    def clean_coders(self):
        return [int(pk) for pk in self.cleaned_data["coders"]]
