"""Dates in the database: refused, sorted and filtered as formats.partial_date says."""

import random

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from corpus.models import Document
from formats import partial_date
from tests.factories import make_document

YEARS = ["2022", "1900", "2024", "-0044", "-201X", "201X", "20XX", "Y12000", "Y-12000"]
MONTHS = ["", "-01", "-02", "-02-29", "-04-XX", "-21", "-24", "-XX", "-XX-XX", "-12-31"]
ENDS = ["", "/", "/..", "/2030-02", "/2030-23", "/203X~", "/-0001"]


def some_dates():
    chance = random.Random(4)
    for _ in range(3_000):
        value = chance.choice(YEARS) + chance.choice(MONTHS) + chance.choice("?~% ")
        value = value.strip() + chance.choice(ENDS)
        if chance.random() < 0.2:
            value = chance.choice(["/", "../"]) + value
        try:
            yield partial_date.validate(value)
        except ValueError:
            continue


def test_the_database_computes_the_same_days(db):
    values = ["", *set(some_dates())]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT v, corpus_day(v, false), corpus_day(v, true)"
            " FROM unnest(%s::text[]) AS v",
            [values],
        )
        found = {value: (first, last) for value, first, last in cursor.fetchall()}
    assert len(values) > 100
    assert found == {
        value: (partial_date.earliest(value), partial_date.latest(value))
        for value in values
    }


@pytest.mark.parametrize("field", ["issued", "retrieved"])
def test_the_database_refuses_what_is_no_date(document, field):
    for value in ("soon", "2022-13", "2022/2023/2024", "２０２２"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Document.objects.filter(pk=document.pk).update(**{field: value})


def test_texts_are_listed_by_their_first_day(as_user, olga, project):
    wanted = ["", "201X", "2019?", "2022", "2022-21", "2022-04~", "2023/.."]
    for number, issued in enumerate(reversed(wanted)):
        text, name = f"Consent, number {number}.", f"{number}.txt"
        make_document(project=project, by=olga, text=text, filename=name, issued=issued)
    page = as_user(olga).get(
        reverse("annotations:documents", args=[project.slug]), {"sort": "issued"}
    )
    assert [document.issued for document in page.context["page"]] == wanted
    assert "about April 2022" in page.content.decode()


def test_a_situation_may_begin_about_then(as_user, alice, project):
    response = as_user(alice).post(
        reverse("annotations:situations", args=[project.slug]),
        {"code": "NEW-1", "kind": "case", "begins": "2022~", "ends": "2023/.."},
        follow=True,
    )
    assert "about 2022" in response.content.decode()
    assert "2023 or later" in response.content.decode()
