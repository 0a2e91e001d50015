"""Names in sentences."""

from collections.abc import Sequence


def listed(names: Sequence[str], most: int | None = None) -> str:
    """ "Doe, Jane; Roe, Richard and 3 more": a name may have a comma of its own.

    Args:
        most: at most so many are named; None names all.
    """
    more = len(names) - len(names[:most])
    said = "; ".join(names[:most])
    return f"{said} and {more} more" if more else said
