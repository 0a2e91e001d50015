"""Whom an owner invites."""

from django import forms
from django.conf import settings

from corpus.models import Role
from formats import words

#: Who may add something -> the words for it.
ADDERS = {
    Role.CODER: "Coders, reviewers and owners",
    Role.REVIEWER: "Reviewers and owners",
    Role.OWNER: "Owners",
}


class InvitationForm(forms.Form):
    role = forms.ChoiceField(choices=Role.choices, initial=Role.CODER)
    note = forms.CharField(label="For whom", max_length=200, required=False)
    email = forms.EmailField(label="Send the link to", max_length=254, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # without a server for letters nothing can be sent
        if not settings.EMAIL_HOST:
            del self.fields["email"]


class RulesForm(forms.Form):
    coding = forms.ChoiceField(
        label="Each other’s marks",
        choices=words.CODING,
        help_text="Who works blind sees the others’ marks of a text when all who have"
        " it finished it.",
    )
    doctrines_by = forms.ChoiceField(label="Who may add doctrines", choices=ADDERS)
    names_by = forms.ChoiceField(
        label="Who may add actors and situations", choices=ADDERS
    )
    why = forms.CharField(label="Why (optional)", required=False, max_length=2000)
