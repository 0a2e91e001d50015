"""What a new project is called, and what it starts with."""

from typing import Any

from django import forms

from annotations.forms.codebook_files import ENDINGS
from corpus.models import Project

STARTS = {
    "starter": "Our starter codebook and situations",
    "project": "The codebook of another project of mine",
    "file": "A codebook file",
    "none": "Nothing",
}


class ProjectForm(forms.Form):
    title = forms.CharField(max_length=200)
    slug = forms.SlugField(
        label="Short name",
        max_length=60,
        required=False,
        help_text="Stands in addresses. Left empty, it comes from the title.",
    )
    description = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    start = forms.ChoiceField(
        label="Start with",
        choices=STARTS,
        widget=forms.RadioSelect,
        required=False,
    )
    source = forms.ModelChoiceField(
        label="Which project",
        queryset=Project.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label="Choose a project",
    )
    file = forms.FileField(
        label="Which file",
        required=False,
        help_text="JSON, Excel, CSV, SKOS (Turtle or JSON-LD) or REFI-QDA (.qdc).",
        error_messages={"empty": "This file is empty. Choose another."},
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        projects = Project.objects.visible_to(user).order_by("title", "slug")
        source: Any = self.fields["source"]
        source.queryset = projects
        source.label_from_instance = lambda project: project.title

    def clean_start(self):
        """Who does not choose gets the starter codebook."""
        return self.cleaned_data["start"] or "starter"

    def clean(self):
        given = super().clean() or {}
        start = given.get("start")
        if (
            start == "project"
            and not given.get("source")
            and "source" not in self.errors
        ):
            self.add_error("source", "Choose the project to copy from.")
        if start == "file" and not given.get("file") and "file" not in self.errors:
            self.add_error("file", "Choose the file to start with.")
        return given

    def short_name(self):
        """What was typed, or a free name made from the title."""
        typed = self.cleaned_data["slug"].lower()
        return typed or Project.objects.free_slug(self.cleaned_data["title"])
