import pytest

from corpus.importers import manifest, names, partial_date

HEADER = "file,title,authors,issued,url,language,situation\n"


def problems(text, files=None):
    return manifest.read(text, files).problems


def test_a_row_is_read_with_its_names_parted():
    [row] = manifest.read(
        HEADER + 'a.txt,"On, and off","Doe, Ann; Roe, Bo",2022-01,,en,KAZ-2022\n'
    ).rows
    assert (row.title, row.authors) == ("On, and off", ["Doe, Ann", "Roe, Bo"])
    assert (row.line, row.issued, row.editors) == (2, "2022-01", [])


def test_columns_may_come_in_any_order_and_file_may_be_called_filename():
    [row] = manifest.read("title,filename\nA title,a.txt\n").rows
    assert (row.file, row.title) == ("a.txt", "A title")


def test_a_text_without_title_is_called_after_its_file():
    assert manifest.read("file\nnotes on osh.txt\n").rows[0].title == "notes on osh"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("file,colour\na.txt,red\n", "Line 1: \u201ccolour\u201d is no column"),
        ("title\nA\n", "Line 1: the column \u201cfile\u201d is missing"),
        ("file,file\na,b\n", "Line 1: the column \u201cfile\u201d is there twice"),
        (
            "file,issued\na.txt,2022-13\n",
            "Line 2: issued: \u201c2022-13\u201d is no date",
        ),
        (
            "file,url\na.txt,javascript:1\n",
            "Line 2: url: \u201cjavascript:1\u201d is no web",
        ),
        ("file,language\na.txt,?\n", "Line 2: language: \u201c?\u201d is no language"),
        ("file,title\na.txt,b,c\n", "Line 2: 3 cells, but there are 2 columns"),
        ("file,title\n,b\n", "Line 2: the cell \u201cfile\u201d is empty"),
        ('file,title\na.txt,"b\n', "The manifest is no CSV file"),
        ("file\n", "The manifest names no file"),
        ("", "Line 1: the column \u201cfile\u201d is missing"),
    ],
)
def test_a_problem_is_one_sentence_with_its_line(text, expected):
    [problem] = problems(text)
    assert problem.startswith(expected)
    assert problem.endswith(".")


def test_all_problems_are_collected():
    found = problems(
        'file,title,issued\na.txt,"two\nlines",soon\n\na.txt,,2022\nc.txt,,\n',
        files={"a.txt"},
    )
    assert [problem.split(":")[0] for problem in found] == [
        "Line 2",
        "Line 5",
        "Line 6",
    ]
    assert "stands already on line 2" in found[1]
    assert "the file \u201cc.txt\u201d is not there" in found[2]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2022", "2022"),
        ("2022-01", "January 2022"),
        ("2022-01-07", "7 January 2022"),
        ("", ""),
    ],
)
def test_a_partial_date_is_shown_in_words(value, shown):
    assert partial_date.display(value) == shown


@pytest.mark.parametrize(
    "value", ["2022-1", "2022-02-30", "0000", "22", "2022-00", "7 May 2022", "２０２２"]
)
def test_what_is_no_date_is_refused(value):
    with pytest.raises(ValueError, match="is no date"):
        partial_date.validate(value)


def test_a_name_with_a_comma_is_a_person():
    assert names.split(" Doe,  Ann ;Court; Doe, Ann;") == ["Doe, Ann", "Court"]
    assert [names.kind(name) for name in ("Doe, Ann", "Court")] == [
        "person",
        "organisation",
    ]
    assert names.display("Doe, Ann") == "Ann Doe"
