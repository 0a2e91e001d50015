"""The filters of positions, as page, API and command send them."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from accounts.models import User
from annotations import tree
from annotations.filters import branch, find_coder
from annotations.models import Coverage, ImportedSet
from annotations.positions.filters import ALL, NONE, Filters
from corpus.models import Situation
from formats import words

BY = {"actor": "actor", "document": "text"}
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


class PositionsForm(forms.Form):
    """Cleans to ``Filters``; a value that nobody knows gets a sentence.

    Args:
        project: whose doctrines, situations and coders can be named.
    """

    by = forms.CharField(required=False)
    voice = forms.CharField(required=False)
    situation = forms.CharField(required=False)
    status = WordsField(required=False)
    coder = WordsField(required=False)
    doctrine = forms.CharField(required=False)

    def __init__(self, data, *, project):
        super().__init__(data)
        self.project = project

    def filters(self):
        """What was sent, cleaned.

        Raises:
            ValidationError: {filter: [sentence]}
        """
        if not self.is_valid():
            raise ValidationError(
                {name: list(errors) for name, errors in self.errors.items()}
            )
        cleaned = self.cleaned_data
        return Filters(
            project=self.project,
            by=cleaned["by"],
            voice=cleaned["voice"],
            situation=cleaned["situation"],
            situation_pk=self.situation_pk,
            statuses=cleaned["status"],
            coders=tuple(coder.email for coder in cleaned["coder"]),
            coder_pks=tuple(coder.pk for coder in cleaned["coder"]),
            doctrine=cleaned["doctrine"],
            branch=self.branch,
        )

    def clean_by(self):
        return one_of(BY, self.cleaned_data["by"] or "actor")

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


def choices(project):
    """What the page offers for each filter: four queries over short lists."""
    coders = Q(memberships__project=project)
    for model, person in ((Coverage, "coder"), (ImportedSet, "created_by")):
        coders |= Q(pk__in=model.objects.filter(project=project).values(person))
    return {
        "situations": Situation.objects.filter(project=project).for_list(),
        "coders": User.objects.filter(coders).distinct().order_by("name", "email"),
        "doctrines": tree.load(project, counted=False).walk(),
        "voices": VOICES,
        "statuses": words.STATUSES,
        "stances": words.STANCES,
    }


def one_of(allowed, word):
    if word not in allowed:
        raise ValidationError(f"“{word}” is none of: {', '.join(allowed)}.")
    return word


def wants_annotations(sent):
    """Whether ``with`` asks for the annotations of each row."""
    if sent not in {"", "annotations"}:
        raise ValidationError({"with": f"“{sent}” is none of: annotations."})
    return sent == "annotations"
