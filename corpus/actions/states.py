"""The States of a situation and its links."""

from django.core.exceptions import ValidationError

from corpus.actions.aliases import one_line
from corpus.importers import manifest
from corpus.models import Actor, SituationState
from formats import words

MOST = 100
LONGEST_LABEL = 200


def clean_links(given):
    """Links as they are stored.

    Args:
        given: [{"url", "label"}]

    Raises:
        ValidationError: {"links": sentences}
    """
    cleaned, problems = [], []
    for item in given:
        url = (item.get("url") or "").strip()
        label = one_line(item.get("label") or "")[:LONGEST_LABEL]
        if not url and not label:
            continue
        if not manifest.ADDRESS.fullmatch(url) or len(url) > 1000:
            problems.append(
                f"“{url or label}” is no web address (http:// or https://)."
            )
        cleaned.append({"url": url, "label": label})
    if len(cleaned) > MOST:
        problems.append(f"A situation has at most {MOST} links.")
    if problems:
        raise ValidationError({"links": problems})
    return cleaned


def write_states(situation, given, found):
    """Replace the States of a situation where they differ.

    Args:
        given: {part: [names]}
        found: {name: actor}

    Raises:
        ValidationError: {"states": sentence}
    """
    wanted = {
        (found[name].pk, part): found[name]
        for part, names in given.items()
        for name in names
    }
    other = [actor.name for actor in wanted.values() if actor.kind != "state"]
    if other:
        sentence = f"“{other[0]}” is no State; change its kind first, or name a State."
        raise ValidationError({"states": sentence})
    there = SituationState.objects.filter(situation=situation)
    for row in there:
        if wanted.pop((row.actor_id, row.part), None) is None:
            row.delete()
    SituationState.objects.bulk_create(
        SituationState(
            project_id=situation.project_id,
            situation=situation,
            actor_id=actor,
            part=part,
        )
        for actor, part in wanted
    )


def clean_states(given):
    """{part: [names]} with single spaces, each once.

    Raises:
        ValidationError: {"states": sentence}
    """
    unknown = [part for part in given if part not in words.INVOLVEMENTS]
    if unknown:
        parts = ", ".join(words.INVOLVEMENTS)
        raise ValidationError({"states": f"“{unknown[0]}” is none of: {parts}."})
    longest = Actor._meta.get_field("name").max_length or 0
    cleaned = {
        part: list(dict.fromkeys(filter(None, map(one_line, names))))
        for part, names in given.items()
    }
    for name in (name for names in cleaned.values() for name in names):
        if len(name) > longest or "\x00" in name:
            raise ValidationError({"states": f"“{name[:40]}…” is no name of a State."})
    return cleaned
