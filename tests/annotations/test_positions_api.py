"""The API answers what the command prints, to those who see the project."""

import pytest
from django.core.management import call_command

from tests.factories import make_annotation

ADDRESS = "/api/v1/projects/winter/positions"


@pytest.fixture
def marked(document, alice):
    for quote, stance in (("help came", "asserts"), ("no ground", "denies")):
        make_annotation(document=document, by=alice, quote=quote, stance=stance)


@pytest.mark.parametrize(
    "sent",
    [
        [],
        ["by=document", "situation=all"],
        ["with=annotations", "voice=all"],
        ["coder=alice@example.org", "status=proposed,accepted"],
        ["coder=alice@example.org", "coder=olga@example.org", "doctrine=ibi"],
    ],
)
def test_api_and_command_answer_the_same(marked, as_user, victor, sent, capsys):
    options = [f"--{filter_sent}" for filter_sent in sent]
    call_command("positions", "--project=winter", "--json", *options)
    response = as_user(victor).get(f"{ADDRESS}?{'&'.join(sent)}")
    assert response.content.decode() + "\n" == capsys.readouterr().out
    assert response.json()["items"]


@pytest.mark.parametrize(
    "query",
    ["by=moon", "voice=loud", "situation=MARS", "status=new", "coder=x", "doctrine=x"],
)
def test_unknown_values_are_422_with_a_sentence(project, as_user, victor, query):
    response = as_user(victor).get(f"{ADDRESS}?{query}")
    name, value = query.split("=")
    assert response.status_code == 422
    assert value in response.json()["fields"][name][0]


def test_who_does_not_see_the_project_finds_nothing(project, as_user, mallory):
    assert as_user(mallory).get(ADDRESS).status_code == 404


def test_coders_of_other_projects_are_not_told(project, as_user, victor, mallory):
    told = [
        as_user(victor).get(ADDRESS, {"coder": coder}).json()["detail"]
        for coder in ("mallory@example.org", "nobody@example.org")
    ]
    assert told[0].replace("mallory", "nobody") == told[1]


def test_positions_cost_the_same_for_many_rows(
    document, alice, as_user, victor, django_assert_num_queries
):
    client = as_user(victor)
    for quote in ("help came", "help", "came", "ground", "Nobody"):
        make_annotation(document=document, by=alice, quote=quote)
        # session, user, project, doctrines, editions, counts (savepoint, setting,
        # query, release), names of the holders
        with django_assert_num_queries(10):
            client.get(ADDRESS)
