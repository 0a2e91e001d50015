"""Rows that are counted column by column are the rows that the query gives."""

from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.positions.counted import by_column, from_columns, unpacked
from formats.words import STANCES

NAMES = ["holder", "document", "along", *STANCES]
KEYS = st.integers(min_value=-(2**40), max_value=2**62).filter(bool)
NUMBERS = st.tuples(*[st.integers(min_value=0, max_value=2**20)] * len(STANCES))
ROWS = st.tuples(
    st.none() | KEYS, KEYS, st.none() | st.sampled_from(["", "fact", "Ж"]), NUMBERS
)


@settings(
    max_examples=25,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=st.lists(ROWS, max_size=8))
def test_columns_have_all_rows(db, rows):
    rows = [(*keys, *numbers) for *keys, numbers in rows]
    line = ", ".join(["%s::bigint", "%s::bigint", "%s::text", *["%s::bigint"] * 6])
    asked = " UNION ALL ".join([f"SELECT {line}"] * len(rows))
    if not rows:
        nothing = ["NULL::bigint", "NULL::bigint", "NULL::text", *["0"] * len(STANCES)]
        asked = f"SELECT {', '.join(nothing)} WHERE FALSE"
    with connection.cursor() as cursor:
        cursor.execute(
            by_column(asked, NAMES, {"along"}), [value for row in rows for value in row]
        )
        [row] = cursor.fetchall()
    found = from_columns(row, NAMES, {"along"})
    again = unpacked(found.packed())
    assert [*found] == rows == [*again] and len(again) == len(rows)
    for at, name in enumerate(NAMES[:3]):
        values = [row[at] for row in rows]
        assert again.different(name) == {*values}
        some = [*again.taken(again.among(name, values[:2]))]
        assert some == [row for row in rows if row[at] in values[:2]]
        order = sorted({*values}, key=str)
        places = [order.index(value) for value in values]
        assert again.places(name, order).tolist() == places
    assert again.passages().tolist() == [[*row[3:]] for row in rows]
