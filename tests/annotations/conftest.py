"""Requests with a token."""

import json

import pytest

from accounts.actions import create_token


@pytest.fixture
def call(client):
    """call(user, method, path, body=None, **headers): a request with a token."""
    secrets = {}

    def send(user, method, path, body=None, **headers):
        if user.pk not in secrets:
            secrets[user.pk] = create_token(user=user, name="test")[1]
        return client.generic(
            method,
            path,
            body if isinstance(body, bytes) else json.dumps(body or {}),
            content_type="application/json",
            headers={"Authorization": f"Bearer {secrets[user.pk]}", **headers},
        )

    return send
