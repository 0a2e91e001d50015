"""One consistent view of the database, for as long as an export is written (I13)."""

from contextlib import contextmanager

from django.db import connection, transaction

#: An export may take this long; a page never waits for it.
TIMEOUT = "30min"


@contextmanager
def snapshot():
    """A read-only transaction that sees one state; inside another, that one's."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"
                )
                cursor.execute(
                    "SELECT set_config('statement_timeout', %s, true),"
                    " set_config('idle_in_transaction_session_timeout', %s, true)",
                    [TIMEOUT, TIMEOUT],
                )
        yield
