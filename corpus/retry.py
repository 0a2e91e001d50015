"""Run an action in a transaction, again after a deadlock (I8)."""

from functools import wraps

from django.db import OperationalError, connection, transaction

TRIES = 4
#: SQLSTATE of serialisation failures and deadlocks.
PASSING = {"40001", "40P01"}


def atomic_with_retries(action):
    """Like ``transaction.atomic``; an outermost call is run again when it must be."""

    @wraps(action)
    def run(*args, **options):
        for left in range(TRIES - 1, -1, -1):
            outermost = not connection.in_atomic_block
            try:
                with transaction.atomic():
                    return action(*args, **options)
            except OperationalError as error:
                state = getattr(error.__cause__, "sqlstate", None)
                if not (outermost and left and state in PASSING):
                    raise
        raise AssertionError("the last try returns or raises")

    return run
