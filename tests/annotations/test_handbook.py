"""The handbook: the codebook as a document for coders."""

import pytest
from django.urls import reverse

from annotations.actions.doctrines import create_doctrine, retire_doctrine
from annotations.models import CodebookChange, Doctrine, DoctrineExample
from tests.factories import make_annotation, make_project


@pytest.fixture
def read(as_user, victor):
    """read(project, **query): the page."""

    def get(project, **query):
        path = reverse("annotations:handbook", args=[project.slug])
        return as_user(victor).get(path, query)

    return get


def test_entries_are_numbered_by_their_place(read, project):
    found = read(project).context["handbook"]
    numbers = {one.doctrine.slug: one.number for one in found.sections}
    assert numbers["uof"] == "1"
    assert numbers["ibi.consent.authority"].startswith(f"{numbers['ibi.consent']}.")


def test_elements_and_exceptions_are_named(read, project):
    sections = read(project).context["handbook"].sections
    consent = next(one for one in sections if one.doctrine.slug == "ibi.consent")
    assert "ibi.consent.authority" in [one.doctrine.slug for one in consent.elements]


def test_examples_are_cited_and_decisions_told(read, olga, document, project):
    mark = make_annotation(document=document, by=olga, doctrine="ibi")
    ibi = Doctrine.objects.get(project=project, slug="ibi")
    DoctrineExample.objects.create(
        project=project, doctrine=ibi, annotation=mark, note="Plainly asked.", by=olga
    )
    DoctrineExample.objects.create(
        project=project, doctrine=ibi, kind="negative", text="Nobody asked.", by=olga
    )
    CodebookChange.objects.create(
        project=project, by=olga, kind="edit", about="ibi", note="Narrower since May."
    )
    text = read(project, branch="ibi").text
    for words in (mark.quote, document.title, "Plainly asked.", "Nobody asked."):
        assert words in text
    assert "Narrower since May." in text


def test_a_branch_is_alone_with_its_number(read, project):
    found = read(project, branch="ibi.consent").context["handbook"]
    assert {one.doctrine.slug.startswith("ibi.consent") for one in found.sections} == {
        True
    }
    assert read(project, branch="nothing").status_code == 404


def test_what_was_retired_stands_apart(read, rita, project):
    entries = Doctrine.objects.filter(project=project)
    retire_doctrine(
        doctrine=entries.get(slug="uof.threat"),
        replaced_by=entries.get(slug="uof.prohibition"),
        by=rita,
    )
    response = read(project)
    found = response.context["handbook"]
    assert [one.doctrine.slug for one in found.retired] == ["uof.threat"]
    assert "uof.threat" not in [one.doctrine.slug for one in found.sections]
    assert "What was retired" in response.text


def test_an_empty_codebook_says_what_to_do(as_user, olga):
    project = make_project(by=olga, slug="other", empty=True)
    path = reverse("annotations:handbook", args=[project.slug])
    assert "The codebook is empty." in as_user(olga).get(path).text


def test_it_costs_the_same_for_many_entries(as_user, olga, django_assert_num_queries):
    project = make_project(by=olga, slug="other", empty=True)
    client = as_user(olga)
    path = reverse("annotations:handbook", args=[project.slug])
    for number in range(15):
        create_doctrine(project=project, name=f"Entry {number}", by=olga)
        if number in (0, 14):
            # session, user, project; tree; doctrines, examples, links, instruments,
            # provisions, release; decisions, precedents, last release
            with django_assert_num_queries(13):
                client.get(path)
