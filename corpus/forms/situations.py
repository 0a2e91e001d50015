"""Forms for situations; the actions say what is wrong."""

from django import forms

from corpus.importers import names
from formats import words


class SituationForm(forms.Form):
    """What a situation's own page changes."""

    title = forms.CharField(max_length=200, required=False)
    kind = forms.ChoiceField(choices=list(words.SITUATION_KINDS.items()))
    begins = forms.CharField(
        max_length=32, required=False, help_text="2022, 2022-01 or 2022-01-05."
    )
    ends = forms.CharField(max_length=32, required=False)
    description = forms.CharField(
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What happened, in your own words.",
    )
    links = forms.CharField(
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One a line: the address, a space, and what is there.",
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for part, label in words.INVOLVEMENTS.items():
            self.fields[part] = forms.CharField(
                label=f"{label}s" if part != "other" else "Other States involved",
                required=False,
                max_length=2000,
                help_text="Parted by semicolons; new ones are added to the actors.",
            )
        # States stand before the long fields
        self.order_fields(
            ["code", "title", "kind", "begins", "ends", *words.INVOLVEMENTS]
        )

    def changes(self):
        """As the actions take them."""
        fields = dict(self.cleaned_data)
        fields["states"] = {
            part: names.split(fields.pop(part)) for part in words.INVOLVEMENTS
        }
        fields["links"] = links_in(fields["links"])
        return fields


class NewSituationForm(SituationForm):
    code = forms.CharField(
        max_length=40, help_text="Short and permanent, such as KAZ-2022."
    )


class EditSituationForm(SituationForm):
    #: The version that was shown.
    version = forms.IntegerField(widget=forms.HiddenInput)


def links_in(lines):
    """[{"url", "label"}] of lines with an address and what is there."""
    links = []
    for line in lines.splitlines():
        url, _space, label = line.strip().partition(" ")
        if url:
            links.append({"url": url, "label": label.strip()})
    return links


def shown(situation):
    """The stored values of the form's fields: a query for the States."""
    plain = ("title", "kind", "begins", "ends", "description", "version")
    values = {name: getattr(situation, name) for name in plain}
    lines = [f"{link['url']} {link['label']}".strip() for link in situation.links]
    values["links"] = "\n".join(lines)
    states = list(situation.states.select_related("actor"))
    for part in words.INVOLVEMENTS:
        values[part] = "; ".join(
            state.actor.name for state in states if state.part == part
        )
    return values
