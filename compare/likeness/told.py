"""Groups of holders in words."""


def names_of(places, names, most=None):
    """ "Ann, Bob and 3 more".

    Args:
        places: of holders.
        names: of all holders, by place.
        most: at most so many are named; None names all.
    """
    said = [names[place] for place in places[:most]]
    more = len(places) - len(said)
    if more:
        return f"{', '.join(said)} and {more} more"
    return ", ".join(said)


def shade(value, steps):
    """Of equal steps from 0 to 1 the one that a value is on."""
    return min(int(value * steps), steps - 1)
