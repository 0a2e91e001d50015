"""Errors outside the views: pages for people, JSON for programs."""

import io
import logging
import re

import pytest
from django.urls import reverse


@pytest.fixture
def log():
    """What the console handler of the settings writes."""
    [handler] = [
        handler for handler in logging.getLogger().handlers if handler.name == "console"
    ]
    written = io.StringIO()
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


def test_a_refusal_is_one_line_with_its_time(as_user, alice, project, log):
    as_user(alice).post(f"/projects/{project.slug}/members/invite/")
    [line] = log.getvalue().splitlines()
    assert re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d+ WARNING ", line)


@pytest.mark.parametrize(
    "name", ["corpus:invitation", "accounts:set_password", "accounts:first_owner"]
)
def test_a_link_with_a_secret_is_not_written_down(client, db, log, name):
    secrets = ["MQ", "very-secret"] if name == "accounts:set_password" else ["a-secret"]
    client.get(reverse(name, args=secrets))
    assert "Not Found" in log.getvalue()
    assert "secret" not in log.getvalue()


def test_unknown_address_of_the_api_is_json(client, db):
    response = client.get("/api/v1/nothing")
    assert (response.status_code, response.json()["code"]) == (404, "not_found")


def test_unknown_address_is_a_page(client, db):
    response = client.get("/nothing")
    assert response.status_code == 404
    assert "There is nothing here" in response.content.decode()


@pytest.mark.parametrize("path", ["/api/v1/projects?cursor=%00", "/?x=%00"])
def test_nul_in_an_address_is_refused(client, db, path):
    assert client.get(path).status_code == 400
