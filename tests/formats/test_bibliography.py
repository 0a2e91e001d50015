"""Bibliographies in and out: each format to itself, Zotero's ways, hostile files."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formats import bibtex, csl, ris
from formats.bibliography import FIELDS, Entry, Name, Unreadable, date_of, one_line
from formats.bibliography import MOST_BYTES as LIMIT
from tests.work import calls

FORMATS = {"csl": csl, "ris": ris, "bibtex": bibtex}

BIBTEX = rb"""
@string{ law = "Review of Winter Law" }
@comment{jabref-meta: databaseType:bibtex;}

@article{doe2022,
  title = {The {Winterland} ``case'': a {\"U}ber-view \& 50\% more},
  author = {Doe, Jane and {Council of Winterland} and van der Berg, Jan and
            M{\"u}ller, J{\'e}r{\^o}me and King, Jr., Martin and others},
  year = 2022, month = jan,
  journal = law, number = {4}, pages = {1--20},
  file = {Full:C\:\\Zotero\\Doe - 2022.pdf:application/pdf;P:files/1/a.html:text/html},
  url = {https://example.org/a_b?c=~d%20e},
}
"""
RIS = (
    "\ufeffTY  - NEWS\r\nAU  - Doe, Jane\r\nAU  - Council of Winterland\r\n"
    "TI  - Consent in winter\r\nT2  - The Daily\r\nDA  - 2022/01/07/\r\nPY  - 2022\r\n"
    "SN  - 1234-567X\r\nAB  - First line\r\nand its second.\r\nSP  - 3\r\nEP  - 4\r\n"
    "L1  - files/12/doe.pdf\r\nDO  - 10.1234/abc\r\nER  - \r\n\r\n"
).encode()
CSL = [
    {
        "id": "http://zotero.org/users/1/items/AB",
        "type": "legal_case",
        "title": "A v. B",
        "issued": {"date-parts": [["2022", 1]], "circa": True},
        "accessed": {"date-parts": [[2022, 1, 7]]},
        "author": [
            {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
            {"literal": "Court of Winterland"},
        ],
        "volume": 3,
        "custom": {"kept": "not"},
    }
]


def test_better_bibtex_as_it_comes():
    [entry] = bibtex.read(BIBTEX).entries
    assert entry.line == 5
    assert entry.fields == {
        "type": "article-journal",
        "citation-key": "doe2022",
        "title": "The Winterland “case”: a Über-view & 50% more",
        "container-title": "Review of Winter Law",
        "issue": "4",
        "page": "1-20",
        "URL": "https://example.org/a_b?c=~d%20e",
        "issued": "2022-01",
    }
    assert entry.names["author"] == [
        Name("Doe, Jane"),
        Name("Council of Winterland", organisation=True),
        Name("van der Berg, Jan"),
        Name("Müller, Jérôme"),
        Name("King Jr., Martin"),
    ]
    assert entry.files == [r"C:\Zotero\Doe - 2022.pdf", "files/1/a.html"]


def test_ris_as_it_comes():
    found = ris.read(RIS)
    [entry] = found.entries
    assert found.problems == []
    assert entry.fields == {
        "type": "article-newspaper",
        "title": "Consent in winter",
        "container-title": "The Daily",
        "issued": "2022-01-07",
        "ISSN": "1234-567X",
        "abstract": "First line and its second.",
        "page": "3-4",
        "DOI": "10.1234/abc",
    }
    assert entry.names == {
        "author": [Name("Doe, Jane"), Name("Council of Winterland", organisation=True)]
    }
    assert entry.files == ["files/12/doe.pdf"]


def test_csl_as_it_comes():
    [entry] = csl.read(b"\xef\xbb\xbf" + json.dumps(CSL).encode()).entries
    assert entry.fields == {
        "type": "legal_case",
        "title": "A v. B",
        "volume": "3",
        "issued": "2022-01~",
        "accessed": "2022-01-07",
    }
    assert entry.names["author"] == [
        Name("van der Berg, Jan"),
        Name("Court of Winterland", organisation=True),
    ]


def test_a_list_of_dates_in_words():
    read = {
        "c. 1999": "1999~",
        "Spring 2022": "2022-21",
        "Jan. 7, 2022": "2022-01-07",
        "7th January 2022": "2022-01-07",
        "2022/1/7": "2022-01-07",
        "2022-01-07T10:00:00Z": "2022-01-07",
        "2022?": "2022?",
        "n.d.": "",
        "in press 2022": "",
        "1/2/2022": "",
    }
    assert {words: date_of(words) for words in read} == read


DATES = ["2022", "2022-01", "2022-01-07", "2022~", "2022-01?", "202X", "2020/2022-03"]
DATES += ["2022-21", "2022/..", "-0044", "Y12000"]
WORDS = st.text(
    st.characters(max_codepoint=0x2FFF, exclude_categories=["Cs", "Cc", "Zs", "Zl"])
    | st.sampled_from(" \\{}$&#%_^~\"'`-,=@<>"),
    min_size=1,
    max_size=20,
).map(one_line)
LETTERS = st.text(st.sampled_from("abcdeéñЖ漢 -'"), min_size=1, max_size=12).map(
    lambda text: one_line(text).strip("-' ") or "x"
)
NAMES = st.lists(
    st.builds(lambda family, given: Name(f"{family}, {given}"), LETTERS, LETTERS)
    | st.builds(lambda name: Name(name, True), LETTERS),
    max_size=3,
    unique=True,
)


@st.composite
def entries(draw, leave_out):
    """An entry of what a format can say, in words as a reader leaves them."""
    names = [name for name in FIELDS if name not in leave_out]
    fields = {name: draw(WORDS) for name in names if draw(st.booleans())}
    fields = {name: value for name, value in fields.items() if value}
    fields["type"] = draw(st.sampled_from(["book", "report", "webpage", "thesis"]))
    fields["citation-key"] = "key1"
    fields["page"] = draw(st.sampled_from(["3", "3-4", "xii"]))
    fields["ISSN"] = "1234-5678"
    fields["URL"] = "https://example.org/a_b?c=%20~d"
    fields["DOI"] = "10.1000/a_(b)"
    fields["issued"] = draw(st.sampled_from(DATES))
    fields["accessed"] = "2022-01-07"
    roles = {role: draw(NAMES) for role in ("author", "editor", "translator")}
    return Entry(0, fields, {role: names for role, names in roles.items() if names})


LOST = {
    "csl": set(),
    "ris": {"archive_location", "license", "authority", "ISBN"},
    "bibtex": {"archive_location", "license", "authority"},
}


@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=40, deadline=None)
@given(st.data())
def test_each_format_reads_what_it_wrote(format, data):
    entry = data.draw(entries(LOST[format]))
    module = FORMATS[format]
    found = module.read(module.write([entry]).encode())
    assert found.problems == []
    assert found.entries[0].fields == entry.fields
    assert found.entries[0].names == entry.names


DEEP = 200_000
HOSTILE = [
    ("csl", b"", "is empty"),
    ("csl", b"{" * DEEP, "nested deeper"),
    ("csl", b"[" * DEEP + b"]" * DEEP, "nested deeper"),
    ("csl", b'[{"type": "book"},\n {"title": }]', "Line 2"),
    ("csl", b'"book"', "no list of entries"),
    ("csl", b"[" + b"9" * 10_000 + b"]", "number that nobody can read"),
    ("csl", b"[" + b"{}," * 6_000 + b"{}]", "the limit is 5,000"),
    ("csl", b"x" * (LIMIT + 1), "the limit of a bibliography"),
    ("csl", b"\xff\xffa", "UTF-8"),
    ("ris", b"hello\n" * 100_000, "no RIS file"),
    ("ris", b"\x00" * 100_000, "no RIS file"),
    ("ris", b"TY  - JOUR\n" * 6_000, "the limit is 5,000"),
    ("bibtex", b"hello " * 100_000, "no BibTeX file"),
    ("bibtex", b"@book{a,title=\n" + b"{" * DEEP, "Line 2: more than 40 braces"),
    ("bibtex", b"@book{a,}\n" * 6_000, "the limit is 5,000"),
]


@pytest.mark.parametrize(
    ("format", "data", "sentence"), HOSTILE, ids=[str(n) for n in range(len(HOSTILE))]
)
def test_a_hostile_file_gets_a_sentence(format, data, sentence):
    with pytest.raises(Unreadable, match=sentence):
        FORMATS[format].read(data)


def test_a_broken_entry_is_said_with_its_line_and_the_others_are_read():
    text = b"@book{a, title={One}}\n@book{b, title={Two\n@book{c, title={Three}}\n"
    found = bibtex.read(text)
    assert [entry.fields["title"] for entry in found.entries] == ["One", "Three"]
    assert found.problems[0].startswith("Line 2: this entry cannot be read")
    found = ris.read(b"stray\nTY  - BOOK\nTI  - One\nTY  - BOOK\nTI  - Two\nER  - \n")
    assert [entry.fields["title"] for entry in found.entries] == ["Two"]
    assert [problem[:7] for problem in found.problems] == ["Line 1:", "Line 2:"]
    found = csl.read(b'[{"x": 1}, {"type": "book", "issued": {"literal": "soon"}}]')
    assert found.problems == [
        "Entry 1: it has neither type nor title, so it is no work."
    ]
    assert found.entries[0].warnings == ["“soon” is no date and was left out."]


#: Files of any length: the format, what comes before, again and again, and after.
LONG = {
    "a field of many braces": ("bibtex", b"@book{a,title={", b"{}", b"}}", 100_000),
    "many macros": ("bibtex", b"@book{a,title={", b"\\a{}", b"}}", 100_000),
    "many names": ("bibtex", b"@book{a,author={", b"A and ", b"B}}", 50_000),
    "many commas": ("bibtex", b"@book{a,author={", b"A, ", b"B}}", 50_000),
    "many lines": ("ris", b"TY  - BOOK\nAB  - a\n", b"b\n", b"ER  - \n", 400_000),
    "many files": ("bibtex", b"@book{a,file={", b"a;", b"}}", 100_000),
}


@pytest.mark.parametrize("name", LONG)
def test_a_long_file_takes_no_more_than_its_length(name):
    format, before, again, after, many = LONG[name]

    def read(number):
        found = FORMATS[format].read(before + number * again + after)
        assert (len(found.entries), found.problems) == (1, [])

    # a square would not end within the time of a test
    read(many)
    assert calls(read, 4000) < 6 * calls(read, 1000)


def test_a_string_of_strings_is_not_written_out():
    strings = b"".join(b"@string{s%d = s%d # s%d}\n" % (n + 1, n, n) for n in range(40))
    [entry] = bibtex.read(strings + b"@book{a, title = s40}").entries
    assert len(entry.fields["title"]) < 100


def test_very_many_names_cost_no_more_than_they_are():
    """Each is compared with the others: a hundred thousand would take an hour."""
    names = "".join(f"AU  - Doe, Number {number}\n" for number in range(20_000))
    [entry] = ris.read(f"TY  - JOUR\n{names}ER  - \n".encode()).entries
    assert len(entry.names["author"]) == 500
    assert entry.warnings == ["Names after the first 500 were left out."]
