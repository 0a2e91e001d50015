"""Entries of the codebook as forms."""

from django import forms
from django.forms.utils import flatatt
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from annotations.actions.examples import LONGEST_NOTE, LONGEST_WORDS
from annotations.models import Doctrine
from annotations.models.codebook import POLARITIES
from formats import words

#: As static/glossator/css/tokens.css names them.
COLOURS = (
    *("Blue", "Rust", "Sage", "Navy", "Orange", "Orchid"),
    *("Green", "Wine", "Violet", "Indigo", "Plum", "Slate"),
)
PALETTES = list(enumerate(COLOURS, start=1))
SELECTED = mark_safe(" selected")  # noqa: S308
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
    key = forms.CharField(
        required=False,
        max_length=1,
        label="Shortcut key",
        help_text="A character that takes it in the annotator, with Alt.",
    )


class Entries:
    """What a page's fields choose among: asked for once, and drawn once."""

    def __init__(self, doctrines):
        self.doctrines = doctrines

    @cached_property
    def options(self):
        rows = self.doctrines.values_list("slug", "name")
        return format_html_join(
            "\n",
            '<option value="{}">{} ({})</option>',
            ((slug, name, slug) for slug, name in rows),
        )


class EntrySelect(forms.Select):
    """A whole codebook to choose from: its own widget takes a template an option."""

    entries = Entries(Doctrine.objects.none())
    empty_label = ""

    def render(self, name, value, attrs=None, renderer=None):
        options = format_html(
            '<option value="">{}</option>\n{}', self.empty_label, self.entries.options
        )
        chosen = format_html('<option value="{}"', "" if value is None else value)
        drawn = str(options).replace(chosen, chosen + SELECTED, 1)
        attributes = {**self.build_attrs(self.attrs, attrs), "name": name}
        return format_html(
            "<select{}>{}</select>",
            flatatt(attributes),
            mark_safe(drawn),  # noqa: S308
        )


class DoctrineChoice(forms.ModelChoiceField):
    widget = EntrySelect

    def __init__(self, **options):
        options.setdefault("required", False)
        super().__init__(Doctrine.objects.none(), to_field_name="slug", **options)

    def label_from_instance(self, obj):
        return f"{obj.name} ({obj.slug})"


def offer(form, name, entries):
    """Let a form's field choose among these entries."""
    field = form.fields[name]
    assert isinstance(field, DoctrineChoice)
    field.queryset = entries.doctrines
    field.widget.entries = entries
    field.widget.empty_label = str(field.empty_label)


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

    def __init__(self, *args, entries, **options):
        super().__init__(*args, **options)
        offer(self, "parent", entries)

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
    meaning = forms.BooleanField(required=False, label="This changes what it means")
    note = forms.CharField(
        required=False,
        max_length=500,
        label="Why",
        help_text="For the history of the codebook.",
    )
    #: The version that the page showed.
    version = forms.IntegerField(
        min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput
    )
    #: What is said of one change and is no field of the entry.
    BESIDE = ("meaning", "note", "version")
    field_order = ("name", "parent")

    def __init__(self, *args, entries, **options):
        super().__init__(*args, **options)
        offer(self, "parent", entries)
        for name, field in self.fields.items():
            field.show_hidden_initial = name not in self.BESIDE

    def changed_here(self):
        """The names of the fields that were changed on the page."""
        return [name for name in self.changed_data if name not in self.BESIDE]

    def given(self):
        """What was changed on the page, and what is said of the change."""
        names = (*self.changed_here(), *self.BESIDE)
        return {name: self.cleaned_data[name] for name in names}


class RetireForm(forms.Form):
    replaced_by = DoctrineChoice(empty_label="Nothing", label="Replaced by")

    def __init__(self, *args, entries, **options):
        super().__init__(*args, **options)
        offer(self, "replaced_by", entries)


class PlaceForm(forms.Form):
    """Where to put an entry: a step from where it is, or a place."""

    step = forms.ChoiceField(
        choices=[(name, name) for name in ("up", "down", "in", "out")], required=False
    )
    parent = DoctrineChoice(empty_label="At the top", label="Under")
    first = forms.BooleanField(required=False, label="Before all that is there")
    after = DoctrineChoice()
    #: The parent that the page showed.
    seen = DoctrineChoice()

    def __init__(self, *args, entries, **options):
        super().__init__(*args, **options)
        for name in ("parent", "after", "seen"):
            offer(self, name, entries)


class ExampleForm(forms.Form):
    """A passage, or words of one's own, that show an entry."""

    kind = forms.ChoiceField(choices=words.EXAMPLES, label="It shows")
    text = forms.CharField(
        required=False,
        widget=forms.Textarea({"rows": 3, "maxlength": LONGEST_WORDS}),
        label="The example",
    )
    annotation = forms.UUIDField(required=False, widget=forms.HiddenInput)
    note = forms.CharField(
        required=False,
        widget=forms.TextInput({"maxlength": LONGEST_NOTE}),
        label="Why it is one",
    )


class LinkForm(forms.Form):
    """What one entry is of another."""

    kind = forms.ChoiceField(choices=words.DOCTRINE_LINKS, label="It is")
    target = DoctrineChoice(empty_label="Choose", label="Of", required=True)

    def __init__(self, *args, entries, **options):
        super().__init__(*args, **options)
        offer(self, "target", entries)
