"""What a reviewer changes of a mark in the queue."""

from django import forms

from annotations.actions.annotations import words_at
from formats import words
from review.edges import EDGES, moved

#: Code points around a passage in which a word is looked for.
AROUND = 400


class ChangeForm(forms.Form):
    doctrine = forms.CharField(max_length=200)
    stance = forms.ChoiceField(choices=words.STANCES)
    #: Empty for the author's own voice.
    holder = forms.CharField(required=False, max_length=500)

    def changes(self, row):
        """The fields of a record that differ from what an annotation says."""
        sent = self.cleaned_data
        said = {"doctrine": row.doctrine.slug, "stance": row.stance}
        changed = {name: sent[name] for name in said if sent[name] != said[name]}
        if sent["holder"] != (row.actor.name if row.actor else ""):
            changed["voice"] = voice(sent["holder"])
        return changed


class EdgeForm(forms.Form):
    edge = forms.ChoiceField(choices=EDGES)

    def changes(self, row):
        """The range with an edge moved by a word; empty where it cannot go."""
        first = max(row.start - AROUND, 0)
        text = words_at(row.document_id, first, row.end + AROUND)
        here = row.start - first, row.end - first
        start, end = moved(text, *here, self.cleaned_data["edge"])
        if (start, end) == here:
            return {}
        return {"start": start + first, "end": end + first}


def voice(holder):
    if holder:
        return {"kind": "attributed", "holder": holder}
    return {"kind": "own"}
