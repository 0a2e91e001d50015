"""What one change does to the head of any text: a wish, as the form for it is filled.

A wish is {field: value} of strings, ``empty`` a list of fields; it can be said in JSON.
What is empty in it stays as it is.
"""

from annotations.actions.lists import clean_tags
from annotations.heads import LABELS, WITHDRAWN
from corpus.importers import names

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


def applied(wish, head):
    """A head as it would be."""
    after = dict(head)
    after |= {name: wish[name].strip() for name in SET if wish[name].strip()}
    after |= dict.fromkeys(wish["empty"], "")
    gone = set(_names(wish["remove_tags"]))
    after["tags"] = [tag for tag in head["tags"] if tag not in gone]
    after["tags"] += _names(wish["add_tags"])
    if removed := _one_line(wish["remove_author"]):
        after["authors"] = [
            name for name in head["authors"] if names.signed(name)[0] != removed
        ]
    if added := _one_line(wish["add_author"]):
        there = {names.signed(name)[0] for name in after["authors"]}
        if names.signed(added)[0] not in there:
            after["authors"] = [*after["authors"], added]
    if wish.get("state"):
        after["withdrawn"] = WITHDRAWN if wish["state"] == "withdraw" else ""
    return after


def title(wish):
    """What is done, in words."""
    parts = [f"{LABELS[name]}: {wish[name]}" for name in SET if wish[name]]
    parts += [f"{LABELS[name]} emptied" for name in wish["empty"]]
    for name, words in (
        ("add_tags", "tags added"),
        ("remove_tags", "tags taken away"),
        ("add_author", "author added"),
        ("remove_author", "author taken away"),
    ):
        if wish[name]:
            parts.append(f"{words}: {wish[name]}")
    if wish.get("state"):
        parts.append("withdrawn" if wish["state"] == "withdraw" else "restored")
    told = ", ".join(parts)
    return told[:1].upper() + told[1:]


def _names(text):
    return [tag for tag in clean_tags(text.replace(",", ";").split(";")) if tag]


def _one_line(text):
    return " ".join(text.split())
