"""A number with its noun, as a sentence has it."""


def counted(number: int, one: str, many: str = "") -> str:
    """“1 mark”, “2,000 marks”, “1 entry waits”.

    Args:
        many: what stands after other numbers than 1; without it, ``one`` with an s.
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"
