"""The form of an import, and what an export is asked for."""

from django import forms
from django.core.exceptions import ValidationError

from annotations.forms.selection import SelectionForm, one_of

#: Filters of all exports, and those that only marks that count can have.
FILTERS = ("doctrine", "status", "coder", "document")
OF_COUNTED = ("voice", "situation", "since", "until")
#: What an export may take instead of all.
ONLY = {"": "All that stand", "counted": "Only what a comparison counts"}


def wanted(sent, project):
    """What was asked for, as ``annotations.exchange.chosen`` takes it.

    Args:
        sent: the query of an address, or a command's options.

    Raises:
        ValidationError: a value that nobody knows, or one that says nothing here.
    """
    if one_of(ONLY, sent.get("only") or ""):
        if sent.get("document"):
            raise ValidationError(
                {"document": "What a comparison counts is of all texts: leave it out."}
            )
        return {"selection": SelectionForm(sent, project=project).selection()}
    for name in OF_COUNTED:
        if sent.get(name):
            raise ValidationError(
                {
                    name: "Voice, situation and dates choose among the annotations"
                    " that a comparison counts: add “only=counted”."
                }
            )
    return {name: sent.get(name) for name in FILTERS}


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
