"""The reading view: the text and its marks without any script."""

import html
import re

import pytest
from django.urls import reverse

from annotations.reading import LONGEST, excerpt
from corpus.actions.names import create_actor
from tests.factories import make_annotation, make_document


def read(client, document, query=""):
    path = reverse("annotations:reading", args=[document.project.slug, document.pk])
    return client.get(path + query)


def test_marks_are_numbered_and_explained(as_user, alice, document):
    make_annotation(document=document, by=alice, stance="concedes")
    page = read(as_user(alice), document).content.decode()
    assert 'id="note-1"' in page
    assert "concedes" in page


def test_a_note_says_all_of_its_mark(as_user, alice, document):
    for name in ("Russia", "The Herald"):
        create_actor(project=document.project, name=name, kind="state", by=alice)
    voice = {"kind": "attributed", "holder": "Russia", "via": ["The Herald"]}
    make_annotation(
        document=document, by=alice, voice=voice, attitude="rejects", tags=["consent"]
    )
    page = read(as_user(alice), document).content.decode()
    note = re.search(r'<li id="note-1">(.*?)</li>', page, re.S)[1]
    said = " ".join(re.sub(r"<[^>]+>", "", note).split())
    assert said.startswith("1 Intervention by invitation › Request: asserts;")
    for part in (
        "attributed to Russia, via The Herald",
        "(the text rejects it)",
        "tagged consent",
        "proposed · marked by alice",
        "“asked its allies for help”",
    ):
        assert part in said


def test_both_ends_of_marks_are_numbered_apart(as_user, alice, document):
    make_annotation(document=document, by=alice, quote="asked its allies for help")
    make_annotation(document=document, by=alice, quote="allies for help")
    page = read(as_user(alice), document).content.decode()
    said = html.unescape(re.sub(r"<[^>]+>", "", page)).replace("\xa0", " ")
    assert "[1 asked its [2 allies for help 2] 1]" in said


def test_a_long_quote_loses_its_middle_between_words():
    short = excerpt("word " * 100)
    assert len(short) <= LONGEST
    assert set(short.split()) == {"word", "[…]"}


def test_the_text_is_whole_between_crossing_marks(as_user, alice, project):
    text = "One two three 🕊 four five.\n\nSix e\u0301ight\u00a0nine.\n"
    document = make_document(project=project, by=alice, text=text)
    make_annotation(document=document, by=alice, quote="two three 🕊 four")
    make_annotation(document=document, by=alice, quote="🕊 four five.\n\nSix e\u0301")
    page = read(as_user(alice), document).content.decode()
    body = page[page.index('class="reading-text"') : page.index("<section")]
    blocks = re.findall(r'<p class="block.*?>(.*?)</p>', body, re.S)
    bare = [re.sub(r"<sup.*?</sup>|<[^>]+>", "", block) for block in blocks]
    assert html.unescape("".join(bare)) == text


def test_one_coders_marks_alone(as_user, alice, rita, document):
    make_annotation(document=document, by=alice)
    make_annotation(document=document, by=rita, quote="help came")
    response = read(as_user(alice), document, "?coder=rita@example.org")
    assert [mark.coder for mark in response.context["marks"]] == [rita]


def shown(response):
    said = response.content.decode()
    said = re.search(r'<p class="meta reading-said">(.*?)</p>', said, re.S)[1]
    return len(response.context["marks"]), " ".join(said.split())


def test_some_marks_are_shown_and_said(as_user, alice, rita, document):
    make_annotation(document=document, by=alice)
    make_annotation(
        document=document, by=alice, doctrine="uof.prohibition", stance="denies"
    )
    make_annotation(document=document, by=rita, quote="help came")
    client = as_user(alice)
    assert shown(read(client, document)) == (3, "3 annotations, all shown.")
    # what is below a doctrine comes with it
    query = "?doctrine=ibi&coder=alice@example.org&stance=asserts&voice=own"
    number, said = shown(read(client, document, query))
    assert number == 1
    assert said.startswith("Shown: 1 of 3 annotations, doctrine ")
    assert said.endswith(", coder alice, stance Asserts, voice The author’s own.")


def test_a_filter_that_nothing_has_shows_all_and_says_so(as_user, alice, document):
    make_annotation(document=document, by=alice)
    response = read(as_user(alice), document, "?doctrine=no.such")
    page = html.unescape(response.content.decode())
    assert shown(response)[0] == 1
    assert "No annotation of this text has that; all are shown." in page


def test_links_lead_to_paragraph_passage_and_annotation(as_user, alice, document):
    mark = make_annotation(document=document, by=alice)
    start = document.text().index("Nobody")
    query = f"?from={start}&to={start + 6}"
    page = read(as_user(alice), document, query).content.decode()
    assert 'id="p2"' in page
    assert f'id="annotation-{mark.uuid}"' in page
    assert '<span class="linked" id="passage">Nobody</span>' in page


@pytest.mark.parametrize(
    "query", ["?from=5", "?from=9&to=3", "?from=0&to=99999999", "?from=-1&to=x"]
)
def test_a_link_to_no_passage_says_so(as_user, alice, document, query):
    response = read(as_user(alice), document, query)
    assert "This link points to no passage" in response.content.decode()


def test_what_lies_outside_the_text_is_grey(as_user, alice, document):
    start = document.text().index("The minister")
    document.regions.create(
        project=document.project, start=start, end=document.length, kind="other"
    )
    page = read(as_user(alice), document).content.decode()
    assert '<span class="outside">The minister said' in page
    assert "What is grey lies outside the text." in page


def test_the_way_of_writing_follows_the_language(as_user, alice, project):
    for language, way in (("ar", "rtl"), ("uk", "ltr"), ("az-Arab", "rtl")):
        document = make_document(
            project=project, by=alice, text=f"In {language}.", language=language
        )
        page = read(as_user(alice), document).content.decode()
        assert f'lang="{language}"' in page
        assert f'dir="{way}"' in page
    document = make_document(project=project, by=alice, text="Unknown.")
    assert (
        '<p class="block paragraph" dir="auto"'
        in read(as_user(alice), document).content.decode()
    )


def test_queries_stay_the_same_for_many_marks(
    as_user, alice, document, django_assert_num_queries
):
    for _ in range(6):
        make_annotation(document=document, by=alice)
    client = as_user(alice)
    # session, user, project with role, text, marks, via, tags, codebook, regions,
    # authorships, blocks
    with django_assert_num_queries(11):
        read(client, document)
