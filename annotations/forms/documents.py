"""The filters, columns and order of the list of texts, and the views saved of them."""

from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.http import QueryDict

from annotations.models import SavedView, Tag, TaggedDocument
from corpus.importers import files
from corpus.models import Document, Situation
from corpus.words_used import words_used
from formats import partial_date

#: Column -> heading, and whether it is shown unless others are chosen.
COLUMNS = {
    "author": ("Author", True),
    "issued": ("Published", True),
    "marks": ("Marks", True),
    "length": ("Length", True),
    "added": ("Added", True),
    "read": ("Read by", True),
    "tags": ("Tags", False),
    "publisher": ("Publisher", False),
    "url": ("Web address", False),
    "licence": ("Licence", False),
    "file": ("File", False),
}
USUAL_COLUMNS = [name for name, (_heading, usual) in COLUMNS.items() if usual]
ORDER_WORDS = {
    "added": "Order of adding",
    "-added": "Newest first",
    "title": "Title",
    "author": "Author",
    "issued": "Date, oldest first",
    "-issued": "Date, newest first",
    "-marks": "Most marks first",
    "marks": "Fewest marks first",
    "-length": "Longest first",
    "length": "Shortest first",
    "-title": "Title, Z to A",
    "-author": "Author, Z to A",
}


def _line(label, **attributes):
    return forms.CharField(
        label=label,
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", **attributes}),
    )


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
    author = _line("Author", list="author-names")
    situation = forms.ChoiceField(required=False)
    language = forms.ChoiceField(required=False)
    genre = forms.ChoiceField(required=False)
    issued_from = _line("Published from", placeholder="2022 or 2022-01-07")
    issued_to = _line("Published to", placeholder="2022 or 2022-01-07")
    tag = forms.ChoiceField(required=False)
    format = forms.ChoiceField(
        label="File",
        required=False,
        choices=[
            ("", "All"),
            *((name.strip("."), name.strip(".")) for name in files.extensions()),
        ],
    )
    read = forms.ChoiceField(
        label="Read by me",
        required=False,
        choices=[("", "All"), ("yes", "Read"), ("no", "Not read yet")],
    )
    marks = forms.ChoiceField(
        required=False,
        choices=[("", "All"), ("marked", "Marked"), ("unmarked", "Not marked yet")],
    )
    sort = forms.ChoiceField(required=False, choices=list(ORDER_WORDS.items()))
    withdrawn = forms.BooleanField(label="Withdrawn texts", required=False)
    columns = forms.MultipleChoiceField(
        required=False,
        choices=[(name, heading) for name, (heading, _usual) in COLUMNS.items()],
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data, *, project, may_withdraw):
        super().__init__(data)
        documents = Document.objects.of_project(project)
        situations = Situation.objects.of_project(project).filter(
            Exists(documents.filter(situation=OuterRef("pk")))
        )
        tagged = TaggedDocument.objects.filter(tag=OuterRef("pk"))
        tags = Tag.objects.of_project(project).filter(Exists(tagged))
        choices = {
            "situation": situations.order_by("code").values_list("code", "code"),
            "language": [(word, word) for word in words_used(project, "language")],
            "genre": [(word, word) for word in words_used(project, "genre")],
            "tag": tags.order_by("name").values_list("name", "name"),
        }
        for name, found in choices.items():
            self.fields[name] = forms.ChoiceField(
                required=False, choices=[("", "All"), *found]
            )
        if not may_withdraw:
            del self.fields["withdrawn"]

    def clean_issued_from(self):
        return self._date("issued_from")

    def clean_issued_to(self):
        return self._date("issued_to")

    def _date(self, name):
        value = self.cleaned_data[name].strip()
        try:
            partial_date.validate(value)
        except ValueError as error:
            raise ValidationError(str(error)) from error
        return value

    def chosen(self):
        """All that holds: filters, order and columns."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def values(self):
        """The filters and the order that hold, for ``document_list.matching``."""
        return {
            name: value for name, value in self.chosen().items() if name != "columns"
        }

    def active(self):
        """Whether anything but order and columns is chosen."""
        return bool(self.values().keys() - {"sort"})

    def columns_shown(self):
        return self.chosen().get("columns") or USUAL_COLUMNS

    def query(self):
        """What holds, as the query of an address: checked, and always in one order."""
        chosen = {
            name: "on" if value is True else value
            for name, value in self.chosen().items()
        }
        return urlencode(chosen, doseq=True)

    def problems(self):
        """A sentence for each field whose value says nothing."""
        self.is_valid()
        return [
            f"{self.fields[name].label}: {sentence}"
            for name, sentences in self.errors.items()
            if name in ("issued_from", "issued_to")
            for sentence in sentences
        ]

    def filter_fields(self):
        """Those below "More filters"."""
        apart = ("q", "sort", "withdrawn", "columns")
        return [field for field in self if field.name not in apart]


def filter_of(query, *, project, may_withdraw):
    """The form of a query that was kept, checked against what is there now."""
    return DocumentFilter(QueryDict(query), project=project, may_withdraw=may_withdraw)


class SavedViewForm(forms.ModelForm):
    """The name of a view, and who sees it."""

    class Meta:
        model = SavedView
        fields = ["name", "audience"]
        labels = {"audience": "Who sees it"}
