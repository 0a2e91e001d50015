"""Which network, as page, API and command send it."""

from django import forms
from django.core.exceptions import ValidationError

from annotations.forms.selection import one_of
from compare.networks.network import KINDS, NORMALISATIONS, QUALIFIERS, Choice

#: Above any weight that people write.
MOST = 1e9


class NetworkForm(forms.Form):
    """Cleans to ``Choice``; a value that nobody knows gets a sentence."""

    type = forms.CharField(required=False)
    qualifier = forms.CharField(required=False)
    normalisation = forms.CharField(required=False)
    least = forms.CharField(required=False)

    def choice(self):
        """What was sent, cleaned.

        Raises:
            ValidationError: {field: [sentence]}
        """
        if not self.is_valid():
            raise ValidationError(
                {name: list(errors) for name, errors in self.errors.items()}
            )
        sent = self.cleaned_data
        found = Choice(
            sent["type"], sent["qualifier"], sent["normalisation"], sent["least"]
        )
        try:
            return found.checked()
        except ValueError as error:
            raise ValidationError({"normalisation": [str(error)]}) from error

    def clean_type(self):
        return one_of(KINDS, self.cleaned_data["type"] or "subtract")

    def clean_qualifier(self):
        return one_of(QUALIFIERS, self.cleaned_data["qualifier"] or "subtract")

    def clean_normalisation(self):
        return one_of(NORMALISATIONS, self.cleaned_data["normalisation"] or "no")

    def clean_least(self):
        sent = self.cleaned_data["least"]
        try:
            number = float(sent or 0)
        except ValueError:
            number = -1.0
        # also what is no number at all
        if not 0 <= number <= MOST:
            raise ValidationError(
                f"“{sent[:40]}” is no least weight; write a number such as 0.5, or"
                " leave it out."
            )
        return number
