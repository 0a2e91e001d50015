"""Who does what: written by the triggers into every event row (I14)."""

import pghistory


def acting(by, verb, **more):
    """A context in which each history event carries its user and verb."""
    return pghistory.context(user=by.pk, verb=verb, **more)
