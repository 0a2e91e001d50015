"""What is compared, as page, API and command send it."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from annotations import tree
from annotations.filters import find_coder, is_code
from annotations.forms.selection import WordsField, one_of
from annotations.models import Annotation, Coverage, Doctrine
from corpus.models import Document, Situation
from formats import words
from review.compared.choice import ALL, Choice

MOST_TOLERANCE = 1000
DEEPEST = 20
#: A longer list of texts is a field for their numbers.
MOST_TEXTS = 300
LARGEST_ID = 2**63 - 1


class AgreementForm(forms.Form):
    """Cleans to a ``Choice``; a value that nobody knows gets a sentence.

    Args:
        project: whose coders, texts, doctrines and situations can be named.
        user: who looks.
    """

    coders = WordsField(required=False)
    documents = WordsField(required=False)
    doctrine = WordsField(required=False)
    level = forms.CharField(required=False)
    situation = forms.CharField(required=False)
    status = WordsField(required=False)
    tolerance = forms.CharField(required=False)
    split = forms.CharField(required=False)

    def __init__(self, data, *, project, user):
        super().__init__(data)
        self.project = project
        self.user = user

    def choice(self):
        """What was sent, cleaned.

        Raises:
            ValidationError: {field: [sentence]}
        """
        if not self.is_valid():
            raise ValidationError(
                {name: list(errors) for name, errors in self.errors.items()}
            )
        cleaned = self.cleaned_data
        return Choice(
            project=self.project,
            user=self.user,
            coders=cleaned["coders"],
            documents=cleaned["documents"],
            doctrines=cleaned["doctrine"],
            level=cleaned["level"],
            situation=cleaned["situation"],
            statuses=cleaned["status"],
            tolerance=cleaned["tolerance"] or 0,
            split=cleaned["split"],
        )

    def clean(self):
        cleaned = self.cleaned_data
        if cleaned.get("split") and len(cleaned.get("coders", ())) != 1:
            raise ValidationError(
                {"split": "Choose one coder to compare with themselves over time."}
            )
        return cleaned

    def clean_coders(self):
        found = []
        for sent in self.cleaned_data["coders"]:
            coder = find_coder(self.project, sent)
            if coder is None:
                raise ValidationError(f"There is no coder “{sent}” in this project.")
            found.append(coder)
        return tuple(dict.fromkeys(found))

    def clean_documents(self):
        """By id or by file name."""
        sent = self.cleaned_data["documents"]
        texts = Document.objects.of_project(self.project).standing()
        found = []
        for word in sent:
            rows = texts.filter(filename=word)
            if word.isascii() and word.isdigit():
                rows = texts.filter(pk=min(int(word[:30]), LARGEST_ID))
            pks = list(rows.values_list("pk", flat=True)[:2])
            if not pks:
                raise ValidationError(f"There is no text “{word}”.")
            if len(pks) > 1:
                raise ValidationError(
                    f"Several texts are called “{word}”: name them by their numbers."
                )
            found += pks
        return tuple(dict.fromkeys(found))

    def clean_doctrine(self):
        sent = self.cleaned_data["doctrine"]
        rows = Doctrine.objects.of_project(self.project).filter(slug__in=sent)
        known = set(rows.values_list("slug", flat=True)) if sent else set()
        for slug in sent:
            if slug not in known:
                raise ValidationError(f"There is no doctrine “{slug}”.")
        return sent

    def clean_level(self):
        return number(self.cleaned_data["level"], 1, DEEPEST, "level")

    def clean_tolerance(self):
        return number(self.cleaned_data["tolerance"], 0, MOST_TOLERANCE, "tolerance")

    def clean_situation(self):
        sent = self.cleaned_data["situation"] or ALL
        if sent not in {ALL, "text", "none"} and not is_code(self.project, sent):
            raise ValidationError(
                f"There is no situation “{sent}”. Name one of the project's, or “all”."
            )
        return sent

    def clean_status(self):
        for status in self.cleaned_data["status"]:
            one_of({**words.STATUSES, ALL: ""}, status)
        if ALL in self.cleaned_data["status"]:
            return tuple(words.STATUSES)
        return self.cleaned_data["status"]

    def clean_split(self):
        sent = self.cleaned_data["split"]
        if not sent:
            return None
        try:
            return date.fromisoformat(sent)
        except ValueError:
            raise ValidationError(
                f"“{sent}” is no day: write it like 2026-03-31."
            ) from None


def number(sent, least, most, noun):
    """A whole number, or None when none was sent.

    Raises:
        ValidationError
    """
    if not sent:
        return None
    if not (sent.isascii() and sent.isdigit() and least <= int(sent[:9]) <= most):
        raise ValidationError(
            f"“{sent}” is no {noun}: write a whole number from {least} to {most}."
        )
    return int(sent)


def choices(project, user):
    """What the page offers: six queries over short lists."""
    marks = Annotation.objects.visible_to(user).of_project(project).standing()
    read = Coverage.objects.of_project(project).filter(state="read")
    coders = {*marks.order_by().values_list("coder", flat=True).distinct()}
    coders |= {*read.order_by().values_list("coder", flat=True).distinct()}
    texts = Document.objects.of_project(project).standing().only("title")
    nodes = list(tree.load(project, counted=False).walk())
    return {
        "coders": User.objects.filter(pk__in=coders).order_by("name", "email"),
        "documents": texts.order_by("title", "pk")[:MOST_TEXTS],
        "doctrines": nodes,
        "levels": range(1, max((len(n.ancestors()) + 1 for n in nodes), default=1) + 1),
        "situations": Situation.objects.of_project(project).for_list(),
        "statuses": words.STATUSES,
    }
