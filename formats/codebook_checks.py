"""What may be wrong with a codebook that was read: a sentence each, with its place."""

import datetime
from collections.abc import Collection, Iterator

from formats import partial_date, words
from formats.codebook import (
    MOST_ENTRIES,
    PALETTES,
    SLUG,
    Codebook,
    Entry,
    Example,
    Instrument,
    Provision,
    Unreadable,
)

LENGTHS = {"slug": 100, "name": 200, "pin_cite": 300, "key": 1, "checked_by": 200}
INSTRUMENT_LENGTHS = {"name": 200, "kind": 50, "link": 1000}
PROVISION_LENGTHS = {"locator": 100, "version": 100, "in_force_for": 200, "link": 1000}
LARGEST = 2**31 - 1
#: Ids that are addresses of their own.
RESERVED = {"new"}
#: More problems than this nobody reads.
MOST_TOLD = 100


def require_few(number: int) -> None:
    """Raises: Unreadable"""
    if number > MOST_ENTRIES:
        raise Unreadable(
            [f"These are {number:,} doctrines; a codebook may hold {MOST_ENTRIES:,}."]
        )


def require_sound(
    codebook: Codebook, places: list[str], known: Collection[str] = ()
) -> None:
    """Refuse a codebook with a problem.

    Args:
        places: where each entry stood in its file.
        known: slugs of the project, which entries may refer to.

    Raises:
        Unreadable
    """
    require_few(len(codebook.doctrines))
    problems = []
    for problem in problems_of(codebook, places, known):
        if len(problems) == MOST_TOLD:
            problems.append("Further problems are not told.")
            break
        problems.append(problem)
    if problems:
        raise Unreadable(problems)


def problems_of(
    codebook: Codebook, places: list[str], known: Collection[str]
) -> Iterator[str]:
    entries: dict[str, Entry] = {}
    for place, entry in zip(places, codebook.doctrines, strict=True):
        if entry.slug in entries:
            yield f"{place}: the id “{entry.slug}” stands above already."
        entries[entry.slug] = entry
    slugs = {*entries, *known}
    circles = in_circles(entries)
    for place, entry in zip(places, codebook.doctrines, strict=True):
        for sentence in entry_problems(entry, slugs):
            yield f"{place}: {sentence}"
        if entry.slug in circles:
            yield f"{place}: it lies under itself."
    yield from link_problems(codebook, slugs)
    yield from authority_problems(codebook)


def entry_problems(entry: Entry, slugs: Collection[str]) -> Iterator[str]:
    if not SLUG.fullmatch(entry.slug):
        yield (
            f"the id “{entry.slug}” may hold small letters, digits and underscores,"
            " parted by dots."
        )
    if entry.slug in RESERVED:
        yield f"“{entry.slug}” is no id; choose another."
    if not entry.name.strip():
        yield "give the doctrine a name."
    yield from too_long(entry, LENGTHS)
    if entry.parent and entry.parent not in slugs:
        yield f"it lies under “{entry.parent}”, which is not there."
    if entry.polarity not in words.POLARITIES:
        yield f"polarity is “{entry.polarity}”; write +, - or 0."
    if entry.palette is not None and not 1 <= entry.palette <= PALETTES:
        yield f"palette is {entry.palette}; there are 1 to {PALETTES}."
    if not 0 <= entry.order <= LARGEST:
        yield f"order is {entry.order}; write 0 to {LARGEST}."
    yield from state_problems(entry, slugs)
    for number, example in enumerate(entry.examples, start=1):
        for sentence in example_problems(example):
            yield f"example {number}: {sentence}"


def state_problems(entry: Entry, slugs: Collection[str]) -> Iterator[str]:
    if entry.checked and not entry.pin_cite:
        yield "there is no pin-cite that was checked."
    if (entry.checked_by or entry.checked_on) and not entry.checked:
        yield "it says who or when, but not that the pin-cite is checked."
    if entry.checked_on and not is_day(entry.checked_on):
        yield f"checked_on is “{entry.checked_on}”; write a day such as 2026-03-02."
    if (entry.retired_on or entry.replaced_by) and not entry.retired:
        yield "it has a replacement or a time of retiring, but is not retired."
    if entry.retired_on and not is_time(entry.retired_on):
        yield (
            f"retired_on is “{entry.retired_on}”; write a time with its zone, such as"
            " 2026-03-02T10:00:00+00:00."
        )
    if entry.replaced_by == entry.slug:
        yield "it is replaced by itself."
    elif entry.replaced_by and entry.replaced_by not in slugs:
        yield f"it is replaced by “{entry.replaced_by}”, which is not there."


def example_problems(example: Example) -> Iterator[str]:
    if example.kind not in words.EXAMPLES:
        yield f"kind is “{example.kind}”; write {' or '.join(words.EXAMPLES)}."
    if example.text and (example.quote or example.annotation):
        yield "it is a passage or words of its own, not both."
    if not (example.text or example.quote or example.annotation):
        yield "it says nothing; give text or a quote."


def in_circles(entries: dict[str, Entry]) -> set[str]:
    """The slugs of entries that lie under themselves."""
    safe: set[str] = set()
    circles: set[str] = set()
    for slug in entries:
        line: dict[str, None] = {}
        while slug in entries and slug not in line and slug not in safe:
            line[slug] = None
            slug = entries[slug].parent or ""
        if slug in line and slug not in circles:
            names = list(line)
            circles.update(names[names.index(slug) :])
        safe.update(line)
    return circles


def link_problems(codebook: Codebook, slugs: Collection[str]) -> Iterator[str]:
    seen = set()
    for number, link in enumerate(codebook.links, start=1):
        for slug in (link.source, link.target):
            if slug not in slugs:
                yield f"Link {number}: there is no doctrine “{slug}”."
        if link.kind not in words.DOCTRINE_LINKS:
            allowed = ", ".join(words.DOCTRINE_LINKS)
            yield f"Link {number}: “{link.kind}” is none of: {allowed}."
        if link.source == link.target:
            yield f"Link {number}: “{link.source}” is linked with itself."
        if not 0 <= link.order <= LARGEST:
            yield f"Link {number}: order is {link.order}; write 0 to {LARGEST}."
        if (link.source, link.target, link.kind) in seen:
            yield f"Link {number}: it stands above already."
        seen.add((link.source, link.target, link.kind))


def authority_problems(codebook: Codebook) -> Iterator[str]:
    names = set()
    for number, instrument in enumerate(codebook.instruments, start=1):
        for sentence in instrument_problems(instrument):
            yield f"Instrument {number}: {sentence}"
        if instrument.name in names:
            yield f"Instrument {number}: “{instrument.name}” stands above already."
        names.add(instrument.name)
    seen = set()
    for number, provision in enumerate(codebook.provisions, start=1):
        if provision.instrument not in names:
            name = provision.instrument
            yield f"Provision {number}: there is no instrument “{name}”."
        for sentence in provision_problems(provision):
            yield f"Provision {number}: {sentence}"
        key = (provision.instrument, provision.locator, provision.version)
        if key in seen:
            yield f"Provision {number}: this wording stands above already."
        seen.add(key)


def instrument_problems(instrument: Instrument) -> Iterator[str]:
    if not instrument.name.strip():
        yield "give the instrument a name."
    yield from too_long(instrument, INSTRUMENT_LENGTHS)
    yield from date_problems(instrument, "signed")
    yield from address_problems(instrument.link)


def provision_problems(provision: Provision) -> Iterator[str]:
    if not provision.locator.strip():
        yield "name the place, such as Art. 4."
    yield from too_long(provision, PROVISION_LENGTHS)
    yield from date_problems(provision, "in_force_from", "in_force_to")
    begins, ends = provision.in_force_from, provision.in_force_to
    if begins and ends and ends < begins[: len(ends)]:
        yield "it cannot end before it begins."
    yield from address_problems(provision.link)


def too_long(thing, lengths: dict[str, int]) -> Iterator[str]:
    for name, most in lengths.items():
        if len(getattr(thing, name)) > most:
            yield f"{name} has more than {most} characters."


def date_problems(thing, *names: str) -> Iterator[str]:
    for name in names:
        try:
            partial_date.validate_plain(getattr(thing, name))
        except ValueError as error:
            yield f"{name}: {error}"


def address_problems(link: str) -> Iterator[str]:
    if link and not link.lower().startswith(("https://", "http://")):
        yield f"“{link[:60]}” is no address; it must begin with https:// or http://."


def is_day(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def is_time(text: str) -> bool:
    try:
        return datetime.datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
