"""A mark that stands for those of several coders: combined from them, or new."""

from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from annotations.actions.records import merged, record_of
from formats import words
from formats.record import shorten

OTHER = "other"


def read_uuids(values):
    """
    Raises:
        ValidationError
    """
    try:
        return [UUID(value) for value in values]
    except ValueError:
        raise ValidationError("Choose among the marks of the passage.") from None


class SettledMarkForm(forms.Form):
    """Prefilled with what the coders said; each choice names who said it.

    Args:
        rows: the coders' annotations of the passage.
        nodes: of the doctrines that may be chosen.
        situations: of the project.
    """

    edges = forms.ChoiceField(label="Words", widget=forms.RadioSelect)
    words = forms.CharField(
        label="Other words",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Copy them from the text, as they stand there.",
    )
    doctrine = forms.ChoiceField(label="Doctrine")
    stance = forms.ChoiceField(label="Stance")
    holder = forms.CharField(
        label="Attributed to",
        required=False,
        help_text="Leave it empty for the author’s own voice.",
        widget=forms.TextInput(attrs={"list": "holders", "autocomplete": "off"}),
    )
    situation = forms.ChoiceField(label="Situation", required=False)
    rest = forms.ChoiceField(
        label="Everything else from",
        help_text="Ground, role, authority, comparisons, tags and the note.",
    )
    reason = forms.CharField(
        label="Reason",
        required=False,
        max_length=2000,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, data=None, *, rows, document, nodes, situations):
        self.rows, self.document = rows, document
        first = rows[0]
        super().__init__(
            data,
            initial={
                "edges": str(first.uuid),
                "doctrine": first.doctrine.slug,
                "stance": first.stance,
                "holder": first.actor.name if first.actor else "",
                "situation": first.situation.code if first.situation else "",
                "rest": str(first.uuid),
            },
        )
        self.offer(
            "edges",
            [*self.edges_of(rows), (OTHER, "Other words, which are written below")],
        )
        self.offer(
            "doctrine",
            [(node.doctrine.slug, node.path()) for node in nodes],
            lambda row: row.doctrine.slug,
        )
        self.offer("stance", words.STANCES.items(), lambda row: row.stance)
        self.offer(
            "situation",
            [("", "None"), *((row.code, str(row)) for row in situations)],
            lambda row: row.situation.code if row.situation else "",
        )
        self.offer("rest", [(str(row.uuid), str(row.coder)) for row in rows])

    def offer(self, name, choices, said=None):
        """The choices of a field, with who said each where ``said`` tells it."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = self.named(choices, said) if said else choices

    def edges_of(self, rows):
        """The places that coders marked, each once with the names of all of them."""
        found = {}
        for row in rows:
            at = found.setdefault((row.start, row.end), (row, []))
            at[1].append(str(row.coder))
        return [
            (str(row.uuid), f"“{shorten(row.quote, 300)}” ({', '.join(names)})")
            for row, names in found.values()
        ]

    def named(self, choices, said):
        """Choices with the names of the coders who said each, theirs first."""
        found = []
        for value, label in choices:
            names = [str(row.coder) for row in self.rows if said(row) == value]
            if names:
                label = f"{label} ({', '.join(names)})"
            found.append((not names, value, label))
        found.sort(key=lambda row: row[0])
        return [(value, label) for _rest, value, label in found]

    def record(self):
        """The fields of the new mark, after ``is_valid``.

        Raises:
            ValidationError
        """
        sent = self.cleaned_data
        by_uuid = {str(row.uuid): row for row in self.rows}
        start, end, quote = self.place(by_uuid.get(sent["edges"]))
        voice, attitude = self.voice(sent["holder"].strip())
        changes = {
            "start": start,
            "end": end,
            "quote": quote,
            "doctrine": sent["doctrine"],
            "stance": sent["stance"],
            "voice": voice,
            "attitude": attitude,
            "situation": sent["situation"] or None,
        }
        return merged(record_of(by_uuid[sent["rest"]]), changes)

    def place(self, row):
        """(start, end, quote): of a coder's mark, or of the words that were written.

        Raises:
            ValidationError
        """
        if row is not None:
            return row.start, row.end, row.quote
        wanted = self.cleaned_data["words"].replace("\r\n", "\n").strip()
        if not wanted:
            raise ValidationError({"words": "Write the words that are to be marked."})
        text, near = self.document.text(), min(row.start for row in self.rows)
        before, behind = text.rfind(wanted, 0, near), text.find(wanted, near)
        found = [place for place in (before, behind) if place >= 0]
        if not found:
            raise ValidationError(
                {"words": "The text does not say these words: copy them from it."}
            )
        start = min(found, key=lambda place: abs(place - near))
        return start, start + len(wanted), wanted

    def voice(self, holder):
        """(voice, attitude): via and attitude as a coder says who names the holder."""
        if not holder:
            return {"kind": "own"}, ""
        for row in self.rows:
            if row.actor and row.actor.name == holder:
                via = [link.actor.name for link in row.chain.all()]
                voice = {"kind": "attributed", "holder": holder, "via": via}
                return voice, row.attitude
        return {"kind": "attributed", "holder": holder}, ""
