"""Where an actor stood and as what, over time; the actor itself has the latest."""

from django.core.exceptions import ValidationError

from corpus.importers import partial_date
from corpus.models import ActorAffiliation

FIELDS = ("affiliation", "capacity", "begins", "ends")
#: Of one actor.
MOST = 100
LONGEST = ActorAffiliation._meta.get_field("affiliation").max_length or 0


def clean_affiliations(given):
    """Affiliations as they are stored: each once, empty ones left out.

    Args:
        given: dicts of FIELDS, each of them optional.

    Raises:
        ValidationError: {"affiliations": sentences}
    """
    cleaned, problems = [], []
    for item in given:
        row = {name: " ".join((item.get(name) or "").split()) for name in FIELDS}
        if not any(row.values()) or row in cleaned:
            continue
        problems += _problems(row)
        cleaned.append(row)
    if len(cleaned) > MOST:
        problems.append(f"An actor has at most {MOST} affiliations.")
    if problems:
        raise ValidationError({"affiliations": problems})
    return cleaned


def _problems(row):
    if not row["affiliation"] and not row["capacity"]:
        yield "Beside the dates, give an affiliation or a capacity."
    for name in ("affiliation", "capacity"):
        if len(row[name]) > LONGEST or "\x00" in row[name]:
            yield f"“{row[name][:40]}…” is too long: at most {LONGEST} characters."
    for name in ("begins", "ends"):
        try:
            partial_date.validate(row[name])
        except ValueError as error:
            yield str(error)
            return
    if partial_date.ends_before(row["begins"], row["ends"]):
        yield f"{row['ends']} is before {row['begins']}: exchange “From” and “Until”."


def stored(actor):
    """An actor's affiliations as ``clean_affiliations`` gives them, latest first."""
    rows = ActorAffiliation.objects.filter(actor=actor)
    return list(rows.values(*FIELDS))


def write_affiliations(actor, rows):
    """Replace an actor's affiliations where they differ, and keep the latest in it.

    Args:
        rows: of ``clean_affiliations``.
    """
    there = ActorAffiliation.objects.filter(actor=actor)
    for row in there:
        values = {name: getattr(row, name) for name in FIELDS}
        if values in rows:
            rows = [item for item in rows if item != values]
        else:
            row.delete()
    ActorAffiliation.objects.bulk_create(
        ActorAffiliation(project_id=actor.project_id, actor=actor, **row)
        for row in rows
    )
    keep_latest(actor)


def keep_latest(actor):
    """Write the latest affiliation and its capacity into the actor."""
    latest = ActorAffiliation.objects.filter(actor=actor).first()
    actor.affiliation = latest.affiliation if latest else ""
    actor.capacity = latest.capacity if latest else ""
    actor.save(update_fields=["affiliation", "capacity"])
