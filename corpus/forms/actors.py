"""Forms for actors; the actions say what is wrong."""

from django import forms

from corpus.actions.affiliations import FIELDS, stored
from corpus.identifiers import REGISTERS
from formats import words

#: Empty rows for what is to be added.
MORE_ROWS = 2


class NewActorForm(forms.Form):
    """What is asked when an actor is added."""

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


class ActorForm(forms.Form):
    """What an actor's own page changes, beside its rows of names and affiliations."""

    name = forms.CharField(
        max_length=200, help_text="A person is written Family, Given."
    )
    kind = forms.ChoiceField(choices=list(words.ACTOR_KINDS.items()))
    note = forms.CharField(
        required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    #: The version that was shown.
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for name, register in REGISTERS.items():
            self.fields[name] = forms.CharField(
                label=register.label,
                required=False,
                max_length=200,
                help_text=f"Such as {register.example}, or its address.",
            )

    def register_fields(self):
        return [self[name] for name in REGISTERS]


class AliasForm(forms.Form):
    name = forms.CharField(label="Other name", max_length=200, required=False)
    kind = forms.ChoiceField(
        label="What it is", choices=list(words.ALIAS_KINDS.items()), required=False
    )
    language = forms.CharField(label="Language", max_length=35, required=False)


class AffiliationForm(forms.Form):
    affiliation = forms.CharField(max_length=200, required=False)
    capacity = forms.CharField(max_length=200, required=False)
    begins = forms.CharField(label="From", max_length=32, required=False)
    ends = forms.CharField(label="Until", max_length=32, required=False)


AliasRows = forms.formset_factory(AliasForm, extra=MORE_ROWS, max_num=200)
AffiliationRows = forms.formset_factory(AffiliationForm, extra=MORE_ROWS, max_num=200)


class ActorForms:
    """The page's form with its two lists of rows; a row left empty goes.

    Args:
        data: what was posted, or None.
    """

    def __init__(self, data, actor):
        shown = {
            "name": actor.name,
            "kind": actor.kind,
            "note": actor.note,
            "version": actor.version,
            **actor.identifiers,
        }
        self.form = ActorForm(data, initial=shown)
        self.aliases = AliasRows(data, prefix="names", initial=actor.aliases)
        self.affiliations = AffiliationRows(
            data, prefix="affiliations", initial=stored(actor)
        )

    def are_valid(self):
        valid = [
            part.is_valid() for part in (self.form, self.aliases, self.affiliations)
        ]
        return all(valid)

    def changes(self):
        """As ``edit_actor`` takes them."""
        fields = self.form.cleaned_data
        rows = [form.cleaned_data for form in self.affiliations]
        return {
            "name": fields["name"],
            "kind": fields["kind"],
            "note": fields["note"],
            "version": fields["version"],
            "identifiers": {name: fields[name] for name in REGISTERS},
            "aliases": [form.cleaned_data for form in self.aliases],
            "affiliations": [
                {name: row.get(name, "") for name in FIELDS} for row in rows
            ],
        }
