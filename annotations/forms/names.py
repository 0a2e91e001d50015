"""The filters of the lists of actors and situations."""

from django import forms

from annotations.actor_list import ORDERS
from formats import words

USE_WORDS = {
    "author": "Write, translate or edit texts",
    "holder": "Have claims attributed to them",
    "via": "Pass claims on",
    "unused": "Not used anywhere",
}
SITUATION_USES = {
    "texts": "With texts",
    "passages": "With passages",
    "unused": "Not used anywhere",
}


class ActorFilter(forms.Form):
    """What the list of actors asks for; a word that nobody knows is passed over."""

    q = forms.CharField(required=False, label="Name, affiliation or identifier")
    kind = forms.ChoiceField(
        required=False, choices=[("", "any"), *words.ACTOR_KINDS.items()]
    )
    use = forms.ChoiceField(
        required=False, label="Who", choices=[("", "any"), *USE_WORDS.items()]
    )
    sort = forms.ChoiceField(
        required=False,
        choices=[(f"{sign}{name}", name) for name in ORDERS for sign in ("", "-")],
        widget=forms.HiddenInput,
    )

    def values(self):
        """As ``actor_list.matching`` takes them."""
        self.is_valid()
        found = {name: self.cleaned_data.get(name, "") for name in self.fields}
        found["sort"] = found["sort"] or "name"
        return found

    def active(self):
        """Whether less than all are shown."""
        values = self.values()
        return any(values[name] for name in ("q", "kind", "use"))


class SituationFilter(forms.Form):
    q = forms.CharField(required=False, label="Code, title or description")
    kind = forms.ChoiceField(
        required=False, choices=[("", "any"), *words.SITUATION_KINDS.items()]
    )
    use = forms.ChoiceField(
        required=False, label="Use", choices=[("", "any"), *SITUATION_USES.items()]
    )

    def values(self):
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}

    def active(self):
        return any(self.values().values())
