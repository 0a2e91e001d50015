"""Requests with a token, and commands with their output."""

import io

import pytest
from django.core.management import call_command

from accounts.actions import create_token


@pytest.fixture
def bearer():
    """bearer(alice): the headers of a request with her token."""

    def headers(user):
        _token, secret = create_token(user=user, name="test")
        return {"Authorization": f"Bearer {secret}"}

    return headers


@pytest.fixture
def run(db):
    """run("import_documents", …): what the command printed."""

    def call(name, *arguments):
        output = io.StringIO()
        call_command(name, *map(str, arguments), stdout=output)
        return output.getvalue()

    return call
