"""Run an action in a transaction, again after a deadlock (I8)."""

from contextlib import nullcontext
from functools import partial, wraps

from django.db import OperationalError, connection, transaction

TRIES = 4
#: SQLSTATE of serialisation failures and deadlocks.
PASSING = {"40001", "40P01"}


def atomic_with_retries(action):
    """Like ``transaction.atomic``; an outermost call is run again when it must be."""
    return wraps(action)(partial(_run, action, transaction.atomic))


def one_statement_with_retries(action):
    """The same of an action that writes by one statement, which is a transaction."""
    return wraps(action)(partial(_run, action, _savepoint))


def _savepoint():
    # inside a transaction a refused statement must not spoil what came before
    return transaction.atomic() if connection.in_atomic_block else nullcontext()


def _run(action, protection, *args, **options):
    for left in range(TRIES - 1, -1, -1):
        outermost = not connection.in_atomic_block
        try:
            with protection():
                return action(*args, **options)
        except OperationalError as error:
            state = getattr(error.__cause__, "sqlstate", None)
            if not (outermost and left and state in PASSING):
                raise
    raise AssertionError("the last try returns or raises")
