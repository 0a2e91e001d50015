"""Changing many heads at once: which texts, and what is changed."""

from django import forms
from django.core.exceptions import ValidationError

from annotations.document_list import matching
from annotations.forms.documents import filter_of
from annotations.heads import LABELS
from annotations.heads_wish import SET
from corpus.actions.head_fields import check_head
from corpus.models import Document


class Chosen:
    """Texts of a project that somebody chose: ticked, or all that match a query."""

    def __init__(self, sent, *, project, user, may_withdraw):
        self.query = sent.get("query", "")
        self.all = bool(sent.get("all"))
        ids = ",".join([sent.get("texts", ""), *sent.getlist("text")]).split(",")
        self.ids = sorted(
            {int(pk) for pk in ids if pk.isdecimal() and pk.isascii() and len(pk) < 19}
        )
        if self.all:
            form = filter_of(self.query, project=project, may_withdraw=may_withdraw)
            self.rows = matching(project, user, **form.values())
        else:
            self.rows = Document.objects.of_project(project).filter(pk__in=self.ids)

    def count(self):
        return self.rows.order_by().count()

    def pks(self):
        """Their keys, in order."""
        return list(self.rows.order_by("pk").values_list("pk", flat=True))

    def hidden(self):
        """The fields that say the same again."""
        if self.all:
            return {"all": "1", "query": self.query}
        return {"texts": ",".join(map(str, self.ids)), "query": self.query}


def _line(name, help_text="", **attributes):
    return forms.CharField(
        label=LABELS.get(name, name),
        required=False,
        help_text=help_text,
        widget=forms.TextInput(attrs={"autocomplete": "off", **attributes}),
    )


class ChangeForm(forms.Form):
    """What is left empty stays as it is."""

    genre = _line("genre", list="genres")
    language = _line("language", "A code such as en, uk or pt-BR.")
    situation = _line("situation", "A code; a new one is added.", list="situations")
    publisher = _line("publisher", list="publishers")
    licence = _line("licence", "What its owner allows, such as CC BY 4.0.")
    issued = _line("issued", "Such as 2022, 2022-01 or 2022-01-07.")
    retrieved = _line("retrieved", "When the texts were taken from their addresses.")
    original_language = _line("original_language")
    add_tags = _line("Add tags", "Parted by commas or semicolons.", list="tags")
    remove_tags = _line("Take tags away", list="tags")
    add_author = _line(
        "Add an author", "Family, Given: behind those that a text has.", list="actors"
    )
    remove_author = _line("Take an author away", list="actors")
    state = forms.ChoiceField(
        label="Withdrawn or not",
        required=False,
        choices=[("", "As it is"), ("withdraw", "Withdraw"), ("restore", "Restore")],
    )
    empty = forms.MultipleChoiceField(
        label="Empty these fields",
        required=False,
        choices=[(name, LABELS[name]) for name in SET],
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, may_withdraw, **options):
        super().__init__(*args, **options)
        if not may_withdraw:
            del self.fields["state"]

    def clean(self):
        sent = self.cleaned_data
        for name in SET:
            if sent.get(name) and name in sent.get("empty", []):
                self.add_error(name, "Give a value or empty the field, not both.")
        if self.errors:
            return
        check_head(
            {name: sent[name] for name in SET}
            | {"authors": [sent["add_author"]] if sent["add_author"] else []}
        )
        if not self.says_something():
            raise ValidationError("Say what to change: every field is empty.")

    def says_something(self):
        return any(self.cleaned_data.values())


class TableForm(forms.Form):
    file = forms.FileField(
        label="The table",
        help_text="CSV or XLSX, as it was exported here and changed.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )
