"""Entries of the codebook as forms."""

from django import forms

from annotations.models import Doctrine
from annotations.models.codebook import POLARITIES

#: As static/glossator/css/tokens.css names them.
COLOURS = (
    *("Blue", "Rust", "Sage", "Navy", "Orange", "Orchid"),
    *("Green", "Wine", "Violet", "Indigo", "Plum", "Slate"),
)
PALETTES = list(enumerate(COLOURS, start=1))
POLARITY_HELP = "What asserting it says about the legality of the act."


class DoctrineForm(forms.Form):
    """What an entry of the codebook says."""

    name = forms.CharField(max_length=200)
    definition = forms.CharField(required=False, widget=forms.Textarea({"rows": 4}))
    include = forms.CharField(
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="When to use the entry.",
    )
    exclude = forms.CharField(
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="When to use another one, and which.",
    )
    pin_cite = forms.CharField(
        required=False, max_length=300, label="Pin-cite", help_text="Such as “Art. 51”."
    )
    checked = forms.BooleanField(
        required=False, label="I have compared the pin-cite with its source"
    )
    polarity = forms.ChoiceField(
        choices=POLARITIES,
        help_text=POLARITY_HELP,
    )
    palette = forms.TypedChoiceField(choices=PALETTES, coerce=int, label="Colour")
    order = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=2**31 - 1,
        help_text="Its place among its siblings; small numbers first.",
    )


class DoctrineChoice(forms.ModelChoiceField):
    def __init__(self, **options):
        options.setdefault("required", False)
        super().__init__(Doctrine.objects.none(), to_field_name="slug", **options)

    def label_from_instance(self, obj):
        return f"{obj.name} ({obj.slug})"


def offer(form, name, doctrines):
    """Let a form's field choose among these entries."""
    field = form.fields[name]
    assert isinstance(field, DoctrineChoice)
    field.queryset = doctrines


class NewDoctrineForm(DoctrineForm):
    parent = DoctrineChoice(empty_label="At the top", label="Under")
    slug = forms.CharField(
        required=False,
        max_length=100,
        label="Permanent id",
        help_text="It never changes. Leave it empty to have one made of the names.",
    )
    polarity = forms.ChoiceField(
        choices={"": "As the one above it", **POLARITIES},
        required=False,
        help_text=POLARITY_HELP,
    )
    palette = forms.TypedChoiceField(
        choices=[("", "As the one above it"), *PALETTES],
        coerce=int,
        empty_value="",
        required=False,
        label="Colour",
    )
    field_order = ("name", "parent", "slug")

    def __init__(self, *args, doctrines, **options):
        super().__init__(*args, **options)
        offer(self, "parent", doctrines)

    def given(self):
        """What was filled in."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if value not in ("", None)
        }


class EditDoctrineForm(DoctrineForm):
    """Carries what the page showed, so that only what was changed here is written."""

    parent = DoctrineChoice(
        empty_label="At the top",
        label="Under",
        help_text="A move takes all below it along; its id and its annotations stay.",
    )
    field_order = ("name", "parent")

    def __init__(self, *args, doctrines, **options):
        super().__init__(*args, **options)
        offer(self, "parent", doctrines)
        for field in self.fields.values():
            field.show_hidden_initial = True
        self.fields["order"].required = True

    def given(self):
        """What was changed on the page."""
        return {name: self.cleaned_data[name] for name in self.changed_data}


class RetireForm(forms.Form):
    replaced_by = DoctrineChoice(empty_label="Nothing", label="Replaced by")

    def __init__(self, *args, doctrines, **options):
        super().__init__(*args, **options)
        offer(self, "replaced_by", doctrines)
