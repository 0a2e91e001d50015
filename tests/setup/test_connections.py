"""A connection is kept between requests, and replaced when the server ended it."""

import psycopg
import pytest
from django.db import connection

pytestmark = pytest.mark.django_db(transaction=True)


def backend():
    """The id of the server's process behind the connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def test_a_connection_is_kept():
    before = backend()
    connection.close_if_unusable_or_obsolete()
    assert backend() == before


def test_a_connection_that_the_server_ended_is_replaced():
    before = backend()
    parameters = connection.get_connection_params()
    wanted = {name: parameters[name] for name in ("host", "port", "user", "dbname")}
    with psycopg.connect(**wanted, autocommit=True) as other:
        # waits until it is gone
        other.execute("SELECT pg_terminate_backend(%s, 30000)", [before])
    connection.close_if_unusable_or_obsolete()
    assert backend() != before
