"""A reviewer's decision about the annotations that were ticked."""

from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from formats import words


class DecisionForm(forms.Form):
    status = forms.ChoiceField(choices=words.STATUSES)
    reason = forms.CharField(required=False, max_length=2000)
    #: Whether the reason shall guide later decisions.
    precedent = forms.BooleanField(required=False)


def read_seen(values):
    """What was ticked: "uuid:version" -> {uuid: version}.

    Raises:
        ValidationError
    """
    seen = {}
    for value in values:
        uuid, _, version = value.partition(":")
        try:
            seen[UUID(uuid)] = int(version)
        except ValueError:
            raise ValidationError("Tick the annotations again.") from None
    if not seen:
        raise ValidationError("Tick at least one annotation first.")
    return seen
