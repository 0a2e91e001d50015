"""Whom an owner invites."""

from django import forms

from corpus.models import Role


class InvitationForm(forms.Form):
    role = forms.ChoiceField(choices=Role.choices, initial=Role.CODER)
    note = forms.CharField(label="For whom", max_length=200, required=False)
