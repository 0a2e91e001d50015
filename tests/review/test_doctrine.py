"""By doctrine: the list of a doctrine's passages, its filters and its pages."""

import html
import re

import pytest
from django.urls import reverse

from annotations.actions.doctrines import retire_doctrine
from annotations.models import Annotation, Doctrine
from corpus.actions.names import find_or_create_actors
from review.views import doctrine as views
from tests.factories import TEXT, make_annotation, make_document


def address(project, doctrine="ibi", **query):
    return reverse("review:doctrine", args=[project.slug, doctrine], query=query)


def passages(response):
    return [row.quote for row in response.context["rows"]]


def test_children_are_included_and_others_are_not(as_user, victor, document, alice):
    make_annotation(document=document, by=alice, doctrine="ibi.request")
    make_annotation(document=document, by=alice, doctrine="sd", quote="self-defence")
    response = as_user(victor).get(address(document.project))
    assert passages(response) == ["asked its allies for help"]


def test_a_passage_stands_in_its_context(as_user, victor, document, alice):
    make_annotation(document=document, by=alice)
    response = as_user(victor).get(address(document.project))
    passage = response.context["rows"][0].passage
    said = passage.before + passage.quote + passage.after
    assert said == TEXT.replace("\n\n", "\n")


def test_a_context_is_cut_at_words_and_block_borders(as_user, victor, project, alice):
    text = "😀 words " * 700 + "the very place" + " é and more" * 700
    document = make_document(project=project, by=alice, text=text)
    make_annotation(document=document, by=alice, quote="the very place")
    passage = as_user(victor).get(address(project)).context["rows"][0].passage
    assert passage.before.startswith("… ")
    assert passage.before.endswith("😀 words ")
    assert passage.after.startswith(" é and more")
    assert passage.after.endswith(" and …")


def test_coder_and_decision_are_told_apart(as_user, victor, document, alice):
    row = make_annotation(document=document, by=alice)
    Annotation.objects.filter(pk=row.pk).update(status="accepted")
    said = re.sub(r"<[^>]+>", " ", as_user(victor).get(address(document.project)).text)
    assert "marked by alice · Accepted ·" in " ".join(html.unescape(said).split())


def test_no_filter_offers_a_thing_twice(as_user, victor, document):
    page = as_user(victor).get(address(document.project)).text
    for choices in re.findall(r"<select.*?</select>", page, re.S):
        said = re.findall(r"<option[^>]*>(.*?)</option>", choices)
        assert len(set(said)) == len(said)


def test_hints_name_other_entries(as_user, victor, project):
    Doctrine.objects.filter(project=project, slug="sd.imminence").update(
        exclude="Not this (ibi.request), nor that (ibi), nor it (sd.unknown)."
    )
    page = as_user(victor).get(address(project, "sd.imminence")).text
    said = "Not this (“Request”), nor that (“Intervention by invitation”), nor it (sd."
    assert said in page


def test_a_retired_entry_does_not_invite_to_choose_it(as_user, rita, project):
    entry = Doctrine.objects.get(project=project, slug="sd.imminence")
    retire_doctrine(doctrine=entry, by=rita)
    page = as_user(rita).get(address(project, "sd.imminence")).text
    assert "new ones cannot choose it" in page
    assert "choose it." not in page.replace("cannot choose it.", "")


def test_a_row_opens_the_text_at_its_place(as_user, victor, document, alice):
    row = make_annotation(document=document, by=alice)
    response = as_user(victor).get(address(document.project))
    place = f"/projects/winter/texts/{document.pk}/?annotation={row.uuid}"
    assert f'href="{place}"' in response.text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("doctrine", "ibi.consent"),
        ("stance", "denies"),
        ("voice", "attributed"),
        ("holder", "Ruritania"),
        ("situation", "KGZ-2010"),
        ("tag", "telling"),
        ("coder", "rita@example.org"),
        ("status", "accepted"),
        ("document", "other"),
    ],
)
def test_each_filter_keeps_what_it_names(
    as_user, victor, project, document, alice, rita, name, value
):
    make_annotation(document=document, by=alice)
    other = make_document(project=project, by=alice, text="Help was never asked for.")
    find_or_create_actors(project=project, wanted=["Ruritania"], by=alice)
    row = make_annotation(
        document=other,
        by=rita,
        quote="never asked",
        doctrine="ibi.consent",
        stance="denies",
        voice={"kind": "attributed", "holder": "Ruritania"},
        situation="KGZ-2010",
        tags=["telling"],
    )
    if name == "status":
        seen = {"annotation": f"{row.uuid}:1", "status": "accepted"}
        as_user(rita).post(address(project), seen)
    value = other.pk if name == "document" else value
    response = as_user(victor).get(address(project, **{name: value}))
    assert passages(response) == ["never asked"]


@pytest.mark.parametrize("name", ["stance", "holder", "situation", "document", "coder"])
def test_a_filter_of_what_is_not_there_says_so(as_user, victor, project, name):
    response = as_user(victor).get(address(project, **{name: "nonsense"}))
    assert response.status_code == 422
    assert "nonsense" in response.text


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("text", ["note", "asked", "Help"]),
        ("newest", ["note", "Help", "asked"]),
        ("author", ["Help", "note", "asked"]),
        ("stance", ["Help", "asked", "note"]),
    ],
)
def test_each_order_sorts(as_user, victor, project, alice, sort, expected):
    first = make_document(
        project=project, by=alice, authors=["Wright, Una"], publisher="A Review"
    )
    second = make_document(
        project=project, by=alice, text="Help came.", authors=["adler, Jo"]
    )
    make_annotation(document=first, by=alice, quote="asked", stance="denies")
    make_annotation(document=second, by=alice, quote="Help")
    make_annotation(document=first, by=alice, quote="note", stance="doubts")
    response = as_user(victor).get(address(project, sort=sort))
    assert passages(response) == expected


@pytest.mark.parametrize("sort", ["text", "newest", "author", "stance"])
def test_pages_show_each_row_once(as_user, victor, document, alice, sort):
    stances = ["asserts", "denies", "doubts"]
    made = [
        make_annotation(document=document, by=alice, stance=stances[number % 3])
        for number in range(51)
    ]
    client = as_user(victor)
    first = client.get(address(document.project, sort=sort))
    second = client.get(first.context["next_page"])
    shown = [*first.context["rows"], *second.context["rows"]]
    assert len(first.context["rows"]) == 50
    assert sorted(row.pk for row in shown) == [row.pk for row in made]
    assert second.context["next_page"] == ""


def test_a_cursor_of_another_list_is_refused(as_user, victor, document, alice):
    for _ in range(51):
        make_annotation(document=document, by=alice)
    client = as_user(victor)
    cursor = client.get(address(document.project, sort="newest")).context["next_page"]
    response = client.get(cursor.replace("newest", "stance"))
    assert response.status_code == 422


def test_it_costs_the_same_for_many_rows(
    as_user, victor, project, alice, document, django_assert_num_queries
):
    find_or_create_actors(project=project, wanted=["Ruritania"], by=alice)
    voice = {"kind": "attributed", "holder": "Ruritania", "via": ["Ruritania"]}
    client = as_user(victor)
    for rows in (1, 49):
        for _ in range(rows):
            make_annotation(document=document, by=alice, voice=voice, tags=["a", "b"])
        # session, user, project, tree, counts, branch, order of the rows, rows,
        # authors, chains, tags, contexts, examples, links, use by stance, what is
        # settled, last change, threads, their numbers, and what the filters offer:
        # actors, situations, texts, tags, coders
        with django_assert_num_queries(24):
            client.get(address(project))


def test_an_unknown_doctrine_is_not_found(as_user, victor, project):
    assert as_user(victor).get(address(project, "nonsense")).status_code == 404


def test_a_stranger_finds_nothing(as_user, mallory, project):
    assert as_user(mallory).get(address(project)).status_code == 404


def test_the_context_of_a_span_is_shown_once(as_user, victor, rita, alice, document):
    make_annotation(document=document, by=alice)
    make_annotation(document=document, by=rita)
    text = as_user(victor).get(address(document.project)).text
    assert text.count("asked its allies for help</mark>") == 2
    assert text.count("A note on the winter operation") == 1


def test_no_filter_offers_a_choice_twice(as_user, victor, document):
    page = as_user(victor).get(address(document.project)).text
    for select in re.findall(r"<select.*?</select>", page, re.DOTALL):
        offered = re.findall(r'value="(.*?)"', select)
        assert len(set(offered)) == len(offered), select


def test_very_many_texts_and_actors_are_asked_for_by_words(
    as_user, victor, document, alice, monkeypatch
):
    make_annotation(document=document, by=alice)
    wanted = ["Ruritania"]
    find_or_create_actors(project=document.project, wanted=wanted, by=alice)
    monkeypatch.setattr(views, "MOST_CHOICES", 0)
    client, page = as_user(victor), address(document.project)
    text = client.get(page).text
    assert 'name="title"' in text and "<select" in text
    assert 'id="filter-document"' not in text
    assert "holder-names" in text
    first = document.title.split()[0]
    assert client.get(page, {"title": first}).context["count"] == 1
    assert client.get(page, {"title": "nowhere said"}).context["count"] == 0
    assert 'id="filter-document"' in client.get(page, {"document": document.pk}).text
