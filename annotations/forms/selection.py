"""What a comparison counts, as page, API and command send it."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from accounts.models import User
from annotations import tree
from annotations.filters import branch, find_coder
from annotations.models import Coverage, ImportedSet, sight
from annotations.positions.selection import (
    ALL,
    COLUMNS,
    NONE,
    ROWS,
    UNITS,
    Selection,
)
from corpus.models import Situation
from formats import partial_date, words

VOICES = {**words.VOICES, "all": "Both"}


class SeveralInput(forms.SelectMultiple):
    """All values of a name: of a query string, or a list in a dict."""

    def value_from_datadict(self, data, files, name):
        if hasattr(data, "getlist"):
            return data.getlist(name)
        return data.get(name) or []


class WordsField(forms.CharField):
    """Words, sent several times or parted by commas, each once."""

    widget = SeveralInput

    def clean(self, value):
        sent = super().clean(",".join(value or [])).split(",")
        return tuple(dict.fromkeys(word.strip() for word in sent if word.strip()))


class SelectionForm(forms.Form):
    """Cleans to ``Selection``; a value that nobody knows gets a sentence.

    Args:
        project: whose doctrines, situations and coders can be named.
    """

    by = forms.CharField(required=False)
    columns = forms.CharField(required=False)
    unit = forms.CharField(required=False)
    since = forms.CharField(required=False)
    until = forms.CharField(required=False)
    voice = forms.CharField(required=False)
    situation = forms.CharField(required=False)
    status = WordsField(required=False)
    coder = WordsField(required=False)
    doctrine = forms.CharField(required=False)

    def __init__(self, data, *, project):
        super().__init__(data)
        self.project = project

    def selection(self):
        """What was sent, cleaned.

        Raises:
            ValidationError: {filter: [sentence]}
        """
        if not self.is_valid():
            raise ValidationError(
                {name: list(errors) for name, errors in self.errors.items()}
            )
        cleaned = self.cleaned_data
        return Selection(
            project=self.project,
            by=cleaned["by"],
            columns=cleaned["columns"],
            unit=cleaned["unit"],
            since=cleaned["since"],
            until=cleaned["until"],
            first_day=self.day("since", partial_date.earliest),
            last_day=self.day("until", partial_date.latest),
            voice=cleaned["voice"],
            situation=cleaned["situation"],
            situation_pk=self.situation_pk,
            statuses=cleaned["status"],
            coders=tuple(coder.email for coder in cleaned["coder"]),
            coder_pks=tuple(coder.pk for coder in cleaned["coder"]),
            doctrine=cleaned["doctrine"],
            branch=self.branch,
        )

    def day(self, name, border):
        """The number of a date's first or last day, or None."""
        sent = self.cleaned_data[name]
        return border(sent) if sent else None

    def clean_by(self):
        return one_of(ROWS, self.cleaned_data["by"] or "actor")

    def clean_columns(self):
        return one_of(COLUMNS, self.cleaned_data["columns"] or "doctrine")

    def clean_unit(self):
        return one_of(UNITS, self.cleaned_data["unit"] or "passage")

    def clean_since(self):
        return plain_date(self.cleaned_data["since"])

    def clean_until(self):
        return plain_date(self.cleaned_data["until"])

    def clean(self):
        super().clean()
        since, until = (self.cleaned_data.get(name) for name in ("since", "until"))
        if since and until and partial_date.ends_before(since, until):
            raise ValidationError(
                {"until": f"“{until}” is before “{since}”: turn them round."}
            )

    def clean_voice(self):
        return one_of(VOICES, self.cleaned_data["voice"] or "own")

    def clean_situation(self):
        code = self.cleaned_data["situation"]
        self.situation_pk = None
        if code in {"", ALL, NONE}:
            return code
        found = Situation.objects.filter(project=self.project, code=code).first()
        if found is None:
            raise ValidationError(
                f"There is no situation “{code}”. Name one of the project's, or “all”."
            )
        self.situation_pk = found.pk
        return code

    def clean_status(self):
        for status in self.cleaned_data["status"]:
            one_of({**words.STATUSES, ALL: ""}, status)
        if ALL in self.cleaned_data["status"]:
            return tuple(words.STATUSES)
        return self.cleaned_data["status"]

    def clean_coder(self):
        return [self.find_coder(sent) for sent in self.cleaned_data["coder"]]

    def find_coder(self, sent):
        found = find_coder(self.project, sent)
        if found is None:
            raise ValidationError(f"There is no coder “{sent}” in this project.")
        return found

    def clean_doctrine(self):
        slug = self.cleaned_data["doctrine"]
        self.branch = tuple(branch(self.project, slug)) if slug else ()
        if slug and not self.branch:
            raise ValidationError(f"There is no doctrine “{slug}”.")
        return slug


def choices(project, doctrines=True):
    """What the page offers for each filter: four queries over short lists.

    Args:
        doctrines: offer these as well.
    """
    coders = Q(memberships__project=project)
    coders |= Q(pk__in=Coverage.objects.of_project(project).values("coder"))
    if not sight.of(project).texts:
        # to whom texts are hidden, who brought marks in would tell of these
        brought = ImportedSet.objects.of_project(project)
        coders |= Q(pk__in=brought.values("created_by"))
    return {
        "situations": Situation.objects.filter(project=project).for_list(),
        "coders": User.objects.filter(coders).distinct().order_by("name", "email"),
        "doctrines": doctrines and tree.load(project, counted=False).walk(),
        "voices": VOICES,
        "statuses": words.STATUSES,
        "stances": words.STANCES,
    }


def plain_date(sent):
    """A year, a month or a day, or nothing."""
    if not sent:
        return sent
    try:
        return partial_date.validate_plain(sent)
    except ValueError as error:
        raise ValidationError(str(error)) from error


def one_of(allowed, word):
    if word not in allowed:
        raise ValidationError(f"“{word}” is none of: {', '.join(allowed)}.")
    return word


def wants_annotations(sent):
    """Whether ``with`` asks for the annotations of each row."""
    if sent not in {"", "annotations"}:
        raise ValidationError({"with": f"“{sent}” is none of: annotations."})
    return sent == "annotations"
