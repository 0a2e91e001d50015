"""An edge goes by whole words, and no further than there are any."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.edges import EDGES, moved

TEXT = "They asked, 😀 its allies’ help."


@pytest.mark.parametrize(
    ("edge", "expected"),
    [
        ("start-left", "asked, 😀 its"),
        ("start-right", "its"),
        ("end-left", "its"),
        ("end-right", "its allies"),
    ],
)
def test_each_edge(edge, expected):
    start = TEXT.index("its")
    first, last = moved(TEXT, start, start + 3, edge)
    assert TEXT[first:last] == expected


@given(st.text("ab’ \n.😀", max_size=30), st.data())
def test_a_passage_never_becomes_empty_or_leaves_the_text(text, data):
    text = f"{text}a"
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    for edge in EDGES:
        first, last = moved(text, start, end, edge)
        assert 0 <= first < last <= len(text)
        changed = (first != start) + (last != end)
        assert changed <= 1
