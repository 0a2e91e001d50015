"""Errors outside the views: pages for people, JSON for programs."""

import pytest


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
