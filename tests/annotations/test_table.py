"""All annotations of a text as a plain table."""

import re

import pytest
from django.urls import reverse

from annotations.actions.authorities import create_provision
from corpus.actions.names import create_situation
from tests.factories import make_annotation, make_document, make_relation

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(client, alice, document):
    """shown("?stance=denies"): the passages in the table, in their order."""
    client.force_login(alice)

    def get(query=""):
        args = [document.project.slug, document.pk]
        html = client.get(reverse("annotations:table", args=args) + query).content
        rows = re.findall(r"<th scope=\"row\">\s*<a[^>]*>(.*?)</a>", html.decode())
        return [words.strip() for words in rows]

    return get


def test_all_in_the_order_of_the_text(shown, alice, rita, document, project):
    make_annotation(document=document, by=alice, quote="strangers")
    make_annotation(document=document, by=rita, quote="asked", stance="denies")
    other = make_document(project=project, by=rita, text="Elsewhere.\n")
    make_annotation(document=other, by=alice, quote="Elsewhere")
    assert shown() == ["asked", "strangers"]
    assert shown("?sort=coder") == ["strangers", "asked"]
    assert shown("?stance=denies") == ["asked"]
    assert shown(f"?coder={alice.pk}") == ["strangers"]


def test_each_row_tells_all_and_leads_to_its_place(client, alice, document):
    row = make_annotation(
        document=document, by=alice, quote="strangers", note="Who?", tags=["odd"]
    )
    client.force_login(alice)
    args = [document.project.slug, document.pk]
    html = client.get(reverse("annotations:table", args=args)).content.decode()
    for words in ("Asserts", "the author’s own voice", "Who?", "odd", "alice"):
        assert words in html
    assert f"?annotation={row.uuid}" in html
    number = document.blocks.get(text__contains="strangers").paragraph
    assert re.search(rf"<td>{number}</td>\s*<th", html)


def test_what_is_seldom_filled_in_is_there(client, alice, olga, document):
    project = document.project
    create_situation(project=project, code="WIN", by=olga)
    authority = {"instrument": "Winter Pact", "locator": "Art. 7", "version": "2019"}
    create_provision(project=project, by=olga, **authority)
    row = make_annotation(
        document=document,
        by=alice,
        quote="asked",
        authority=authority,
        comparators=[{"situation": "WIN", "relation": "unlike"}],
        ground="fact",
        role="rebuttal",
        explicitness="inferred",
        confidence="low",
    )
    other = make_annotation(document=document, by=alice, quote="strangers")
    make_relation(source=row, target=other, by=alice)
    client.force_login(alice)
    args = [project.slug, document.pk]
    html = client.get(reverse("annotations:table", args=args)).content.decode()
    for words in (
        "Winter Pact Art. 7 (2019)",
        "Unlike WIN",
        "Ground: A fact",
        "Role: Rebuttal",
        "Explicitness: Inferred",
        "Confidence: Low",
        f"Rebuts “strangers” ({other.doctrine.name})",
        f"Rebutted by “asked” ({row.doctrine.name})",
    ):
        assert words in html


def test_filter_that_is_none_is_said(client, alice, document):
    client.force_login(alice)
    args = [document.project.slug, document.pk]
    answer = client.get(reverse("annotations:table", args=args) + "?stance=loves")
    assert answer.status_code == 422
    assert "“loves” is none of" in answer.content.decode()


def test_pages_cost_the_same_and_miss_nothing(
    client, alice, document, django_assert_max_num_queries, monkeypatch
):
    monkeypatch.setattr("annotations.views.table.ROWS", 4)
    for word in ("government", "asked", "allies", "help", "Nobody", "strangers"):
        make_annotation(document=document, by=alice, quote=word, tags=["a", "b"])
    client.force_login(alice)
    args = [document.project.slug, document.pk]
    address = reverse("annotations:table", args=args) + "?sort=doctrine"
    seen = []
    while address:
        # session, user, membership, text; count, page, rows with 7 of their lists;
        # the choices of seven fields; open threads
        with django_assert_max_num_queries(22):
            html = client.get(address).content.decode()
        seen += re.findall(r"annotation=([\w-]{36})", html)
        found = re.search(
            r'href="([^"]*)"\s+rel="next"|rel="next"\s+href="([^"]*)"', html
        )
        address = found and (found[1] or found[2]).replace("&amp;", "&")
    assert len(seen) == len(set(seen)) == 6
