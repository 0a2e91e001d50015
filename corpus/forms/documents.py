"""Forms for adding texts and editing their heads."""

from django import forms

from corpus.actions.head_fields import HEAD_FIELDS, LONG_FIELDS, NAME_LISTS, check_head
from corpus.actions.heads import as_written, stored_parts
from corpus.importers import names
from formats.bibliography import FIELDS, MORE_FIELDS, TYPES

NAMES_HELP = (
    "One a line, family name first: Family, Given. When the text is signed otherwise,"
    " add it in brackets: Family, Given [Pen Name]."
)

#: How many fields of a head stand before "More fields".
MOST_NEEDED = 8


def _line(label, help_text="", **attributes):
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", **attributes}),
    )


def _names(label, help_text=""):
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false"}),
    )


def _bibliography_field(name):
    """A field under CSL's name, which may hold a hyphen."""
    label = FIELDS[name]
    if name == "type":
        kinds = forms.Select(choices=[("", "Not said"), *TYPES.items()])
        return forms.CharField(label=label, required=False, widget=kinds)
    if name in LONG_FIELDS:
        return _names(label)
    return _line(label)


class HeadForm(forms.Form):
    """What is known of a text; the action says what is wrong with it."""

    title = _line("Title")
    authors = _names("Authors", NAMES_HELP)
    publisher = _line(
        "Publisher", "Also the author, when a text names nobody.", list="publishers"
    )
    issued = _line(
        "Published",
        "2022, 2022-01 or 2022-01-07; 2022? when doubtful, 2022~ for about then.",
    )
    situation = _line(
        "Situation",
        "The code of the case the text is about; a new code is added to the list.",
        list="situations",
    )
    language = _line("Language", "A code such as en, uk or pt-BR.", size=8)
    genre = _line("Genre", "Such as blog, article, speech.", list="genres")
    url = _line("Web address", inputmode="url")
    translators = _names("Translators")
    editors = _names("Editors", "Of the volume or series; written as authors are.")
    original_language = _line("Original language", size=8)
    archive_url = _line(
        "Archived at",
        "The address of a copy that stays, in a web archive.",
        inputmode="url",
    )
    retrieved = _line(
        "Retrieved",
        "When the text was taken from its address, such as 2022-01-07.",
    )
    licence = _line("Licence", "What its owner allows, such as CC BY 4.0.")
    # under CSL's names, which may hold a hyphen
    locals().update({name: _bibliography_field(name) for name in MORE_FIELDS})

    def clean(self):
        check_head(self.head())

    def head(self):
        """The cleaned fields as the actions take them."""
        fields = self.cleaned_data
        head = {
            name: fields[name]
            for name in (*HEAD_FIELDS, *MORE_FIELDS, "situation")
            if name in fields
        }
        for name in NAME_LISTS:
            if name in fields:
                head[name] = names.split(fields[name].replace("\n", ";"))
        return head

    def first_fields(self):
        """Those that most texts need."""
        return [self[name] for name in HEAD_ORDER[:MOST_NEEDED]]

    def more_fields(self):
        return [self[name] for name in HEAD_ORDER[MOST_NEEDED:]]

    def bibliography_fields(self):
        """What only bibliographies ask for."""
        return [self[name] for name in MORE_FIELDS]

    def says_more(self):
        """Whether one of them is filled, or wrong."""
        return any(
            field.value() or field.errors for field in self.bibliography_fields()
        )


#: The fields of a head in their order, without those of bibliographies.
HEAD_ORDER = [name for name in HeadForm.base_fields if name not in MORE_FIELDS]


class AddForm(HeadForm):
    text = forms.CharField(
        label="Or paste a text",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    filename = _line("File name", "For a pasted text, so that sets can name it.")
    direct = forms.BooleanField(label="Store without a preview", required=False)


class EditForm(HeadForm):
    #: The version of the head that was shown.
    version = forms.CharField(widget=forms.HiddenInput)
    why = forms.CharField(
        label="Why (optional)",
        required=False,
        max_length=2000,
        help_text="The history of the project keeps it with the change.",
    )


def shown(document, parts):
    """The fields of a stored head, as the form shows them."""
    head = {name: getattr(document, name) for name in HEAD_FIELDS}
    head |= dict.fromkeys(MORE_FIELDS, "") | document.bibliography
    head["situation"] = document.situation.code if document.situation else ""
    for key, role in NAME_LISTS.items():
        head[key] = "\n".join(as_written(part) for part in parts if part.role == role)
    return head


def head_of_version(document, kind):
    """What a version of a text has from it, as the form shows it."""
    head = shown(document, stored_parts(document))
    others = ("issued", "url", "archive_url", "retrieved", *MORE_FIELDS)
    head |= dict.fromkeys(others, "")
    if kind == "translation":
        head |= {"original_language": document.language, "language": ""}
    return head
