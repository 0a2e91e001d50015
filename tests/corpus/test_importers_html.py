"""Saved pages: the article, what surrounds it, notes, encodings, hostile ones."""

import pytest

from corpus.importers import html_page
from corpus.importers.plain_text import Unreadable
from tests.corpus.test_importers_samples import inside, outside, read_sample
from tests.work import calls

PROSE = "The assembly asked its neighbours for troops, and they came by night."


def read(markup, encoding="utf-8"):
    [reading] = html_page.read(markup.encode(encoding))
    return reading


def words(markup):
    return [text for _kind, text in inside(read(f"<html><body>{markup}"))]


def test_what_surrounds_the_article_is_kept_outside():
    assert outside(read_sample("html")) == [
        ("other", "Home\n\nLaw"),
        ("other", "By Ann Reed and Tom Birch"),
        ("biography", "Ann Reed keeps bees."),
        ("teaser", "All about bees"),
        ("comments", "One comment\n\nA reader liked this."),
        ("other", "© The Gazette"),
    ]


def test_the_article_is_found_without_any_word_for_it():
    reading = read(
        "<body><div><a href=/>Home</a> <a href=/a>About us</a></div><div><div>"
        f"<p>{PROSE}</p><p>{PROSE}</p><p>{PROSE}</p></div></div>"
        "<div><a href=/b>All about bees and their keepers</a></div>"
    )
    assert [text for _kind, text in inside(reading)] == [PROSE] * 3
    assert outside(reading) == [
        ("other", "Home About us"),
        ("other", "All about bees and their keepers"),
    ]


def test_a_class_that_holds_the_article_does_not_hide_it():
    reading = read(
        f"<body><div class='content-sidebar'><p>{PROSE}</p><p>{PROSE}</p></div>"
    )
    assert not reading.outside


def test_the_heading_of_the_page_belongs_to_the_text():
    reading = read(
        "<title>A night of troops - The Gazette</title><body><header>"
        f"<h1>A night of troops</h1></header><div><p>{PROSE}</p><p>{PROSE}</p></div>"
    )
    assert inside(reading)[0] == ("heading", "A night of troops")
    assert reading.head["title"] == "A night of troops"


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>words()</script>",
        "<style>words</style>",
        "<p hidden>words</p>",
        "<p style='color:red; display : none'>words</p>",
        "<span class='screen-reader-text'>words</span>",
        "<template><p>words</p></template>",
        "<!-- words -->",
        "<select><option>words</select>",
    ],
)
def test_what_nobody_sees_is_no_text(hidden):
    assert words(f"<p>{PROSE}</p>{hidden}<p>{PROSE}</p>") == [PROSE, PROSE]


def test_spaces_collapse_and_no_break_spaces_stay():
    assert words("<p>Art.&nbsp;51   of\n the\u00ad <i> treaty</i></p>") == [
        "Art.\u00a051 of the\u00ad treaty"
    ]


def test_hard_breaks_stay_and_two_of_them_part_paragraphs():
    assert words("<div>one<br>two<br> <br>three</div>") == ["one\ntwo", "three"]


def test_a_quotation_within_a_line_keeps_the_marks_that_readers_see():
    assert words("<p>He said <q>no</q>.</p>") == ["He said “no”."]


def test_a_table_for_the_layout_is_read_as_paragraphs():
    layout = (
        f"<table><tr><td><p>{PROSE}</p><p>two</p></td><td>{PROSE}</td></tr></table>"
    )
    assert words(layout) == [PROSE, "two", PROSE]


@pytest.mark.parametrize(
    "markup",
    [
        # as pandoc writes it
        "<p>Said<a href='#fn1' class='footnote-ref' id='fnref1'><sup>1</sup></a>.</p>"
        "<section class='footnotes'><ol><li id='fn1'><p>See the treaty.<a"
        " href='#fnref1' class='footnote-back'>↩︎</a></p></li></ol></section>",
        # as LibreOffice
        "<p>Said<a class='sdfootnoteanc' name='s1anc' href='#s1sym'><sup>1</sup></a>."
        "</p><div id='sdfootnote1'><p><a class='sdfootnotesym' name='s1sym'"
        " href='#s1anc'>1</a>See the treaty.</p></div>",
        # as Word
        "<p>Said<a href='#_ftn1' name='_ftnref1'><span>[1]</span></a>.</p>"
        "<div id='ftn1'><p><a href='#_ftnref1' name='_ftn1'>[1]</a> See the treaty.</p>"
        "</div>",
        # as encyclopedias
        "<p>Said<sup id='cite_ref-1'><a href='#cite_note-1'>[1]</a></sup>.</p><ol><li"
        " id='cite_note-1'><a href='#cite_ref-1'>^</a> <span>See the treaty.</span>"
        "</li></ol>",
    ],
)
def test_footnotes_stand_apart(markup):
    assert inside(read(f"<body>{markup}")) == [
        ("paragraph", "Said[1]."),
        ("footnote", "[1] See the treaty."),
    ]


def test_notes_that_share_a_number_are_counted_anew():
    part = "<p>{0}<sup><a href='#{0}'>1</a></sup></p><p id='{0}'>Note {0}.</p>"
    assert words(part.format("a") + part.format("b")) == [
        "a[1]",
        "b[2]",
        "[1] Note a.",
        "[2] Note b.",
    ]


def test_the_head_is_proposed_from_linked_data():
    head = read(
        "<html lang=uk><head><link rel=canonical href='https://gazette.example/x'>"
        '<script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"@type":'
        ' ["NewsArticle"], "headline": "Troops &amp; bees", "datePublished":'
        ' "2022-01-06T23:00:00+02:00", "author": [{"@type": "Person", "name":'
        ' "Ann van Reed"}, {"name": "The Gazette Staff"}], "publisher": {"name": "The'
        ' Gazette"}}]}</script></head><body><p>x'
    ).head
    assert head == {
        "title": "Troops &amp; bees",
        "authors": ["van Reed, Ann", "The Gazette Staff"],
        "publisher": "The Gazette",
        "issued": "2022-01-06",
        "language": "uk",
        "url": "https://gazette.example/x",
    }


def test_the_head_is_proposed_from_dublin_core_and_what_readers_see():
    head = read(
        "<meta name='DC.title' content='Troops'><meta name=DC.date content=2022-1>"
        "<meta property='og:url' content='javascript:alert(1)'>"
        "<span class=byline>by Ann Reed &amp; Tom Birch</span><p>x"
    ).head
    assert head == {
        "title": "Troops",
        "authors": ["Reed, Ann", "Birch, Tom"],
        "issued": "2022-01",
    }


@pytest.mark.parametrize(
    ("said", "encoding", "warned"),
    [
        ("windows-1251", "cp1251", False),
        ("utf-8", "utf-8", False),
        ("iso-8859-1", "utf-8", True),
        ("base64", "utf-8", False),
        ("", "utf-16", False),
    ],
)
def test_the_bytes_decide_about_the_encoding(said, encoding, warned):
    page = f"<meta charset='{said}'><p>Просив допомоги «ОАО» у сусідів"
    reading = read(page, encoding)
    assert reading.text == "Просив допомоги «ОАО» у сусідів\n"
    assert bool(reading.warnings) is warned


def test_a_page_in_windows_1252_that_says_utf_8_is_read_and_warned_of():
    reading = read("<meta charset=utf-8><p>“café” – €", "cp1252")
    assert reading.text == "“café” – €\n"
    assert "says its encoding is utf-8" in reading.warnings[0]


@pytest.mark.parametrize(
    ("page", "texts"),
    [
        ("<ol start=3><li>a<li value=9>b<li>c</ol>", ["3. a", "9. b", "10. c"]),
        ("<ol reversed><li>a<li>b</ol>", ["2. a", "1. b"]),
        ("<ol type=a><li><p>a</p><p>more</p><li>b</ol>", ["a. a", "more", "b. b"]),
        ("<ol><li>1. typed<li>2. twice</ol>", ["1. typed", "2. twice"]),
        ("<ol style='list-style: none'><li>a</ol><ul><li>b</ul>", ["a", "b"]),
        ("<ol><li><img src=a><li>b</ol><p>c", ["2. b", "c"]),
    ],
)
def test_items_have_the_numbers_that_a_browser_shows(page, texts):
    [reading] = html_page.read(page.encode())
    assert [block.text.strip() for block in reading.blocks] == texts


@pytest.mark.parametrize(
    "part",
    [
        "<h2 id='consent'>Consent</h2>",
        "<h2 id='search-and-rescue'>Search and rescue</h2>",
        f"<section id='reply-of-the-state'><h2>Reply of the State</h2><p>{PROSE}"
        "</section>",
    ],
)
def test_a_heading_about_consent_or_a_reply_is_no_furniture(part):
    [reading] = html_page.read(f"<body>{PROSE * 3}{part}<p>{PROSE}".encode())
    assert not reading.outside


def test_contents_and_edit_links_are_no_part_of_the_article():
    page = (
        f"<body><p>{PROSE}<div id=toc class=toc><h2>Contents</h2><ul><li><a>1 Law</a>"
        "</ul></div><h2>Law<span class=mw-editsection>[edit]</span></h2>"
        f"<p>{PROSE}"
    )
    [reading] = html_page.read(page.encode())
    assert outside(reading) == [("other", "Contents\n\n1 Law")]
    assert ("heading", "Law") in inside(reading)


def test_a_table_behind_prose_in_a_layout_belongs_to_the_article():
    table = "<table><tr><th>State<th>Vote<tr><td>A<td>yes</table>"
    page = f"<table><tr><td><a>Home</a><td><font><p>{PROSE}</font>{table}</table>"
    [reading] = html_page.read(page.encode())
    assert [text for _kind, text in inside(reading)][1:] == ["State | Vote", "A | yes"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b"<html><p></p>", "no text"),
        (b"<html><p>a\x00b", "NUL"),
        ("<p>Просив".encode() + b" caf\xe9", "mixes encodings: byte 19 "),
        (b"<meta charset=shift_jis><p>\xff\xfe\xa0", "says its encoding is shift_jis"),
        (b"<div>" * 200_000 + b"words", "nests its elements deeper"),
        (b"<b>" * 140_000 + b"words" + b"</b>" * 140_000, "nests its elements deeper"),
        (b"<p " + b" ".join(b"a%d=1" % n for n in range(9000)), "thousands of"),
    ],
)
def test_what_cannot_be_read_is_said(data, sentence):
    with pytest.raises(Unreadable, match=sentence):
        html_page.read(data)


@pytest.mark.parametrize(
    "part",
    [
        "<p>some words</p>",
        "<a href='#n{0}' id='r{0}'>[{0}]</a><p id='n{0}'>note</p>",
        "<div class='nav'>x</div>",
        "<td>x",
        "x<br>",
        "<!-- -->y",
    ],
)
def test_the_work_grows_with_the_length(part):
    def work(count):
        words = "".join(part.format(number) for number in range(count))
        table = "<table><tr>" * ("<td>" in part)
        return calls(html_page.read, f"{table}<body>{words}".encode())

    # eight times as long; a square would be sixty-four times
    assert work(800) < 12 * work(100)


def test_a_stop_behind_the_label_of_a_note_goes_with_it():
    page = (
        f"<p>{PROSE}<a href='#fn1' id='r1'><sup>1</sup></a>"
        "<p id='fn1'><a href='#r1'>1</a>. See the treaty. (Art. 2)"
    )
    assert words(page)[-1] == "[1] See the treaty. (Art. 2)"
