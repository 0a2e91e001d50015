"""From which status to which other a decision may take an annotation.

The one table: the action obeys it, the user guide shows it. An edit of passage,
doctrine, stance, voice or situation sets any status back to proposed by itself.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError

from corpus.access import Verb
from formats import words


@dataclass(frozen=True)
class Transition:
    before: str
    after: str
    #: Who may: those whose role allows it.
    verb: Verb = Verb.DECIDE
    #: What is said when the reason is missing; empty where none is needed.
    wanted: str = ""


REJECTING = "Say in a few words why you reject it."
ASKING = "Say in a few words what is to be discussed."

#: A status that stays is given another reason.
TRANSITIONS = {
    (row.before, row.after): row
    for row in (
        Transition("proposed", "accepted"),
        Transition("proposed", "rejected", wanted=REJECTING),
        Transition("proposed", "discussion", wanted=ASKING),
        Transition("proposed", "proposed"),
        Transition("accepted", "accepted"),
        Transition("accepted", "rejected", wanted=REJECTING),
        Transition("accepted", "discussion", wanted=ASKING),
        Transition("accepted", "proposed"),
        Transition("rejected", "accepted"),
        Transition("rejected", "rejected", wanted=REJECTING),
        Transition("rejected", "discussion", wanted=ASKING),
        Transition("rejected", "proposed"),
        Transition("discussion", "accepted"),
        Transition("discussion", "rejected", wanted=REJECTING),
        Transition("discussion", "discussion", wanted=ASKING),
        Transition("discussion", "proposed"),
    )
}


def to(status):
    """The transitions that lead to a status.

    Raises:
        ValidationError: {"status": sentence}
    """
    found = [row for row in TRANSITIONS.values() if row.after == status]
    if not found:
        allowed = ", ".join(words.STATUSES)
        raise ValidationError({"status": f"“{status}” is none of: {allowed}."})
    return found


def reason_for(status, reason):
    """The reason that is kept, trimmed.

    Raises:
        ValidationError: {"reason": sentence}: whatever it was before, it needs one.
    """
    reason = reason.strip()
    wanted = [row.wanted for row in to(status)]
    if not reason and all(wanted):
        raise ValidationError({"reason": wanted[0]})
    return "" if status == "proposed" else reason


def between(before, after, reason):
    """The transition from one status to another.

    Raises:
        ValidationError: {field: sentence}: there is none, or it needs a reason.
    """
    row = TRANSITIONS.get((before, after))
    if row is None:
        was, wanted = words.STATUSES[before], words.STATUSES[after]
        sentence = f"What is “{was}” cannot become “{wanted}”."
        raise ValidationError({"status": sentence})
    if row.wanted and not reason:
        raise ValidationError({"reason": row.wanted})
    return row
