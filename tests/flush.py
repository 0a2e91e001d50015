"""Empty the tables after a test that committed: those only that hold something.

Django's own flush empties each table, which takes PostgreSQL longer than most tests.
"""

from django.db import connection

#: Made by migrations; no test changes them.
KEPT = {"django_content_type", "auth_permission", "django_migrations"}


def flush(_test_case):
    """Stand for ``TransactionTestCase._fixture_teardown``, for one PostgreSQL."""
    with connection.cursor() as cursor:
        full = full_tables(cursor)
        if not full:
            return
        cursor.execute("BEGIN")
        # who still writes comes to an end first
        cursor.execute(f"LOCK TABLE {', '.join(full)} IN EXCLUSIVE MODE")
        # no trigger and no key looks on while rows go in any order
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in full:
            cursor.execute(f"DELETE FROM {table}")
        cursor.execute("COMMIT")


def full_tables(cursor):
    """The quoted names of the tables of our models that hold a row."""
    tables = set(connection.introspection.django_table_names(include_views=False))
    quoted = sorted(map(connection.ops.quote_name, tables - KEPT))
    cursor.execute(
        " UNION ALL ".join(
            f"SELECT '{name}' WHERE EXISTS (SELECT FROM {name})" for name in quoted
        )
    )
    return [name for (name,) in cursor.fetchall()]
