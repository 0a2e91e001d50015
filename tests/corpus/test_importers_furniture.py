"""What is guessed to surround a plain text, and what must not be."""

import pytest

from corpus.importers import bylines, furniture, text_file
from corpus.models import Document, Region
from tests.corpus.test_importers_samples import inside, outside
from tests.corpus.texts import FURNITURE

ARGUMENT = "The assembly asked its neighbours for troops, and they came by night."
CONTACT = (
    "Contacts\n\nE-mail: ann@gazette.example\nTel.: 12 34\nAddress: 1 Low Street\n\n"
)


def proposed(text):
    [reading] = text_file.read(text.encode())
    read = furniture.propose(reading)
    assert read.text == text
    return read


def test_a_biography_and_a_form_for_comments_at_the_end():
    text = (
        f"Title\n\n{ARGUMENT}\n\n{ARGUMENT}\n\nAbout the author\n\nAnn Reed is a"
        " professor of law at a university.\n\nLeave a Reply\n"
    )
    reading = proposed(text)
    assert outside(reading) == [
        (
            "biography",
            "About the author\n\nAnn Reed is a professor of law at a university.",
        ),
        ("comments", "Leave a Reply"),
    ]
    assert reading.warnings == [
        "Paragraphs guessed to lie outside the text: about the author (2), comments"
        " (1). Check them."
    ]


def test_a_block_of_contacts_and_a_teaser_within_the_text():
    teaser = "Bees and law\nTom Birch\nWhy bees need no law.\nMore\n\n"
    reading = proposed(f"Title\n\n{CONTACT}{ARGUMENT}\n\n{teaser}{ARGUMENT}\n")
    assert [kind for kind, _text in outside(reading)] == ["biography", "teaser"]
    assert [text for _kind, text in inside(reading)] == ["Title", ARGUMENT, ARGUMENT]


@pytest.mark.parametrize(
    "line",
    [
        "The professor at the university of the capital thinks that the law is clear.",
        "Read more closely, the treaty says nothing of the kind, and nobody claims it.",
        "More than that: the neighbours were asked twice.",
        "Comments by the minister show that he had no other choice at all.",
        "The government was a member of the alliance.",
    ],
)
def test_an_argument_is_left_alone(line):
    reading = proposed(f"{ARGUMENT}\n\n{line}\n\n{ARGUMENT}\n")
    assert not reading.outside and not reading.warnings


def test_a_text_of_nothing_else_is_left_alone():
    assert not proposed("Leave a comment\n").outside


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("By Ann Reed and Tom Birch", ["Reed, Ann", "Birch, Tom"]),
        ("Ann Reed, Tom Birch", ["Reed, Ann", "Birch, Tom"]),
        ("Reed, Ann; Birch, Tom", ["Reed, Ann", "Birch, Tom"]),
        ("Prof. Dr. Ann M. van der Reed Jr.", ["van der Reed, Ann M. Jr."]),
        ("The Gazette Staff", ["The Gazette Staff"]),
        ("Institute of Bees", ["Institute of Bees"]),
        ("Олена Мельник", ["Мельник, Олена"]),
        ("admin", []),
        ("", []),
    ],
)
def test_names_as_they_are_signed(said, names):
    assert bylines.split(said) == names


@pytest.mark.django_db
@pytest.mark.parametrize("asked", [True, False])
def test_the_command_sets_what_is_guessed_when_asked(run, tmp_path, project, asked):
    (tmp_path / "a.txt").write_text(FURNITURE, newline="")
    options = ["--furniture"] if asked else []
    run("import_documents", "--project", project.slug, *options, tmp_path / "a.txt")
    document = Document.objects.get(project=project)
    assert document.text() == FURNITURE
    found = [
        (region.kind, FURNITURE[region.start : region.end])
        for region in Region.objects.filter(document=document)
    ]
    assert found == (
        [("other", "Share this page\n"), ("comments", "Leave a comment\n")]
        if asked
        else []
    )
