"""Who likens which situation to which: of the same marks that positions count."""

from annotations.positions import queries
from annotations.positions.counts import (
    conditions,
    fetch,
    of_layer,
    repeated_passages,
)


def comparators(selection, works):
    """What is said of two situations: one query, two where texts repeat.

    Returns:
        list of (holder, id of the claim's situation or None, id of the other one,
        "like" or "unlike", how many of the unit), in no order.
    """
    of_mark, of_text, values = conditions(selection, works)
    if repeats := repeated_passages(selection, works, likened=True):
        # a mark names a situation once, so the two tell the comparison
        of_text += """ AND NOT (passage.first, passage.other_id) IN (
            SELECT * FROM unnest(%(r_firsts)s::bigint[], %(r_others)s::bigint[])
        )"""
        values["r_firsts"] = [row[-1] for row in repeats]
        values["r_others"] = [row[-3] for row in repeats]
    values["w_texts"], values["w_mains"] = list(works.mains), [*works.mains.values()]
    query = queries.COMPARED.format(
        conditions=of_mark + of_layer(selection, works),
        of_text=of_text,
        of_beside=queries.OF_LIKENED,
        held=queries.HOLDERS[selection.by].format(passages="standing"),
        n=queries.COMPARED_N[selection.unit],
    )
    rows = fetch(query, values)
    if selection.holder_pks is None:
        return rows
    wanted = set(selection.holder_pks)
    return [row for row in rows if row[0] in wanted]
