"""How many doctrines two holders must share to be compared."""

from django import forms

from compare.likeness.pairs import MINIMUM

#: More doctrines than any codebook has.
HIGHEST = 10_000
WRONG = f"Let two holders share 1 to {HIGHEST:,} doctrines: a whole number."


class MinimumForm(forms.Form):
    minimum = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=HIGHEST,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), WRONG),
    )

    def clean_minimum(self):
        return self.cleaned_data["minimum"] or MINIMUM
