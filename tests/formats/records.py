"""Records for the tests of every format."""

from datetime import UTC, datetime
from uuid import UUID

from hypothesis import strategies as st
from msgspec import UNSET

from formats import words
from formats.record import (
    Authority,
    Comparator,
    DocumentReference,
    Record,
    RelationTo,
    Voice,
)

TEXT = "One consents.\nOne\u00a0consents \U0001f54a to cafe\u0301.\n\nOne consents.\n"


def make_record(start=4, end=12, text=TEXT, **changes):
    fields = {
        "document": DocumentReference(filename="a.txt"),
        "start": start,
        "end": end,
        "quote": text[start:end],
        "doctrine": "ibi.consent",
        "stance": "asserts",
        "voice": Voice("own"),
    }
    return Record(**fields | changes)


def full_record(**changes):
    return make_record(
        **{
            "id": UUID("12345678-1234-4234-8234-123456789abc"),
            "document": DocumentReference("ab" * 32, "a.txt", 7),
            "voice": Voice("attributed", "Doe, Ann", ("Court", "A paper")),
            "attitude": "endorses",
            "situation": "KAZ-2022",
            "ground": "fact",
            "role": "claim",
            "explicitness": "named",
            "confidence": "high",
            "authority": Authority("UN Charter", "Art. 51", "1945", "superseded"),
            "comparators": (Comparator("CSK-1968", "like"),),
            "relations": (
                RelationTo(
                    "rebuts",
                    UUID("87654321-4321-4321-8321-cba987654321"),
                    "In part.",
                    "rita@example.org",
                ),
            ),
            "tags": ("first", "second"),
            "note": "See\nbelow.",
            "status": "rejected",
            "reason": "Not said.",
            "by": "alice@example.org",
            "created": datetime(2026, 1, 2, 3, 4, 5, 6, UTC),
        }
        | changes
    )


def words_or_none(allowed):
    return st.sampled_from(["", *allowed])


TEXTS = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]))
FILLED = TEXTS.filter(str.strip)
TIMES = st.datetimes(
    datetime(1900, 1, 2), datetime(2199, 12, 30), timezones=st.just(UTC)
)
OWN = st.fixed_dictionaries({"voice": st.just(Voice("own"))})
ATTRIBUTED = st.fixed_dictionaries(
    {
        "voice": st.builds(
            Voice,
            st.just("attributed"),
            FILLED,
            st.lists(FILLED, max_size=5).map(tuple),
        ),
        "attitude": words_or_none(words.ATTITUDES),
    }
)


@st.composite
def records(draw):
    quote = draw(TEXTS.filter(bool))
    start = draw(st.integers(0, 2**30))
    return Record(
        id=draw(st.none() | st.uuids()),
        document=DocumentReference(filename=draw(TEXTS.filter(bool))),
        start=start,
        end=start + len(quote),
        quote=quote,
        doctrine=draw(st.sampled_from(["sd", "ibi.consent.scope"])),
        stance=draw(st.sampled_from(list(words.STANCES))),
        situation=draw(st.sampled_from(["KAZ-2022", None, UNSET])),
        ground=draw(words_or_none(words.GROUNDS)),
        role=draw(words_or_none(words.ROLES)),
        explicitness=draw(words_or_none(words.EXPLICITNESS)),
        confidence=draw(words_or_none(words.CONFIDENCES)),
        authority=draw(
            st.none()
            | st.builds(
                Authority, FILLED, FILLED, TEXTS, words_or_none(words.RELIANCES)
            )
        ),
        comparators=draw(
            st.lists(
                st.builds(Comparator, FILLED, st.sampled_from(["like", "unlike"])),
                max_size=5,
                unique_by=lambda comparator: comparator.situation,
            ).map(tuple)
        ),
        relations=draw(
            st.lists(
                st.builds(
                    RelationTo,
                    st.sampled_from([*words.RELATIONS]),
                    st.uuids(version=4),
                    TEXTS,
                    st.sampled_from(["", "rita@example.org"]),
                ),
                max_size=3,
                unique_by=lambda item: item.target,
            ).map(tuple)
        ),
        tags=draw(st.lists(FILLED).map(tuple)),
        note=draw(TEXTS),
        status=draw(words_or_none(words.STATUSES)),
        reason=draw(TEXTS),
        by=draw(st.sampled_from(["", "alice@example.org"])),
        created=draw(st.none() | TIMES),
        **draw(OWN | ATTRIBUTED),
    )
