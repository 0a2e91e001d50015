"""The filters of the codebook's history, and of what waits to be reconsidered."""

from django import forms

from formats import words


class ChangesFilter(forms.Form):
    """A word that nobody knows is passed over."""

    kind = forms.ChoiceField(
        required=False,
        label="What",
        choices=[("", "anything"), *words.CODEBOOK_CHANGES.items()],
    )
    entry = forms.CharField(required=False, label="Id of a doctrine", max_length=100)
    since = forms.DateField(
        required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args, people, **options):
        super().__init__(*args, **options)
        self.fields["person"] = forms.ChoiceField(
            required=False, label="Who", choices=[("", "anybody"), *people]
        )
        self.order_fields(["person"])

    def values(self):
        self.is_valid()
        found = {name: self.cleaned_data.get(name) or "" for name in self.fields}
        return {
            name: value.replace("\x00", "") if isinstance(value, str) else value
            for name, value in found.items()
        }


class WaitingFilter(forms.Form):
    """Which of the waiting marks a page shows; a word nobody knows is passed over."""

    stance = forms.ChoiceField(
        required=False, choices=[("", "any"), *words.STANCES.items()]
    )

    def __init__(self, *args, coders, documents, **options):
        super().__init__(*args, **options)
        self.fields["coder"] = forms.ChoiceField(
            required=False, choices=[("", "anybody"), *coders]
        )
        self.fields["document"] = forms.ChoiceField(
            required=False, label="Text", choices=[("", "any"), *documents]
        )

    def values(self):
        """{filter: value}, without the empty ones."""
        self.is_valid()
        given = {name: self.cleaned_data.get(name, "") for name in self.fields}
        return {name: value for name, value in given.items() if value}
