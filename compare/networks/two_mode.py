"""Networks of holders and doctrines: who speaks of what, and on which side.

x is ``counts[k, i, j]`` of ``statements``: how often i, a holder, says k of doctrine j.
Each function gives a matrix of holders by doctrines.
"""

import numpy

from compare.networks.statements import AFFIRMS, CONTESTS


def ignore(x):
    """How often a holder speaks of a doctrine, on whichever side: Σk x(kij).

    Source: manual, section "Affiliation Networks", first equation.
    """
    return x.sum(axis=0)


def subtract(x):
    """How often it is affirmed less how often it is contested.

    Source: manual, "Affiliation Networks", the subtraction in the binary case.
    """
    return x[AFFIRMS] - x[CONTESTS]


def combine(x):
    """0 nothing, 1 affirms, 2 contests, 3 both: codes, no numbers.

    Source: manual, "Affiliation Networks", the multiplex network of the binary case.
    """
    return 1.0 * (x[AFFIRMS] > 0) + 2.0 * (x[CONTESTS] > 0)


def activity(x):
    """All that the holder says: Σjk x(kij).

    Source: manual, "Normalisation of Affiliation Networks".
    """
    return x.sum(axis=(0, 2))[:, None]


def prominence(x):
    """All that is said of the doctrine: Σik x(kij).

    Source: manual, "Normalisation of Affiliation Networks".
    """
    return x.sum(axis=(0, 1))[None, :]


QUALIFIERS = {"ignore": ignore, "subtract": subtract, "combine": combine}
NORMALISATIONS = {"activity": activity, "prominence": prominence}


def weights(x, qualifier: str, normalisation: str = "no"):
    """The matrix of a qualifier, divided as asked; 0 where the divisor is 0.

    Codes are not divided: the program warns that nobody can read the result.
    """
    found = QUALIFIERS[qualifier](x)
    if normalisation == "no":
        return found
    assert qualifier != "combine"
    divisor = numpy.broadcast_to(NORMALISATIONS[normalisation](x), found.shape)
    return numpy.divide(found, divisor, out=numpy.zeros_like(found), where=divisor != 0)
