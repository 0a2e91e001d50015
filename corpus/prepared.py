"""Queries that run often and cost more to plan than to run."""

from typing import Any

import psycopg
from django.db import connection


def rows(query, parameters):
    """All rows of a SELECT, whose plan PostgreSQL keeps from its sixth time on.

    Django binds values into the text of a query, so that each is planned anew; a plain
    cursor of psycopg sends them apart, and prepares what comes again.
    """
    connection.ensure_connection()
    cursor: Any = psycopg.Cursor(connection.connection)
    # what counts and logs queries sees this one, too
    wrap = (
        connection.make_debug_cursor
        if connection.queries_logged
        else connection.make_cursor
    )
    with wrap(cursor) as wrapped:
        wrapped.execute(query, parameters)
        return wrapped.fetchall()
