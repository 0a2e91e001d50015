"""What a new project is called, and what it starts with."""

from django import forms

from corpus.models import Project


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
    starter = forms.BooleanField(
        required=False, label="Start with our codebook and situations"
    )

    def short_name(self):
        """What was typed, or a free name made from the title."""
        typed = self.cleaned_data["slug"].lower()
        return typed or Project.objects.free_slug(self.cleaned_data["title"])
