"""The form of an import."""

from django import forms


class ImportForm(forms.Form):
    file = forms.FileField(
        label="JSON Lines file",
        help_text="One annotation a line, as this project exports it.",
        error_messages={"required": "Choose a file."},
    )
    create_missing = forms.BooleanField(
        required=False,
        label="Make what is missing",
        help_text="Doctrines, actors, situations, provisions and coders that the file"
        " names and the project lacks.",
    )
