"""Wordings that were not in force in the situation an annotation is about.

The rule is that of formats/in_force.py; nothing is said of what the dates leave open.
"""

from django.db.models import Q

from annotations.models import Provision
from corpus.models import Situation
from formats import partial_date
from formats.in_force import ENDED, LATER, YES, Dates, force

#: What the filter "authority" may ask for -> the words for it.
AUTHORITIES = {
    "named": "any",
    "superseded": "relies on a superseded wording",
    "not-in-force": "not in force in the situation",
}


def asked(project, authority):
    """The condition of a filter of AUTHORITIES: at most two queries."""
    if authority == "named":
        return Q(provision__isnull=False)
    if authority == "superseded":
        return Q(provision__isnull=False, reliance="superseded")
    return not_in_force(project)


def not_in_force(project):
    """The condition of annotations whose wording was not in force: two queries."""
    wordings = [
        (pk, Dates(begins, ends))
        for pk, begins, ends in Provision.objects.filter(project=project).values_list(
            "pk", "in_force_from", "in_force_to"
        )
        if begins or ends
    ]
    situations = Situation.objects.of_project(project).exclude(begins="", ends="")
    found = Q(pk__in=[])
    for pk, begins, ends in situations.values_list("pk", "begins", "ends"):
        time = Dates(begins, ends)
        out = [key for key, dates in wordings if force(dates, time) in (ENDED, LATER)]
        if out:
            found |= Q(situation=pk, provision__in=out)
    return found


def warn(rows):
    """Give each annotation its ``force_warning``, a sentence or "": a query at most.

    Args:
        rows: annotations with their situation and provision.
    """
    out = {}
    for row in rows:
        row.force_warning = ""
        if row.provision and row.situation:
            answer = force(dates_of(row.provision), time_of(row.situation))
            if answer in (ENDED, LATER):
                out[row] = answer
    instruments = {row.provision.instrument_id for row in out}
    others = Provision.objects.filter(instrument__in=instruments) if out else []
    standing: dict = {}
    for other in others:
        place = other.instrument_id, other.locator
        standing.setdefault(place, []).append(other)
    for row, answer in out.items():
        wording, time = row.provision, time_of(row.situation)
        place = wording.instrument_id, wording.locator
        instead = [
            other.version or "another wording"
            for other in standing.get(place, [])
            if other.pk != wording.pk and force(dates_of(other), time) == YES
        ]
        row.force_warning = sentence(row, answer, instead)


def sentence(row, answer, instead):
    """What to tell of a wording that was not in force."""
    wording, situation = row.provision, row.situation
    when = partial_date.display(situation.begins or situation.ends)
    if answer == ENDED:
        why = f"it ended on {partial_date.display(wording.in_force_to)}"
    else:
        why = f"it began on {partial_date.display(wording.in_force_from)}"
    then = f" In force then: {', '.join(instead)}." if instead else ""
    return f"Not in force in {situation.code} ({when}): {why}.{then}"


def dates_of(provision):
    return Dates(provision.in_force_from, provision.in_force_to)


def time_of(situation):
    return Dates(situation.begins, situation.ends)
