"""A number, or why there is none."""

from typing import NamedTuple


class Result(NamedTuple):
    value: float | None
    #: Why there is no value: a sentence.
    reason: str = ""
    #: How many things were compared.
    n: int = 0
    #: The 95 % interval; None where none can be told, with the reason.
    interval: tuple[float, float] | None = None
    no_interval: str = ""


def too_few(coders: int) -> str:
    """Why so few coders cannot agree, or nothing."""
    if coders > 1:
        return ""
    found = "there is one" if coders else "there is none"
    return f"It takes two coders to agree: {found}."


def no_variation(values) -> str:
    """Why equal labels have no coefficient."""
    said = " and ".join(f"“{value}”" for value in values)
    return (
        f"There is no variation: every label is {said}, so agreement beyond chance"
        " cannot be told."
    )
