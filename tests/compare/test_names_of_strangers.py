"""Names that mean something to a browser, a spreadsheet or an XML parser are words."""

import csv
import io
import re
import zipfile
from xml.etree import ElementTree

import pytest

from annotations.models import Doctrine
from corpus.actions.names import create_actor
from corpus.models import Project
from tests.factories import TEXT, make_annotation, make_document

SCRIPT = '<script>alert(1)</script>"\' onload="alert(2)" &amp;]]>&#0;'
NAMES = [
    SCRIPT,
    "=cmd|' /C calc'!A0",
    "@SUM(A1)",
    "\u202eturned\u202c \u05d0\u05d1",
    "\U0001f600\U0001f469\u200d\U0001f469 " + "x" * 180,
    # what XML cannot hold, and a workbook neither
    "bell \x07\ufffe\ufdd0",
]
DOCTRINES = ["ibi.request", "ibi.consent", "ibi.consent.timing"]
SELECTED = "situation=all&voice=all&minimum=1"
#: Page -> the pictures and files it gives away.
FILES = {
    "positions/": ["format=csv", "format=xlsx"],
    "positions/?by=genre&columns=situation&": ["format=csv", "format=xlsx"],
    "likeness/": [
        f"picture={key}&format={kind}"
        for key in ("likeness", "tree", "map")
        for kind in ("svg", "csv")
    ],
    "networks/": ["format=graphml", "format=csv", "picture=network&format=svg"],
    "networks/?type=affiliation&": ["format=graphml", "format=csv"],
    "time/": ["format=changes", "picture=time&format=svg", "picture=time&format=csv"],
    "elements/?doctrine=ibi.consent&": ["picture=elements&format=svg"],
    "situations-compared/": [
        *("picture=situations&format=svg", "picture=argued&format=svg"),
        "picture=argued&format=csv",
    ],
    "comparators/": [
        "picture=comparators&format=svg",
        "picture=comparators&format=csv",
    ],
    "export/": ["format=csv&only=counted"],
}


@pytest.fixture
def strangers(project, olga, alice):
    """An author of each name, whose text has it as its title and genre, too."""
    for number, name in enumerate(NAMES):
        create_actor(project=project, name=name, kind="person", by=olga)
        text = make_document(
            project=project,
            by=olga,
            text=f"{TEXT}Number {number}.",
            authors=[name],
            title=name,
            genre=name[:90],
            issued=str(2000 + number),
            situation="KAZ-2022",
        )
        stance = "denies" if number % 2 else "asserts"
        for doctrine in DOCTRINES:
            make_annotation(
                document=text,
                by=alice,
                doctrine=doctrine,
                stance=stance,
                comparators=[{"situation": "CSK-1968", "relation": "like"}],
            )
        voice = {"kind": "attributed", "holder": NAMES[0]}
        make_annotation(document=text, by=alice, quote="help came", voice=voice)
    for slug, name in zip(DOCTRINES, NAMES, strict=False):
        Doctrine.objects.filter(project=project, slug=slug).update(name=name)
    Project.objects.filter(pk=project.pk).update(title=f"{SCRIPT}\x07")


def test_names_are_words_in_every_page_and_file(strangers, as_user, victor):
    client, wrong = as_user(victor), []
    for page, files in FILES.items():
        start = f"/projects/winter/{page if '?' in page else page + '?'}{SELECTED}"
        for query in ["", *files]:
            answer = client.get(f"{start}&{query}")
            said = f"{page} {query}"
            assert answer.status_code == 200, said
            kind = query.rpartition("format=")[2].partition("&")[0] or "html"
            content = b"".join(answer)
            wrong += [f"{said}: {problem}" for problem in CHECKS[kind](content)]
    told = client.get("/api/v1/projects/winter/positions?situation=all").json()
    # those of the last name, as people gave them
    assert {item["holder"]["name"] for item in told["items"]} == set(NAMES)
    assert not wrong, "\n".join(wrong)


def of_html(content):
    page = content.decode()
    if "<script>alert" in page or ' onload="' in page:
        yield "markup of a name"
    for drawing in re.findall(r"<svg\b.*?</svg>", page, re.DOTALL):
        yield from of_xml(drawing)


def of_xml(content):
    try:
        ElementTree.fromstring(content)
    except ElementTree.ParseError as error:
        yield str(error)


def of_csv(content):
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    for cell in (cell for row in rows for cell in row):
        number = re.fullmatch(r"[+-]?[\d.]+(e-?\d+)?", cell)
        if cell.startswith(tuple("=+-@\t\r")) and not number:
            yield f"formula {cell}"


def of_workbook(content):
    book = zipfile.ZipFile(io.BytesIO(content))
    for name in book.namelist():
        part = book.read(name)
        yield from of_xml(part)
        if b"<f>" in part:
            yield f"formula in {name}"
        for words in re.findall(r"<t[^>]*>([^<]*)</t>", part.decode()):
            if words.startswith(tuple("=@")):
                yield f"formula to be {words}"


CHECKS = {
    "html": of_html,
    "svg": of_xml,
    "graphml": of_xml,
    "csv": of_csv,
    "changes": of_csv,
    "xlsx": of_workbook,
}
