"""The test cast: alice codes, rita reviews, olga owns, victor views, mallory none."""

import gc

import pytest
from django.conf import settings
from django.test import TransactionTestCase

from accounts.models import User
from tests.factories import make_document, make_member, make_project, make_user
from tests.flush import flush


def pytest_configure(config):
    # a slow hash is for real passwords; each test signs its cast up anew
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    TransactionTestCase._fixture_teardown = flush


def pytest_collection_finish():
    # as config/wsgi.py does: what was loaded stays, and a test is short
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


@pytest.fixture
def command(db):
    return User.objects.command()


@pytest.fixture
def olga(db):
    return make_user("olga")


@pytest.fixture
def project(olga):
    return make_project(by=olga)


@pytest.fixture
def alice(project):
    return make_member(project, "alice", "coder")


@pytest.fixture
def rita(project):
    return make_member(project, "rita", "reviewer")


@pytest.fixture
def victor(project):
    return make_member(project, "victor", "viewer")


@pytest.fixture
def mallory(db):
    """A signed-in stranger with a project of her own."""
    return make_user("mallory")


@pytest.fixture
def document(project, olga):
    return make_document(project=project, by=olga)


@pytest.fixture
def as_user(client):
    """as_user(olga).get(…): the test client, signed in."""

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in
