"""Which annotations of a text its reading view shows."""

from django import forms

from formats import words

NOBODY = "No annotation of this text has that; all are shown. Choose one of the list."


class ReadingForm(forms.Form):
    """Choices are what the text's own annotations have.

    Args:
        marks: of for_reading(), all of the text.
        nodes: the codebook's nodes, by slug.
    """

    def __init__(self, data, *, marks, nodes):
        super().__init__(data)
        self.marks, self.nodes = marks, nodes
        stances = {mark.stance for mark in marks}
        coders = {mark.coder.email: str(mark.coder) for mark in marks}
        #: Field -> the choices beside "All".
        self.options = {
            "doctrine": self._doctrines(),
            "coder": sorted(coders.items()),
            "stance": [(k, v) for k, v in words.STANCES.items() if k in stances],
            "voice": list(words.VOICES.items()),
        }
        for name, options in self.options.items():
            self.fields[name] = forms.ChoiceField(
                required=False,
                choices=[("", "All"), *options],
                error_messages={"invalid_choice": NOBODY},
            )

    def _doctrines(self):
        """Those in use and all above them, in the order of the codebook."""
        used = set()
        for slug in {mark.doctrine.slug for mark in self.marks}:
            node = self.nodes[slug]
            used |= {slug, *(above.doctrine.slug for above in node.ancestors())}
        return [
            (slug, f"{'– ' * len(node.ancestors())}{node.doctrine.name}")
            for slug, node in self.nodes.items()
            if slug in used
        ]

    def shown(self):
        """The annotations to show; all of them where the form is not valid."""
        if not self.is_valid():
            return self.marks
        wanted = self.cleaned_data
        kept = self.marks
        if wanted["doctrine"]:
            node = self.nodes[wanted["doctrine"]]
            branch = {below.doctrine.slug for below in node.branch()}
            kept = [mark for mark in kept if mark.doctrine.slug in branch]
        if wanted["coder"]:
            kept = [mark for mark in kept if mark.coder.email == wanted["coder"]]
        if wanted["stance"]:
            kept = [mark for mark in kept if mark.stance == wanted["stance"]]
        if wanted["voice"]:
            own = wanted["voice"] == "own"
            kept = [mark for mark in kept if (mark.actor_id is None) == own]
        return kept

    def said(self):
        """What the form asks for, in words; nothing when it asks for all."""
        if not self.is_valid():
            return ""
        found = []
        for name, options in self.options.items():
            if value := self.cleaned_data[name]:
                label = dict(options)[value].lstrip("– ")
                found.append(f"{name} {label}")
        return ", ".join(found)
