"""Queries that run with every request: built once, planned once."""

from collections.abc import Callable
from typing import Any

import psycopg
from django.db import connection


def rows(query, parameters):
    """All rows of a SELECT, whose plan PostgreSQL keeps from its sixth time on.

    Django binds values into the text of a query, so that each is planned anew; a plain
    cursor of psycopg sends them apart, and prepares what comes again.
    """
    connection.ensure_connection()
    if connection.queries_logged:
        # the log shows what was asked only of Django's own cursor
        made = connection.cursor()
    else:
        cursor: Any = psycopg.Cursor(connection.connection)
        # what counts queries sees this one, too
        made = connection.make_cursor(cursor)
    with made as wrapped:
        wrapped.execute(query, parameters)
        return wrapped.fetchall()


def written(query, parameters):
    """The row that a statement with RETURNING gives, its plan kept likewise.

    No wrapper of the connection sees it: the history's would put a second statement
    before it, and only one at a time can be prepared.
    """
    connection.ensure_connection()
    with (
        connection.wrap_database_errors,
        psycopg.Cursor(connection.connection) as cursor,
    ):
        return cursor.execute(query, parameters).fetchone()


def instance(model, names, values):
    """A row of a model from some of its columns; the rest is fetched when wanted."""
    given = dict(zip(names, values, strict=True))
    # from_db wants them in the model's own order
    names = [
        field.attname for field in model._meta.concrete_fields if field.attname in given
    ]
    return model.from_db("default", names, [given[name] for name in names])


class Kept:
    """A query whose SQL the ORM writes once; running it then costs a tenth.

    ``build`` takes placeholders by name and returns a ``values_list`` queryset that
    compares with them, each once or more::

        found = Kept(lambda pk: User.objects.filter(pk=pk).values_list("name"), pk=1)
        found(pk=5)
    """

    def __init__(self, build: Callable[..., Any], **examples: int | str):
        """``examples`` are values of the right types, different from one another."""
        self.build = build
        self.examples = examples
        self.query: str | None = None
        self.order: list[str] = []

    def __call__(self, **values) -> list[tuple]:
        if self.query is None:
            names = {value: name for name, value in self.examples.items()}
            sql, parameters = self.build(**self.examples).query.sql_with_params()
            self.order = [names[value] for value in parameters]
            self.query = sql
        return rows(self.query, [values[name] for name in self.order])
