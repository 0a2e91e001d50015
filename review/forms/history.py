"""The filters of a project's history."""

from django import forms

from accounts.models import User
from annotations.models import Doctrine
from corpus.models import Document
from review.past.entries import Wanted
from review.past.kinds import KINDS

#: More texts are not offered; the address can name any.
MOST_TEXTS = 300


class HistoryFilter(forms.Form):
    """A word that nobody knows is passed over."""

    kind = forms.ChoiceField(
        required=False,
        label="What",
        choices=[
            ("", "anything"),
            *((name, kind.word) for name, kind in KINDS.items()),
        ],
    )
    since = forms.DateField(
        required=False, label="From", widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        required=False, label="To", widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args, project, **options):
        super().__init__(*args, **options)
        members = User.objects.filter(memberships__project=project)
        texts = Document.objects.of_project(project).order_by("title")
        self.fields["person"] = forms.ModelChoiceField(
            members.order_by("name", "email"),
            required=False,
            label="Who",
            empty_label="anybody",
        )
        self.fields["document"] = forms.ChoiceField(
            required=False,
            label="Text",
            choices=[
                ("", "any"),
                *texts.values_list("pk", "title")[:MOST_TEXTS],
            ],
        )
        self.fields["doctrine"] = forms.ChoiceField(
            required=False,
            choices=[
                ("", "any"),
                *Doctrine.objects.of_project(project)
                .order_by("name")
                .values_list("slug", "name"),
            ],
        )
        self.order_fields(["person", "kind", "document", "doctrine"])

    def wanted(self):
        self.is_valid()
        given = self.cleaned_data
        person, document = given.get("person"), given.get("document")
        return Wanted(
            kind=given.get("kind", ""),
            person=person.pk if person else None,
            document=int(document) if document else None,
            doctrine=given.get("doctrine", ""),
            since=given.get("since"),
            until=given.get("until"),
        )
