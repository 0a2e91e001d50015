"""Forms for actors and situations; the models say what is wrong."""

from django import forms

from formats import words


class ActorForm(forms.Form):
    name = forms.CharField(
        max_length=200, help_text="A person is written Family, Given."
    )
    kind = forms.ChoiceField(
        choices=[("", "By its name"), *words.ACTOR_KINDS.items()], required=False
    )
    affiliation = forms.CharField(max_length=200, required=False)
    capacity = forms.CharField(
        max_length=200, required=False, help_text="Such as scholar, official."
    )


class EditActorForm(ActorForm):
    kind = forms.ChoiceField(choices=list(words.ACTOR_KINDS.items()))


class EditSituationForm(forms.Form):
    title = forms.CharField(max_length=200, required=False)
    kind = forms.ChoiceField(choices=list(words.SITUATION_KINDS.items()))
    begins = forms.CharField(
        max_length=10, required=False, help_text="2022, 2022-01 or 2022-01-05."
    )
    ends = forms.CharField(max_length=10, required=False)


class SituationForm(EditSituationForm):
    code = forms.CharField(
        max_length=40, help_text="Short and permanent, such as KAZ-2022."
    )

    field_order = ["code"]


def shown(row, form):
    """The stored values of a form's fields."""
    return {name: getattr(row, name) for name in form.base_fields}
