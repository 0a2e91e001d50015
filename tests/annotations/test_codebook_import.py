"""manage.py import_codebook: JSON and CSV, wrong lines, and the same file again."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from annotations.models import Doctrine
from tests.factories import make_project

CSV = "slug,parent,polarity,name,definition,pin_cite,checked\n"


@pytest.fixture
def project(olga):
    return make_project(by=olga, empty=True)


@pytest.fixture
def run(command, project, tmp_path):
    """run(text): the command's words for a file that holds it."""

    def import_file(text):
        file = tmp_path / "codebook"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        said = StringIO()
        call_command("import_codebook", str(file), project="winter", stdout=said)
        return said.getvalue()

    return import_file


def test_a_csv_file_is_added(run, project):
    text = CSV + 'a.b,a,+,Below,"x, y",Art. 1,yes\na,,-,Above,,,no\n'
    assert run(text) == "2 doctrines added, 0 there already.\n"
    below = Doctrine.objects.get(project=project, slug="a.b")
    assert (below.parent.slug, below.polarity, below.definition) == ("a", "+", "x, y")
    assert (below.pin_cite, bool(below.checked)) == ("Art. 1", True)


def test_the_same_file_again_is_nothing_new(run):
    run(CSV + "a,,-,Above,,,\n")
    assert run(CSV + "a,,-,Above,,,\n").startswith("Nothing new")


def test_what_is_there_stays_as_it_is(run, project):
    run(CSV + "a,,-,Above,,,\n")
    assert run(CSV + "a,,-,Other,,,\nb,a,0,New,,,\n").startswith("1 doctrine added, 1")
    assert Doctrine.objects.get(project=project, slug="a").name == "Above"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (CSV + "a,,-,Above,,,\nb,zebra,0,B,,,\n", "Line 3: it lies under “zebra”"),
        (CSV + "a,,*,Above,,,\n", "Line 2: polarity is “*”"),
        (CSV + "a,,-,,,,\n", "Line 2: give the doctrine a name."),
        (CSV + "A b,,-,Above,,,\n", "Line 2: the id “A b”"),
        (CSV + "a,,-,Above,,,\na,,-,Again,,,\n", "Line 3: the id “a” stands above"),
        (CSV + "a,b,-,A,,,\nb,a,-,B,,,\n", "Line 2: it lies under itself."),
        (CSV + "a,,-,Above,,,maybe\n", "Line 2: checked is “maybe”"),
        (CSV + "a,,-\n", "Line 2: This line has not as many cells"),
        ("slug,title\n", "Line 1: there is no column “name”."),
        (CSV.encode() + b"a,,-,\xff,,,\n", "Line 2: this is not UTF-8."),
        ('{"doctrines": [\n{"slug": "a",}]}', "Line 2: this is no JSON"),
        ('{"doctrines": [{"slug": "a"}]}', "Doctrine 1: “name” is missing."),
        ('{"doctrines": [{"name": 3}]}', "Doctrine 1, “name”: text is expected, not a"),
        ('{"doctrines": [{"slug": "a", "name": ""}]}', "Doctrine 1, “a”: give"),
        ("", "Line 1: there is no column “slug”."),
    ],
)
def test_a_wrong_file_is_named_by_line_and_nothing_is_made(
    run, project, text, sentence
):
    with pytest.raises(CommandError) as error:
        run(text)
    assert sentence in str(error.value)
    assert not Doctrine.objects.filter(project=project).exists()
