"""Codebooks for tests: one with everything, and any."""

import string

from hypothesis import strategies as st

from formats.codebook import (
    Codebook,
    Entry,
    Example,
    Instrument,
    Link,
    Provision,
    in_one_order,
)

ABOUT = {"project": "winter", "iri": "https://example.org/projects/winter/"}


def full_codebook():
    """Every field, and words that are hard on some format."""
    return in_one_order(
        Codebook(
            [
                Entry(
                    "help",
                    "=Help, “on request”",
                    order=10,
                    polarity="+",
                    definition='Use for: a trap\n\\Use for: more\n\n\'=1+1 \\ """ 😀',
                    include="Letters; calls\u00a0too.",
                    exclude="-Consent given afterwards.",
                    pin_cite="A source, p. 1",
                    checked=True,
                    checked_by="rita",
                    checked_on="2026-03-02",
                    palette=4,
                    key="+",
                    examples=[
                        Example("positive", "Somebody wrote.\n\nTwice.", "By hand."),
                        Example("negative", "@Nobody wrote."),
                    ],
                ),
                Entry("help.request", "The request", "help", 20, "-", palette=4),
                Entry(
                    "old-help",
                    "Old",
                    order=30,
                    palette=12,
                    retired=True,
                    retired_on="2026-03-02T10:00:00+00:00",
                    replaced_by="help",
                ),
            ],
            links=[
                Link("help.request", "help", "element_of", 10),
                Link("help", "old-help", "exception_to", 10),
            ],
            instruments=[
                Instrument("A treaty", "treaty", "1992-05", "https://a.example")
            ],
            provisions=[
                Provision("A treaty", "Art. 4", "1992", "1994", "2012", "Ruritania"),
                Provision(
                    "A treaty", "Art. 4", "2010", "2012-12-19", summary="-Wider."
                ),
            ],
            title="Winter",
            release=3,
        )
    )


#: What every format can hold: no control characters, no white space at the ends.
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"))
    | st.sampled_from("\n=+-@'\"\\:<&"),
    max_size=25,
).map(lambda said: "".join(one for one in said.strip() if one not in "\ufffe\uffff"))
NAMES = WORDS.map(lambda said: " ".join(said.split()) or "Name")
SLUGS = st.text(string.ascii_lowercase + string.digits + "_", min_size=1, max_size=4)


@st.composite
def codebooks(draw):
    slugs = draw(st.lists(SLUGS, min_size=1, max_size=5, unique=True))
    entries = []
    for number, slug in enumerate(slugs, start=1):
        retired = draw(st.booleans())
        pin_cite = draw(NAMES)
        entries.append(
            Entry(
                slug,
                draw(NAMES),
                parent=draw(st.sampled_from([None, *slugs[: number - 1]])),
                order=10 * number,
                polarity=draw(st.sampled_from("+-0")),
                definition=draw(WORDS),
                include=draw(WORDS),
                exclude=draw(WORDS),
                pin_cite=pin_cite,
                checked=draw(st.booleans()),
                palette=draw(st.integers(1, 12)),
                key=draw(st.sampled_from("ab=")),
                retired=retired,
                replaced_by=slugs[0] if retired and number > 1 else None,
                examples=[
                    Example(draw(st.sampled_from(["positive", "negative"])), text, why)
                    for text, why in draw(st.lists(st.tuples(NAMES, WORDS), max_size=2))
                ],
            )
        )
    return in_one_order(Codebook(entries, title=draw(NAMES)))
