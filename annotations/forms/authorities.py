"""Forms for instruments and for wordings; the actions say what is wrong."""

from django import forms

DATE = "2012, 2012-12 or 2012-12-19; leave it empty when it is not known."


class InstrumentForm(forms.Form):
    name = forms.CharField(max_length=200, help_text="Such as “UN Charter”.")
    kind = forms.CharField(
        max_length=50, required=False, help_text="Such as treaty, resolution, judgment."
    )
    adopted = forms.CharField(
        max_length=10, required=False, label="Signed or adopted", help_text=DATE
    )
    link = forms.URLField(
        max_length=1000,
        required=False,
        assume_scheme="https",
        label="Official text",
        help_text="Its address on the web.",
    )


class ProvisionForm(forms.Form):
    locator = forms.CharField(
        max_length=100, label="Place in it", help_text="Such as “Art. 4”."
    )
    version = forms.CharField(
        max_length=100,
        required=False,
        label="Wording",
        help_text="Such as “1992” or “2010 Protocol”.",
    )
    in_force_from = forms.CharField(max_length=10, required=False, help_text=DATE)
    in_force_to = forms.CharField(
        max_length=10,
        required=False,
        help_text="Its last day; leave it empty while it is in force.",
    )
    in_force_for = forms.CharField(
        max_length=200,
        required=False,
        help_text="For whom these dates hold, when not for all: “Kazakhstan”.",
    )
    link = forms.URLField(
        max_length=1000,
        required=False,
        assume_scheme="https",
        label="Official text",
        help_text="The address of this very wording.",
    )
    description = forms.CharField(
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        label="What it says",
        help_text="In your own words; the official text is linked.",
    )


def with_version(form, version):
    """Carry the version that the page shows, for the change to name."""
    form.fields["row_version"] = forms.IntegerField(
        min_value=1,
        max_value=2**31 - 1,
        initial=version,
        widget=forms.HiddenInput,
    )
    return form


def beside(form, row):
    """What differs between a form and the row as it stands: (label, theirs, mine)."""
    return [
        (field.label, getattr(row, field.name), field.value() or "")
        for field in form.visible_fields()
        if getattr(row, field.name) != (field.value() or "").strip()
    ]
