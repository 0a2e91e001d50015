"""Networks of holders: weights from what two of them say of the same doctrines.

x is ``counts[k, i, j]`` of ``statements``: how often i, a holder, says k of doctrine j.
Each function gives a square matrix with nothing on its diagonal. Numbers of equations
are those of the manual's chapter 2 (edition of 2018).
"""

import numpy


def congruence(x):
    """How often two take the same side: the sum over j and k of x(kij) x(ki'j).

    Source: manual, section "Congruence Networks", the binary case.
    """
    return _without_self(x[0] @ x[0].T + x[1] @ x[1].T)


def conflict(x):
    """How often they take opposite sides: the sum over j, k, k' ≠ k of x(kij) x(k'i'j).

    Source: manual, section "Conflict Networks", the binary case.
    """
    crossed = x[0] @ x[1].T
    return _without_self(crossed + crossed.T)


def subtract(x):
    """Congruence less conflict; negative where two part more often than they agree.

    Source: manual, section "The Subtract Method". Both are divided by the same number
    when they are normalised, so it is all one whether before or after.
    """
    return congruence(x) - conflict(x)


def average(x):
    """Half of what both say: (Σjk x(kij) + Σjk x(ki'j)) / 2.

    Source: manual, "Average Activity Normalisation of One-Mode Networks".
    """
    activity = x.sum(axis=(0, 2))
    return (activity[:, None] + activity[None, :]) / 2


def jaccard(x):
    """What one alone says, what the other alone says, and the products of what both do.

    Σjk x(kij) [x(ki'j) = 0] + Σjk x(ki'j) [x(kij) = 0] + Σjk x(kij) x(ki'j)

    Source: manual, "Jaccard Normalisation for One-Mode Networks".
    """
    alone = sum(x[k] @ (x[k] == 0).T for k in range(2))
    both = sum(x[k] @ x[k].T for k in range(2))
    return alone + alone.T + both


def cosine(x):
    """√(Σjk x(kij))² √(Σjk x(ki'j))²: the product of what both say.

    As the manual and the program have it; the cosine of textbooks has the sums of the
    squares under its roots.

    Source: manual, "Cosine Normalisation for One-Mode Networks".
    """
    activity = x.sum(axis=(0, 2))
    return activity[:, None] * activity[None, :]


WEIGHTS = {"congruence": congruence, "conflict": conflict, "subtract": subtract}
NORMALISATIONS = {"average": average, "jaccard": jaccard, "cosine": cosine}


def weights(x, kind: str, normalisation: str = "no"):
    """The matrix of a kind of network, divided as asked; 0 where the divisor is 0."""
    found = WEIGHTS[kind](x)
    if normalisation == "no":
        return found
    divisor = NORMALISATIONS[normalisation](x)
    return numpy.divide(found, divisor, out=numpy.zeros_like(found), where=divisor != 0)


def _without_self(matrix):
    numpy.fill_diagonal(matrix, 0)
    return matrix
