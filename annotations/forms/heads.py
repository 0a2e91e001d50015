"""Changing many heads at once: which texts, and what is changed."""

from django import forms
from django.core.exceptions import ValidationError

from annotations.actions.lists import clean_tags
from annotations.document_list import matching
from annotations.forms.documents import filter_of
from annotations.heads import LABELS, WITHDRAWN
from corpus.actions.heads import check_head
from corpus.importers import names
from corpus.models import Document

#: Fields that can be given one value for many texts.
SET = (
    "genre",
    "language",
    "situation",
    "publisher",
    "licence",
    "issued",
    "retrieved",
    "original_language",
)


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

    def pks(self, most=None):
        """Their keys, in order; no more than are asked for."""
        rows = self.rows.order_by("pk").values_list("pk", flat=True)
        return list(rows[:most] if most else rows)

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

    def applied_to(self, head):
        """A head as it would be."""
        sent = self.cleaned_data
        after = dict(head)
        after |= {name: sent[name].strip() for name in SET if sent[name].strip()}
        after |= dict.fromkeys(sent["empty"], "")
        gone = set(_names(sent["remove_tags"]))
        after["tags"] = [tag for tag in head["tags"] if tag not in gone]
        after["tags"] += _names(sent["add_tags"])
        if removed := _one_line(sent["remove_author"]):
            after["authors"] = [
                name for name in head["authors"] if names.signed(name)[0] != removed
            ]
        if added := _one_line(sent["add_author"]):
            there = {names.signed(name)[0] for name in after["authors"]}
            if names.signed(added)[0] not in there:
                after["authors"] = [*after["authors"], added]
        if sent.get("state"):
            after["withdrawn"] = WITHDRAWN if sent["state"] == "withdraw" else ""
        return after

    def title(self):
        """What is done, in words."""
        sent = self.cleaned_data
        parts = [f"{LABELS[name]}: {sent[name]}" for name in SET if sent[name]]
        parts += [f"{LABELS[name]} emptied" for name in sent["empty"]]
        for name, words in (
            ("add_tags", "tags added"),
            ("remove_tags", "tags taken away"),
            ("add_author", "author added"),
            ("remove_author", "author taken away"),
        ):
            if sent[name]:
                parts.append(f"{words}: {sent[name]}")
        if sent.get("state"):
            parts.append("withdrawn" if sent["state"] == "withdraw" else "restored")
        title = ", ".join(parts)
        return title[:1].upper() + title[1:]


def _names(text):
    return [tag for tag in clean_tags(text.replace(",", ";").split(";")) if tag]


def _one_line(text):
    return " ".join(text.split())


class TableForm(forms.Form):
    file = forms.FileField(
        label="The table",
        help_text="CSV or XLSX, as it was exported here and changed.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )
