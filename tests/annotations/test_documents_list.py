"""The list of texts: filters, orders, counts, pages."""

import pytest
from django.urls import reverse

from annotations import document_list
from annotations.actions.annotations import delete_annotation, restore_annotation
from annotations.actions.coverage import set_coverage
from annotations.models import Annotation
from corpus.actions.documents import withdraw
from corpus.models import Actor
from tests.factories import TEXT, make_annotation, make_document, make_project


@pytest.fixture
def texts(project, olga):
    """Three texts, each different in what can be filtered."""
    return [
        make_document(
            project=project,
            by=olga,
            title="Bridges",
            text=TEXT,
            authors=["Moss, Eve"],
            publisher="The Gazette",
            issued="2022-01-07",
            language="en",
            genre="blog",
            situation="KAZ-2022",
        ),
        make_document(
            project=project,
            by=olga,
            title="apples",
            text=TEXT * 2,
            authors=["Reed, Ann [The Watcher]"],
            issued="2022-01",
            language="uk",
            genre="speech",
            situation="RULE",
        ),
        make_document(
            project=project, by=olga, title="Clouds", text="Short.", issued=""
        ),
    ]


def test_a_name_as_signed_is_said_in_one_way(as_user, victor, texts):
    [_, text, _] = texts
    paths = [
        reverse("annotations:documents", args=["winter"]),
        reverse("annotations:document", args=["winter", text.pk]),
        reverse("annotations:reading", args=["winter", text.pk]),
    ]
    client = as_user(victor)
    for path in paths:
        assert "Reed, Ann (as The Watcher)" in client.get(path).text


@pytest.fixture
def page(as_user, project):
    """page(user, **filters): the response of the list."""

    def get(user, **filters):
        address = reverse("annotations:documents", args=[project.slug])
        return as_user(user).get(address, filters)

    return get


def titles(response):
    return [document.title for document in response.context["page"]]


@pytest.mark.usefixtures("texts")
@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("added", ["Bridges", "apples", "Clouds"]),
        ("-added", ["Clouds", "apples", "Bridges"]),
        ("title", ["apples", "Bridges", "Clouds"]),
        ("-title", ["Clouds", "Bridges", "apples"]),
        ("author", ["Bridges", "apples", "Clouds"]),
        ("issued", ["Clouds", "apples", "Bridges"]),
        ("-length", ["apples", "Bridges", "Clouds"]),
        ("nonsense", ["Bridges", "apples", "Clouds"]),
    ],
)
def test_the_list_is_ordered(page, victor, sort, expected):
    assert titles(page(victor, sort=sort)) == expected


@pytest.mark.usefixtures("texts")
@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"q": "bridge"}, ["Bridges"]),
        ({"q": "gazette moss"}, ["Bridges"]),
        ({"q": "watcher"}, ["apples"]),
        ({"q": "BRÍDGE Móss"}, ["Bridges"]),
        ({"q": "nothing"}, []),
        ({"situation": "RULE"}, ["apples"]),
        ({"language": "uk"}, ["apples"]),
        ({"genre": "blog"}, ["Bridges"]),
        ({"genre": "speech", "language": "en"}, []),
        ({"language": "no such"}, ["Bridges", "apples", "Clouds"]),
    ],
)
def test_the_list_is_filtered(page, victor, filters, expected):
    assert titles(page(victor, **filters)) == expected


@pytest.mark.usefixtures("texts")
def test_texts_are_found_by_their_author(page, victor, project):
    actor = Actor.objects.get(project=project, name="Reed, Ann")
    assert titles(page(victor, author=actor.pk)) == ["apples"]


def test_texts_are_found_by_what_i_read(page, texts, alice, rita):
    set_coverage(document=texts[0], by=alice)
    assert titles(page(alice, read="yes")) == ["Bridges"]
    assert titles(page(alice, read="no")) == ["apples", "Clouds"]
    assert titles(page(rita, read="yes")) == []


def test_marked_texts_can_be_told_from_others(page, texts, alice):
    make_annotation(document=texts[0], by=alice)
    assert titles(page(alice, marks="marked")) == ["Bridges"]
    assert titles(page(alice, marks="unmarked")) == ["apples", "Clouds"]
    assert titles(page(alice, sort="-marks"))[0] == "Bridges"


def test_a_row_counts_marks_by_status_and_names_its_readers(page, texts, alice, rita):
    for quote in ("asked its allies", "Nobody had attacked", "strangers"):
        made = make_annotation(document=texts[0], by=alice, quote=quote)
    Annotation.objects.filter(pk=made.pk).update(status="accepted")
    gone = make_annotation(document=texts[0], by=alice, quote="winter")
    delete_annotation(annotation=gone, version=gone.version, by=alice)
    set_coverage(document=texts[0], by=rita)
    row = page(alice).context["page"][0]
    assert (row.counts["total"], row.counts["accepted"], row.counts["proposed"]) == (
        3,
        1,
        2,
    )
    assert row.readers == [rita]


def test_withdrawn_texts_are_listed_for_owners_only(page, texts, olga, rita):
    withdraw(document=texts[0], by=olga)
    assert titles(page(olga)) == ["apples", "Clouds"]
    assert titles(page(olga, withdrawn="on")) == ["Bridges"]
    assert titles(page(rita, withdrawn="on")) == ["apples", "Clouds"]


def test_the_order_by_author_holds_for_each_request(page, victor, texts):
    expected = ["Bridges", "apples", "Clouds"]
    assert [titles(page(victor, sort="author")) for _ in range(2)] == [expected] * 2


def test_fifty_texts_are_a_page(page, project, olga):
    for number in range(51):
        make_document(project=project, by=olga, text=f"Text {number}.")
    assert len(titles(page(olga))) == 50
    assert len(titles(page(olga, page=2))) == 1


@pytest.mark.parametrize("sort", ["author", "-author"])
def test_who_is_not_named_stands_behind_all_names(page, project, olga, sort):
    for number in range(102):
        names = [f"Reed, {number % 7}"] if number < 49 else []
        make_document(
            project=project,
            by=olga,
            text=f"No. {number}.",
            title=str(number),
            authors=names,
        )
    pages = [titles(page(olga, sort=sort, page=number)) for number in (1, 2, 3)]
    assert [len(found) for found in pages] == [50, 50, 2]
    found = [int(title) for title in sum(pages, [])]
    assert len(set(found)) == 102
    names = [number % 7 for number in found[:49]]
    assert names == sorted(names, reverse=sort == "-author")
    assert found[49:] == sorted(found[49:], reverse=sort == "-author")


@pytest.mark.parametrize("count", [1, 50])
def test_the_list_costs_the_same_for_many_rows(
    as_user, project, olga, victor, count, django_assert_num_queries
):
    for number in range(count):
        document = make_document(
            project=project,
            by=olga,
            text=f"Text {number}: asked its allies for help.",
            authors=[f"Reed, {number}"],
            situation="KAZ-2022",
        )
        set_coverage(document=document, by=olga)
        make_annotation(document=document, by=olga)
    client = as_user(victor)
    address = reverse("annotations:documents", args=[project.slug])
    # session, user, project with role; filters: languages, genres, situations, tags;
    # saved views; number of texts, keys, rows, names, counts, tags, readers, threads
    with django_assert_num_queries(16):
        client.get(address)


def test_an_empty_project_says_what_to_do(page, alice):
    assert "Begin with the texts" in page(alice).content.decode()


def test_a_stranger_finds_no_list(page, mallory):
    assert page(mallory).status_code == 404


def test_texts_of_other_projects_are_not_listed(page, texts, olga, alice):
    other = make_project(by=olga, slug="summer", title="Summer")
    make_document(project=other, by=olga, text="Elsewhere.", title="Elsewhere")
    assert "Elsewhere" not in titles(page(alice))


@pytest.mark.usefixtures("texts")
@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"author": "moss"}, ["Bridges"]),
        ({"author": "ann reed"}, ["apples"]),
        ({"issued_from": "2022-01-07"}, ["Bridges", "apples"]),
        ({"issued_from": "2022-02"}, []),
        ({"issued_to": "2022-01-06"}, ["apples"]),
        ({"issued_to": "2021"}, []),
        ({"format": "txt", "genre": "blog"}, ["Bridges"]),
        ({"q": "BRIDGES gazette"}, ["Bridges"]),
        ({"q": "50%"}, []),
    ],
)
def test_more_filters(page, victor, filters, expected):
    assert titles(page(victor, **filters)) == expected


def test_a_wrong_date_is_told_and_filters_nothing(page, victor, texts):
    answer = page(victor, issued_from="soon")
    assert "Published from:" in answer.text
    assert len(titles(answer)) == 3


def test_a_chosen_column_brings_no_other(page, victor, texts):
    shown = page(victor, columns=["issued", "marks"]).text
    assert 'data-label="Marks"' in shown
    assert 'data-label="Length"' not in shown


def test_chosen_columns_are_shown(page, victor, texts):
    answer = page(victor, columns=["publisher", "file"])
    assert [column["name"] for column in answer.context["columns"]] == [
        "title",
        "publisher",
        "file",
    ]
    assert "The Gazette" in answer.text


def test_marks_are_kept_as_they_come_and_go(texts, alice, project):
    [text, *_] = texts
    mark = make_annotation(document=text, by=alice)
    make_annotation(document=text, by=alice, quote="help came")
    text.refresh_from_db()
    assert text.marks == 2
    gone = delete_annotation(annotation=mark, version=mark.version, by=alice)
    text.refresh_from_db()
    assert text.marks == 1
    restore_annotation(annotation=gone, version=gone.version, by=alice)
    text.refresh_from_db()
    assert text.marks == 2


def test_more_texts_than_are_counted_are_said_so(page, project, olga, monkeypatch):
    monkeypatch.setattr(document_list, "MOST_COUNTED", 60)
    for number in range(61):
        make_document(project=project, by=olga, text=f"Text {number}.")
    first, second = page(olga), page(olga, page=2)
    assert "More than 10,000 texts" in first.text
    assert first.context["page"].has_next and not second.context["page"].has_next
    assert len(titles(second)) == 11


def test_names_are_proposed_for_the_author(as_user, victor, project, texts):
    address = reverse("annotations:author_names", args=[project.slug])
    answer = as_user(victor).get(address, {"author": "ree"})
    assert 'value="Reed, Ann"' in answer.text and "Moss" not in answer.text
