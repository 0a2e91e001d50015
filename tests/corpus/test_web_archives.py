"""An archived copy's address, told apart from the address of what it is a copy of."""

import pytest

from corpus.actions.snapshots import keep
from corpus.fetching import Fetched
from corpus.importers import html_page, markdown
from corpus.importers.web_archives import parted
from corpus.models import Document

COPY = "https://web.archive.org/web/20220108120000/https://gazette.example/a?b=1#c"
ORIGINAL = "https://gazette.example/a?b=1#c"


@pytest.mark.parametrize(
    ("address", "original", "copy"),
    [
        (ORIGINAL, ORIGINAL, ""),
        (COPY, ORIGINAL, COPY),
        (COPY.replace("00/", "00if_/", 1), ORIGINAL, COPY),
        # as some programs write it, without its scheme or with one slash
        (
            "http://web.archive.org/web/2022/gazette.example/a",
            "http://gazette.example/a",
            "http://web.archive.org/web/2022/gazette.example/a",
        ),
        (
            "https://web.archive.org/web/2022/https:/gazette.example/a",
            "https://gazette.example/a",
            "https://web.archive.org/web/2022/https:/gazette.example/a",
        ),
        # a list of copies is no copy
        *[
            (address, address, "")
            for address in (
                "https://web.archive.org/web/2022*/https://gazette.example/a",
                "https://web.archive.org/",
                "https://gazette.example/2022/https://example.org/",
                "https://[",
            )
        ],
        *[
            (address, "https://gazette.example/a", address)
            for address in (
                "https://www.webarchive.org.uk/wayback/archive/20220108120000/"
                "https://gazette.example/a",
                "https://archive.ph/2022.01.08-120000/https://gazette.example/a",
                "https://archive.today/20220108120000/https://gazette.example/a",
                "https://archive.is/o/AbC12/https://gazette.example/a",
                "https://www.webcitation.org/6abc?url=https%3A%2F%2Fgazette.example/a",
            )
        ],
        # these do not say of what
        ("https://archive.ph/AbC12", "", "https://archive.ph/AbC12"),
        ("https://perma.cc/AB12-CD34", "", "https://perma.cc/AB12-CD34"),
        ("https://perma.cc/about", "https://perma.cc/about", ""),
    ],
)
def test_the_two_addresses_are_told_apart(address, original, copy):
    assert parted(address) == (original, copy)


def test_a_file_gives_both_away():
    page = f"<html><link rel=canonical href='{COPY}'><p>Nobody had asked."
    saved = (
        "<!-- saved from url=(0042)https://archive.ph/AbC12 --><html>"
        f"<meta property=og:url content='{ORIGINAL}'><p>Nobody had asked."
    )
    front = f"---\nurl: {COPY}\n---\n\nNobody had asked.\n"
    for [reading], copy in (
        (html_page.read(page.encode()), COPY),
        (html_page.read(saved.encode()), "https://archive.ph/AbC12"),
        (markdown.read(front.encode()), COPY),
    ):
        assert (reading.head["url"], reading.head["archive_url"]) == (ORIGINAL, copy)


def test_a_fetched_copy_says_of_what_it_is_one(project, alice):
    """Both addresses are proposed in the preview, and nothing is stored yet."""
    upload = keep(
        project=project,
        fetched=Fetched(COPY, COPY, 200, "text/plain", b"Nobody had asked.\n", b"x"),
        by=alice,
    )
    text = upload.texts.get()
    assert (text.head["url"], text.head["archive_url"]) == (ORIGINAL, COPY)
    assert set(text.proposed) == {"url", "archive_url"}
    assert not Document.objects.exists()
