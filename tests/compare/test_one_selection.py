"""One selection everywhere: voice, situation, status and coder change each number.

ADDRESSES names all that shows marks or numbers of a comparison: pages, the API, files
and commands. Each is asked with every one of CHANGES, and each of these must change
what it says, apart from the words of the rule and of the form. A new page of Compare is
a line here.
"""

import csv
import io
import json
import re
import zipfile
from xml.etree import ElementTree

import pytest
from django.core.management import call_command

from annotations.actions.links import add_link
from annotations.models import Annotation, Doctrine
from corpus.actions.names import create_actor
from tests.factories import make_annotation, make_document, make_member

#: Two texts as two rows.
TWO = "?by=document&holder=document:{doe}&holder2=document:{roe}"
#: Path -> what of the answer has the numbers: "tables" of a page, "lists" of passages,
#: "json" without filters and rule, "lines" of a file, "sheets" of a workbook, the
#: "drawing" of a picture.
ADDRESSES = {
    "/projects/winter/positions/": "tables",
    "/projects/winter/positions/?by=author": "tables",
    "/projects/winter/positions/?by=kind&columns=ground": "tables",
    "/projects/winter/positions/?by=document&unit=document": "tables",
    "/projects/winter/positions/?by=genre&columns=situation&unit=holder": "tables",
    "/projects/winter/positions/?format=csv": "lines",
    "/projects/winter/positions/?format=xlsx": "sheets",
    "/projects/winter/positions/passages/": "lists",
    f"/projects/winter/positions/beside/{TWO}": "lists",
    f"/projects/winter/positions/parting/{TWO}": "lists",
    "/projects/winter/positions/methods/": "paragraph",
    "/projects/winter/doctrines/ibi/elements/": "tables",
    "/projects/winter/doctrines/ibi/elements/?picture=elements&format=csv": "lines",
    "/projects/winter/doctrines/ibi/elements/?picture=elements&format=svg": "drawing",
    "/projects/winter/elements/?doctrine=ibi": "tables",
    "/projects/winter/situations-compared/": "tables",
    "/projects/winter/situations-compared/?picture=argued&format=csv": "lines",
    "/projects/winter/situations-compared/?picture=argued&format=svg": "drawing",
    "/projects/winter/situations-compared/?picture=situations&format=csv": "lines",
    "/projects/winter/situations-compared/?picture=situations&format=svg": "drawing",
    "/projects/winter/comparators/": "tables",
    "/projects/winter/comparators/?picture=comparators&format=csv": "lines",
    "/projects/winter/comparators/?picture=comparators&format=svg": "drawing",
    "/projects/winter/likeness/?minimum=1": "tables",
    "/projects/winter/likeness/?minimum=1&picture=likeness&format=csv": "lines",
    "/projects/winter/likeness/?minimum=1&picture=likeness&format=svg": "drawing",
    "/projects/winter/likeness/?minimum=1&picture=tree&format=csv": "lines",
    "/projects/winter/likeness/?minimum=1&picture=tree&format=svg": "drawing",
    "/projects/winter/networks/": "tables",
    "/projects/winter/networks/?format=csv": "lines",
    "/projects/winter/networks/?format=graphml": "lines",
    "/projects/winter/networks/?picture=network&format=svg": "drawing",
    "/projects/winter/time/?doctrine=ibi.request": "tables",
    "/projects/winter/time/?picture=time&format=csv": "lines",
    "/projects/winter/time/?picture=time&format=svg": "drawing",
    "/projects/winter/export/?format=jsonl&only=counted": "lines",
    "/projects/winter/export/?format=csv&only=counted": "lines",
    "/api/v1/projects/winter/positions": "json",
    "/api/v1/projects/winter/networks": "json",
    "/api/v1/projects/winter/networks?format=graphml": "lines",
    "/api/v1/projects/winter/networks?format=csv": "lines",
    "/api/v1/projects/winter/export?format=jsonl&only=counted": "lines",
}
CHANGES = {
    "voice": {"voice": "all"},
    "situation": {"situation": "KGZ-2010"},
    "status": {"status": "accepted"},
    "coder": {"coder": "tom@example.org"},
    "time": {"since": "2020"},
}
#: Pages that have something fixed; several situations stand side by side there.
FIXED = {"/projects/winter/situations-compared/": {"situation"}}
#: Command -> its options besides those of the selection.
COMMANDS = {
    "positions": {"json": True},
    "network": {"format": "csv"},
}

TEXT = (
    "{} of the winter: the allies were asked, and they came. Their coming broke no"
    " rule, for a friend may be helped. Nobody was attacked.\n"
)


@pytest.fixture
def said(project, olga, alice):
    """Two holders with something to say under every choice, never the same.

    Gives {"doe": id of her text, "roe": id of his}.
    """
    tom = make_member(project, "tom", "coder")
    create_actor(project=project, name="Ruritania", kind="state", by=olga)
    element = Doctrine.objects.get(project=project, slug="ibi.request")
    whole = Doctrine.objects.get(project=project, slug="ibi")
    add_link(source=element, target=whole, kind="element_of", by=olga)
    like = {"comparators": [{"situation": "CSK-1968", "relation": "like"}]}
    claim = {"kind": "attributed", "holder": "Ruritania"}
    texts = {}
    for name, issued, genre, stance, other in (
        ("Doe, Jane", "2014", "essay", "asserts", "denies"),
        ("Roe, Max", "2022", "speech", "denies", "asserts"),
    ):
        text = make_document(
            project=project,
            by=olga,
            text=TEXT.format(name),
            filename=f"{name}.txt",
            authors=[name],
            issued=issued,
            situation="KAZ-2022",
            genre=genre,
        )
        # what is counted without a choice
        make_annotation(
            document=text,
            by=alice,
            quote="were asked",
            stance=stance,
            ground="fact",
            **like,
        )
        make_annotation(
            document=text,
            by=alice,
            quote="broke no rule",
            doctrine="uof.prohibition",
            stance=stance,
        )
        mark = make_annotation(
            document=text,
            by=alice,
            quote="they came",
            stance=stance,
            ground="rule",
            **like,
        )
        Annotation.objects.filter(pk=mark.pk).update(status="accepted")
        # what each choice brings
        make_annotation(
            document=text,
            by=alice,
            quote="a friend",
            stance="concedes",
            voice=claim,
            **like,
        )
        make_annotation(
            document=text,
            by=alice,
            quote="no",
            doctrine="uof.prohibition",
            stance=other,
            voice=claim,
        )
        make_annotation(
            document=text,
            by=alice,
            quote="be helped",
            stance=other,
            situation="KGZ-2010",
            **like,
        )
        make_annotation(document=text, by=tom, quote="attacked", stance=other, **like)
        texts[name[:3].lower()] = text.pk
    return texts


def test_every_choice_changes_every_number(said, as_user, victor):
    client = as_user(victor)
    same = []
    for pattern, kind in ADDRESSES.items():
        path = pattern.format(**said)
        usual = numbers(client.get(path), kind, path)
        assert usual, f"{path} shows nothing"
        for name, change in CHANGES.items():
            if name in FIXED.get(path.partition("?")[0], ()):
                continue
            found = numbers(client.get(with_query(path, change)), kind, path)
            if found == usual:
                same.append(f"{name} changes nothing of {path}")
    for command, options in COMMANDS.items():
        usual = printed(command, **options)
        for name, change in CHANGES.items():
            several = {
                one: [value] if one in ("status", "coder") else value
                for one, value in change.items()
            }
            if printed(command, **options, **several) == usual:
                same.append(f"{name} changes nothing of the command {command}")
    assert not same, "\n".join(same)


def with_query(path, change):
    """The path with one thing more in its query."""
    more = "&".join(f"{name}={value}" for name, value in change.items())
    return f"{path}{'&' if '?' in path else '?'}{more}"


def printed(command, **options):
    file = io.StringIO()
    call_command(command, project="winter", stdout=file, **options)
    if options.get("json"):
        return json.loads(file.getvalue())["items"]
    return file.getvalue()


def numbers(answer, kind, path):
    """What an answer says, apart from what was asked for."""
    if answer.status_code == 404 and "picture=" in path:
        # nothing is left to be drawn
        return []
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    return READ[kind](answer)


def of_tables(answer):
    """The words of all cells: no form, no rule, no address."""
    cells = re.findall(r"<t[dh]\b[^>]*>(.*?)</t[dh]>", answer.text, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]*>", " ", cell).split()) for cell in cells]


def of_lists(answer):
    return re.findall(r"<mark\b.*?</mark>|<strong\b.*?</strong>|mark-row", answer.text)


def of_json(answer):
    body = answer.json()
    return [item for name in ("items", "edges") for item in body.get(name, [])]


def of_lines(answer):
    """The lines of a file without those that say the rule."""
    text = b"".join(answer).decode("utf-8-sig")
    return [line for line in text.splitlines() if "ounted" not in line]


def of_drawing(answer):
    """The marks of a picture's file, without its title and its rule."""
    root = ElementTree.fromstring(b"".join(answer))
    [drawn] = root.findall("{http://www.w3.org/2000/svg}g")
    return ElementTree.tostring(drawn)


def of_sheets(answer):
    book = zipfile.ZipFile(io.BytesIO(b"".join(answer)))
    sheets = [name for name in book.namelist() if "worksheets/sheet" in name]
    # the first has the rule
    return [
        "".join(ElementTree.fromstring(book.read(name)).itertext())
        for name in sorted(sheets)[1:]
    ]


def of_paragraph(answer):
    return re.findall(r"\d+ passages? in \d+ texts?", answer.text.replace(",", ""))


READ = {
    "tables": of_tables,
    "lists": of_lists,
    "json": of_json,
    "lines": of_lines,
    "drawing": of_drawing,
    "sheets": of_sheets,
    "paragraph": of_paragraph,
}


def test_a_file_says_its_rule_and_runs_no_formula(project, olga, alice, as_user):
    text = make_document(
        project=project, by=olga, authors=['=HYPERLINK("x")'], text=TEXT.format("A")
    )
    make_annotation(document=text, by=alice, quote="were asked")
    client = as_user(alice)
    answer = client.get("/projects/winter/positions/", {"format": "csv"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    [rule], blank, heading = rows[:3]
    assert rule.startswith("Project “The winter operation”, codebook without a release")
    assert "1 passage, in 1 text, marked by 1 coder." in rule
    assert "Each passage counts once" in rule
    assert blank == [] and heading[0] == "holder"
    assert rows[3][0].startswith("'=")
    told = client.get("/api/v1/projects/winter/positions?by=kind").json()["rule"]
    assert "two authors of one kind speak once" in told
