"""The twelve colours of the codebook as files name them: those on light paper."""

COLOURS = {
    1: "#5686f2",
    2: "#ad4e35",
    3: "#819374",
    4: "#31027b",
    5: "#db640e",
    6: "#b26fb8",
    7: "#1a491b",
    8: "#7d2759",
    9: "#8f4ab4",
    10: "#5e2b9a",
    11: "#520246",
    12: "#627276",
}


def nearest(colour: str) -> int | None:
    """The number of the colour that looks most like #rrggbb or #rgb, if it is one."""
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    try:
        wanted = bytes.fromhex(digits)
    except ValueError:
        return None
    if len(wanted) != 3:
        return None

    def distance(number):
        there = bytes.fromhex(COLOURS[number][1:])
        return sum((a - b) ** 2 for a, b in zip(there, wanted, strict=True))

    return min(COLOURS, key=distance)
