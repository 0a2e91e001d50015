"""What a comparison counts, as sentences for a page, a file or a methods section."""

from annotations.models import sight
from annotations.positions.selection import ALL, NONE
from formats import partial_date, words

VOICES = {
    "own": "what each text says in its author’s own voice",
    "attributed": "claims that a text attributes to others",
    "all": "the author’s own voice and claims attributed to others",
}
UNITS = {
    "passage": "Each passage counts once, however many coders marked it alike",
    "document": "Each text counts once for a doctrine and stance",
    "holder": "Each holder counts once for a doctrine and stance",
}


#: What a row is, where that is no person, State or text.
ROWS = {
    "author": "A row is an author, with all that the author’s texts say",
    "speaker": "A row is somebody to whom a text attributes a claim",
    "kind": "A row is a kind of actor: two authors of one kind speak once",
    "document": "A row is a text, whoever speaks in it",
    "genre": "A row is a genre of texts",
}


def rule(selection, works, branch_name="", waiting=0):
    """Two or more sentences, without markup.

    Args:
        works: of the project.
        branch_name: of the doctrine that the selection names.
        waiting: how many marks of earlier editions wait to be placed.
    """
    counted = [VOICES[selection.voice], _situation(selection)]
    if selection.doctrine:
        counted.append(f"under “{branch_name}” and all below it")
    coders = ", ".join(selection.coders) or "all coders"
    statuses = " or ".join(words.STATUSES[name].lower() for name in selection.statuses)
    said = [
        f"Counted here: {', '.join(counted)}; marks of {coders},"
        f" {statuses or 'not rejected'}{_dates(selection)}.",
        f"{UNITS[selection.unit]}; withdrawn texts and marks outside the text do not"
        " count.",
    ]
    if blind := len(sight.of(selection.project).texts):
        said.append(
            f"In {blind} text{'' if blind == 1 else 's'} that you code blind, only your"
            " own marks count."
        )
    if selection.by in ROWS:
        said.append(f"{ROWS[selection.by]}.")
    if works.older or works.repeats:
        said.append(
            "Editions, translations and reprints of one text count once: of its"
            " editions the newest that was marked or read."
        )
    if waiting:
        one = waiting == 1
        said.append(
            f"{waiting} mark{'' if one else 's'} of earlier editions"
            f" wait{'s' if one else ''} to be placed and do{'es' if one else ''} not"
            " count."
        )
    return " ".join(said)


def _situation(selection):
    if selection.situation == ALL:
        return "about any situation"
    if selection.situation == NONE:
        return "about no situation"
    if selection.situation:
        return f"about {selection.situation}"
    return "about the situation of the text itself"


def _dates(selection):
    since = partial_date.display(selection.since) if selection.since else ""
    until = partial_date.display(selection.until) if selection.until else ""
    if since and until:
        span = f"dated {since} to {until}"
    elif since or until:
        span = f"dated {since} or later" if since else f"dated {until} or earlier"
    else:
        return ""
    return f"; texts {span}, none without a date"
