"""The filters of the list of texts."""

from django import forms

from corpus.models import Actor, Document, Situation


class DocumentFilter(forms.Form):
    """Filters from the address; what is none of the choices filters nothing."""

    q = forms.CharField(
        label="Words",
        required=False,
        max_length=200,
        widget=forms.SearchInput(
            attrs={"placeholder": "Title, author, publisher", "autocomplete": "off"}
        ),
    )
    author = forms.ChoiceField(required=False)
    situation = forms.ChoiceField(required=False)
    language = forms.ChoiceField(required=False)
    genre = forms.ChoiceField(required=False)
    read = forms.ChoiceField(
        label="Read by me",
        required=False,
        choices=[("", "All"), ("yes", "Read"), ("no", "Not read yet")],
    )
    marks = forms.ChoiceField(
        required=False,
        choices=[("", "All"), ("marked", "Marked"), ("unmarked", "Not marked yet")],
    )
    sort = forms.ChoiceField(
        required=False,
        choices=[
            ("added", "Order of adding"),
            ("-added", "Newest first"),
            ("title", "Title"),
            ("author", "Author"),
            ("issued", "Date, oldest first"),
            ("-issued", "Date, newest first"),
            ("-marks", "Most marks first"),
            ("marks", "Fewest marks first"),
            ("-length", "Longest first"),
            ("length", "Shortest first"),
            ("-title", "Title, Z to A"),
            ("-author", "Author, Z to A"),
        ],
    )
    withdrawn = forms.BooleanField(label="Withdrawn texts", required=False)

    def __init__(self, data, *, project, may_withdraw):
        super().__init__(data)
        documents = Document.objects.of_project(project)
        actors = Actor.objects.filter(
            project=project, authorships__isnull=False
        ).distinct()
        situations = Situation.objects.filter(
            project=project, document__isnull=False
        ).distinct()
        words = list(documents.order_by().values_list("language", "genre").distinct())
        languages, genres = zip(*words, strict=True) if words else ((), ())
        choices = {
            "author": actors.order_by("name").values_list("pk", "name"),
            "situation": situations.order_by("code").values_list("code", "code"),
            "language": [(word, word) for word in sorted({*languages} - {""})],
            "genre": [(word, word) for word in sorted({*genres} - {""})],
        }
        for name, found in choices.items():
            self.fields[name] = forms.ChoiceField(
                required=False, choices=[("", "All"), *found]
            )
        if not may_withdraw:
            del self.fields["withdrawn"]

    def values(self):
        """The filters that hold, for ``document_list.matching``."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def active(self):
        """Whether anything but the order is chosen."""
        return bool(self.values().keys() - {"sort"})
