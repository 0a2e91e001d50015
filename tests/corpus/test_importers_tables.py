"""Tables and archives: a row or a member is a text; what is left out is said."""

import datetime
import io

import openpyxl
import pytest

from corpus.importers import files, statements
from corpus.importers.plain_text import Unreadable
from tests.corpus.hostile_files import GOOD_PDF, GOOD_WORD, make_zip


def workbook(**sheets):
    """An XLSX file with these rows in sheets of these names."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_row_is_a_text_with_its_head():
    data = (
        "\ufeffStatement;Speaker;Date;Language;Web address;Case\n"
        '"We object; always.";"Reed, Ann; Borduria";2022-01-07;en;https://x.example/1;K\n'
    ).encode()

    [reading] = files.read(data, "votes.csv")

    assert reading.text == "We object; always."
    assert reading.filename == "votes-row-2.txt"
    assert reading.data == b"We object; always."
    assert reading.head == {
        "title": "We object; always.",
        "authors": ["Reed, Ann", "Borduria"],
        "issued": "2022-01-07",
        "language": "en",
        "url": "https://x.example/1",
        "situation": "K",
    }
    assert reading.warnings == ["Read as UTF-8, with cells parted by a semicolon."]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_told(separator):
    table = separator.join(["text", "title"]) + "\n" + separator.join(["One.", "First"])

    [reading] = files.read(table.encode(), "a.csv")

    assert reading.head == {"title": "First"}


def test_the_encoding_is_told():
    [reading] = files.read("text\ncafé\n".encode("cp1252"), "a.csv")

    assert reading.text == "café"
    assert "Windows-1252" in reading.warnings[0]


def test_columns_that_are_not_known_and_rows_without_text_are_named():
    first, second = files.read(b"text,colour\nOne.,red\n,blue\nTwo.,red\n", "a.csv")

    assert first.warnings[1:] == [
        "These columns are not known and were left out: “colour”.",
        "There is no text in line 3.",
    ]
    assert second.warnings == []


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ("title,date\na,2022\n", "no column of texts"),
        ("text\n", "nothing below its heading"),
        ("text,issued\nOne.,soon\nTwo.,2022\n", "Line 2: “soon” is no date"),
        ("text,url\nOne.,here\n", "Line 2: url: “here” is no web address"),
        ("text,lang\nOne.,!\n", "Line 2: language: “!” is no language code"),
        ('text\n"One.\n', "Line 2: this is no CSV file"),
    ],
)
def test_a_table_that_is_wrong_is_refused_with_its_line(table, sentence):
    with pytest.raises(Unreadable, match=sentence):
        files.read(table.encode(), "a.csv")


@pytest.mark.parametrize(
    ("table", "manifest"),
    [
        (b"file,title\na.txt,A\n", True),
        (b"filename,text\na.txt,A\n", True),
        (b'"Statement";"Date"\nA;2022\n', False),
        (b"title\nA\n", True),
        (b"\x00", True),
    ],
)
def test_a_table_that_names_files_is_a_manifest(table, manifest):
    assert statements.is_manifest(table) is manifest


def test_the_first_sheet_with_texts_is_read():
    data = workbook(
        Notes=[["Nothing here"]],
        Votes=[
            ["Speech", "Country", "Date", "Number"],
            ["We object.", "Borduria", datetime.datetime(2022, 1, 7), 4],
            [],
            ["We agree.", "Syldavia", "2022-01", 5.5],
        ],
    )

    first, second = files.read(data, "council.xlsx")

    assert first.head["issued"] == "2022-01-07"
    assert first.head["authors"] == ["Borduria"]
    assert first.warnings == [
        "Read from the sheet “Votes”.",
        "Other sheets were left out: “Notes”.",
        "These columns are not known and were left out: “Number”.",
    ]
    assert second.filename == "council-row-4.txt"
    assert second.text == "We agree."


def test_a_damaged_workbook_is_refused():
    data = make_zip([("xl/workbook.xml", "<workbook"), ("[Content_Types].xml", "<T/>")])

    with pytest.raises(Unreadable, match="spreadsheet is damaged"):
        files.read(data, "a.xlsx")


def test_members_keep_their_names_and_bytes():
    archive = make_zip(
        [
            ("one/", ""),
            ("one/a.txt", "First."),
            ("two/a.txt", "Second."),
            ("two/b.pdf", GOOD_PDF),
            ("__MACOSX/one/._a.txt", "x"),
            (".DS_Store", "x"),
            ("picture.png", "x"),
        ]
    )

    readings = files.read(archive, "texts.zip")

    assert [(one.filename, one.data) for one in readings] == [
        ("one-a.txt", b"First."),
        ("two-a.txt", b"Second."),
        ("b.pdf", GOOD_PDF),
    ]
    assert readings[0].warnings == [
        "Files of the archive that are no texts were left out: “picture.png”."
    ]


def test_a_manifest_in_an_archive_says_what_its_texts_are():
    archive = make_zip(
        [
            ("set/b.txt", "Second."),
            ("set/a.txt", "First."),
            ("set/manifest.csv", "file,title,authors\na.txt,The first,Borduria\n"),
        ]
    )

    first, second = files.read(archive, "texts.zip")

    assert first.head["title"] == "The first"
    assert first.head["authors"] == ["Borduria"]
    assert (second.filename, second.head) == ("b.txt", {})


def test_a_table_in_an_archive_gives_a_text_a_row():
    archive = make_zip([("votes.csv", "text\nOne.\nTwo.\n"), ("a.txt", "Three.")])

    assert [one.filename for one in files.read(archive, "texts.zip")] == [
        "votes-row-2.txt",
        "votes-row-3.txt",
        "a.txt",
    ]


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        ([], "no file that can be read"),
        ([("a.png", "x")], "no file that can be read"),
        ([("a.txt", "x"), ("b.tar", "x")], "“b.tar” is an archive in the archive"),
        ([("a.txt", "x"), ("b.txt", "")], "b.txt: This file is empty"),
        ([("manifest.csv", "file\na.txt\n")], "the file “a.txt” is not there"),
        (
            [("a.csv", "file\nx.txt\n"), ("b.csv", "file\nx.txt\n"), ("x.txt", "x")],
            "2 manifests",
        ),
        ([("[Content_Types].xml", "x")], "one document of another program"),
    ],
)
def test_an_archive_that_is_wrong_is_refused(members, sentence):
    with pytest.raises(Unreadable, match=sentence):
        files.read(make_zip(members), "texts.zip")


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (GOOD_PDF, "a.docx", "called .docx and is a PDF inside"),
        (GOOD_WORD, "a.pdf", "called .pdf and is a Word file inside"),
        (b"Words.", "a.pdf", "called .pdf and is not a PDF inside"),
        (b"", "a.xlsx", "This file is empty"),
    ],
)
def test_an_ending_that_does_not_fit_is_said(data, name, sentence):
    with pytest.raises(Unreadable, match=sentence):
        files.read(data, name)


def test_a_file_is_kept_under_its_own_ending_when_it_is_known():
    assert files.ending("A.PDF") == ".pdf"
    assert files.ending("a.exe") == ".txt"
