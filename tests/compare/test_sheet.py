"""A project worked out on paper first: every page of Compare agrees with the sheet.

Doe and Roe sign two editions of a note, which Poe translated, and a reprint; the
ministry's speech was coded twice and adjudicated. By hand, in the authors' own voice:

    request        note: asserts 2; reprint: concedes 1; speech: denies 1
    prior consent  note: denies 1, of the rule; speech: asserts 1
    prohibition    speech: asserts 1

Of others' voices the note has the minister's: the request is asserted once. Nothing
else counts: the first edition, what the reprint repeats, a withdrawn text, a rejected
mark, one outside the text, what the adjudicator dropped, a claim of another situation.
"""

import csv
import io
import re

import pytest

from annotations.actions.merging import merge_actors
from annotations.models import Annotation
from corpus.actions.documents import withdraw
from corpus.actions.editions import link
from corpus.actions.names import create_actor
from tests.factories import make_annotation, make_document, make_member, make_region

NOTE = (
    "On the winter\n\nThe government asked its friends for help. The request was plain."
    "\n\nNobody had agreed before. It was no breach of the peace.\n\nThe minister says"
    " that she was asked.\n\nAbout the authors: they asked too.\n"
)
SPEECH = (
    "Speech on the winter\n\nNo request was ever made. All was agreed before. Force"
    " was no answer.\n"
)
REQUEST, TIMING, FORCE = "ibi.request", "ibi.consent.timing", "uof.prohibition"
LIKE, UNLIKE = (
    [{"situation": "CSK-1968", "relation": relation}] for relation in ("like", "unlike")
)
DOE, ROE, MINISTRY = "Doe, Jane", "Roe, Max", "Ministry"
MINISTER = "Minister, The"

OF_NOTE = {REQUEST: {"asserts": 2}, TIMING: {"denies": 1}}
OF_REPRINT = {REQUEST: {"concedes": 1}}
OF_AUTHORS = {REQUEST: {"asserts": 2, "concedes": 1}, TIMING: {"denies": 1}}
OF_SPEECH = {REQUEST: {"denies": 1}, TIMING: {"asserts": 1}, FORCE: {"asserts": 1}}
QUOTED = {REQUEST: {"asserts": 1}}
ALL = {
    REQUEST: {"asserts": 2, "concedes": 1, "denies": 1},
    TIMING: {"asserts": 1, "denies": 1},
    FORCE: {"asserts": 1},
}
#: With the minister's.
ALL_VOICES = {**ALL, REQUEST: {"asserts": 3, "concedes": 1, "denies": 1}}
SIGNED = {DOE: OF_AUTHORS, ROE: OF_AUTHORS, MINISTRY: OF_SPEECH}
#: The note and its reprint are one text, and their authors one holder each.
ONCE = {REQUEST: {"asserts": 1, "concedes": 1}, TIMING: {"denies": 1}}
ONE_EACH = {DOE: ONCE, ROE: ONCE, MINISTRY: OF_SPEECH}
ALL_ONCE = {**ALL, REQUEST: {"asserts": 1, "concedes": 1, "denies": 1}}
#: Query -> (rows, totals).
SHEET = {
    "by=actor": (SIGNED, ALL),
    "by=actor&voice=all": ({**SIGNED, MINISTER: QUOTED}, ALL_VOICES),
    "by=actor&voice=attributed": ({MINISTER: QUOTED}, QUOTED),
    "by=author": (SIGNED, ALL),
    "by=author&voice=attributed": ({DOE: QUOTED, ROE: QUOTED}, QUOTED),
    "by=speaker": ({}, {}),
    "by=speaker&voice=all": ({MINISTER: QUOTED}, QUOTED),
    "by=kind": ({"Person": OF_AUTHORS, "Organisation": OF_SPEECH}, ALL),
    "by=document": (
        {"Second": OF_NOTE, "Reprint": OF_REPRINT, "Speech": OF_SPEECH},
        ALL,
    ),
    "by=genre": ({"essay": OF_AUTHORS, "speech": OF_SPEECH}, ALL),
    "by=actor&unit=document": (ONE_EACH, ALL_ONCE),
    "by=actor&unit=holder": (
        ONE_EACH,
        {
            REQUEST: {"asserts": 2, "concedes": 2, "denies": 1},
            TIMING: {"asserts": 1, "denies": 2},
            FORCE: {"asserts": 1},
        },
    ),
    "by=kind&unit=holder": ({"Person": ONCE, "Organisation": OF_SPEECH}, ALL_ONCE),
    "by=actor&columns=ground": (
        {
            **dict.fromkeys(
                (DOE, ROE),
                {
                    "fact": {"asserts": 1},
                    "rule": {"denies": 1},
                    "": {"asserts": 1, "concedes": 1},
                },
            ),
            MINISTRY: {"": {"asserts": 2, "denies": 1}},
        },
        {
            "fact": {"asserts": 1},
            "rule": {"denies": 1},
            "": {"asserts": 3, "concedes": 1, "denies": 1},
        },
    ),
    "by=actor&coder=bob@example.org": (
        {
            DOE: {REQUEST: {"asserts": 1}},
            ROE: {REQUEST: {"asserts": 1}},
            MINISTRY: {REQUEST: {"denies": 1}, TIMING: {"asserts": 1}},
        },
        {REQUEST: {"asserts": 1, "denies": 1}, TIMING: {"asserts": 1}},
    ),
}

#: Where the passages of each cell are counted, and not of the totals alone.
EACH_CELL = {"by=actor&voice=all", "by=document"}


@pytest.fixture
def paper(project, olga, alice, rita, client):
    """The project of the sheet; the adjudicator works on the page."""
    bob = make_member(project, "bob", "coder")
    for name, kind in ((MINISTER, "person"), ("Quill", "person")):
        create_actor(project=project, name=name, kind=kind, by=olga)
    create_actor(project=project, name=MINISTRY, kind="organisation", by=olga)

    def write(title, text, issued, *, authors=(DOE, ROE), genre="essay"):
        return make_document(
            project=project,
            by=olga,
            text=text,
            filename=f"{title}.txt",
            title=title,
            authors=list(authors),
            translators=["Poe, Ann"],
            situation="KAZ-2022",
            issued=issued,
            genre=genre,
        )

    def mark(text, quote, doctrine=REQUEST, stance="asserts", by=alice, **fields):
        fields = {"doctrine": doctrine, "stance": stance, **fields}
        return make_annotation(document=text, by=by, quote=quote, **fields)

    first = write("First", f"{NOTE}Draft.", "2020")
    second = write("Second", NOTE, "2022")
    reprint = write("Reprint", f"As we concede in print\n\n{NOTE}", "2023")
    gone = write("Gone", f"{NOTE}Gone.", "2019")
    speech = write("Speech", SPEECH, "2021", authors=[MINISTRY], genre="speech")
    link(document=second, of=first, kind="edition", by=olga)
    link(document=reprint, of=second, kind="reprint", by=olga)
    asked, agreed = "asked its friends", "Nobody had agreed"
    for text in (first, second, reprint, gone):
        mark(text, asked, ground="fact", comparators=LIKE)
        mark(text, agreed, TIMING, "denies", ground="rule")
    mark(first, "no breach", FORCE, "denies")
    mark(second, asked, ground="fact", by=bob, comparators=LIKE)
    mark(second, "The request was plain")
    mark(second, "she was asked", voice={"kind": "attributed", "holder": "Quill"})
    mark(second, "no breach", FORCE, situation="KGZ-2010")
    refused = mark(second, "On the winter", stance="denies")
    Annotation.objects.filter(pk=refused.pk).update(status="rejected")
    mark(second, "they asked too", stance="denies")
    begins = NOTE.index("About the authors")
    make_region(document=second, by=alice, start=begins, end=len(NOTE))
    mark(reprint, "we concede", stance="concedes")
    withdraw(document=gone, by=olga)
    merge_actors(
        kept=project.actor_set.get(name=MINISTER),
        absorbed=project.actor_set.get(name="Quill"),
        by=rita,
    )

    hers = mark(speech, "No request")
    his = mark(speech, "No request", stance="denies", by=bob, comparators=UNLIKE)
    for coder in (alice, bob):
        mark(speech, "agreed before", TIMING, by=coder)
    dropped = mark(speech, "Speech on")
    mark(speech, "Force", FORCE)
    client.force_login(rita)
    page = f"/projects/winter/adjudication/{speech.pk}/ibi/"
    client.post(page, {"action": "agreed"})
    for marks, decision in (
        ((hers, his), {"take": his.uuid}),
        ((dropped,), {"drop": 1}),
    ):
        seen = [f"{one.uuid}:{one.version}" for one in marks]
        answer = client.post(page, {"action": "settle", "marks": seen, **decision})
        assert answer.status_code == 302


def said(items):
    """{holder: {column: stances}}; of totals, without the holder."""
    found: dict = {}
    for item in items:
        name = item["holder"]["name"] if item["holder"] else ""
        found.setdefault(name, {})[item["doctrine"]] = item["stances"]
    return found


def rows(answer):
    """Those of a file below its rule."""
    [rule], blank, *lines = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert rule.startswith("Counted here:") and not blank
    return lines


def test_every_page_agrees_with_the_sheet(paper, as_user, victor):
    client, wrong = as_user(victor), []
    start = "/projects/winter/"
    for query, (expected, totals) in SHEET.items():
        told = client.get(f"/api/v1{start}positions?{query}").json()
        if said(told["items"]) != expected:
            wrong.append(f"{query}: {said(told['items'])}")
        if said(told["totals"]) != ({"": totals} if totals else {}):
            wrong.append(f"{query}, totals: {said(told['totals'])}")
        if "unit=" in query:
            continue
        # behind a number are as many passages, behind a total, too
        items = told["items"] if query in EACH_CELL else []
        for item in [*items, *told["totals"]]:
            cell = f"column={item['doctrine'] or 'none'}&below=no"
            if holder := item["holder"]:
                cell += f"&holder={holder['kind']}:{holder['id']}"
            behind = client.get(f"{start}positions/passages/?{query}&{cell}")
            if behind.context["behind"].total != item["n"]:
                wrong.append(f"{query}&{cell}: {behind.context['behind'].total}")
    assert not wrong, "\n".join(wrong)
    methods = client.get(f"{start}positions/methods/").text
    assert "7 passages, in 3 texts, marked by 2 coders" in methods

    def file(page, picture):
        return rows(client.get(f"{start}{page}picture={picture}&format=csv"))

    # who shares which doctrines: the authors the request and the consent with each
    # other, the ministry both of them on the other side
    assert [
        (line[:2], float(line[2]), line[3])
        for line in file("likeness/?minimum=1&", "likeness")[1:]
    ] == [
        ([DOE, MINISTRY], 0, "2"),
        ([MINISTRY, ROE], 0, "2"),
        ([DOE, ROE], 1, "2"),
    ]
    # request 3 × 3 and consent 1 × 1; against the ministry 3 × 1 and 1 × 1
    for unit, weights in (("", [-4, -4, 10]), ("?unit=document", [-2, -2, 2])):
        edges = client.get(f"/api/v1{start}networks{unit}").json()["edges"]
        assert sorted(edge["weight"] for edge in edges) == weights
    lanes = [
        (line[0], line[2], line[4], line[5])
        for line in file(f"time/?doctrine={REQUEST}&", "time")[1:]
    ]
    assert lanes == [
        (DOE, "2022", "affirms", "2"),
        (DOE, "2023", "affirms", "1"),
        (ROE, "2022", "affirms", "2"),
        (ROE, "2023", "affirms", "1"),
        (MINISTRY, "2021", "contests", "1"),
    ]
    elements = client.get(f"{start}elements/?doctrine=ibi.consent")
    assert elements.context["sentences"][1] == (
        "“Prior consent”: 1 accepts it, 2 contest it. Contested on the rule alone."
    )
    beside = client.get(f"{start}situations-compared/")
    heads = [(column.code, texts) for column, texts in beside.context["heads"]]
    # two works are about the one, none about the other
    assert heads == [("KAZ-2022", 2), ("KGZ-2010", 0)]
    about = {
        row.holder["name"]: [cell.label for cell in row.cells if cell.cell.position]
        for row in beside.context["page"].object_list
    }
    assert about == {
        DOE: ["KAZ-2022", "KGZ-2010"],
        MINISTRY: ["KAZ-2022"],
        ROE: ["KAZ-2022", "KGZ-2010"],
    }
    likened = [
        [line[0], *line[2:7]] for line in file("comparators/?", "comparators")[1:]
    ]
    assert likened == [
        [DOE, "KAZ-2022", "CSK-1968", "like", "1", "0"],
        [MINISTRY, "KAZ-2022", "CSK-1968", "unlike", "0", "1"],
        [ROE, "KAZ-2022", "CSK-1968", "like", "1", "0"],
    ]
    table = client.get(
        f"{start}positions/?by=speaker&voice=attributed"
    ).content.decode()
    names = re.findall(r'<th scope="row"[^>]*>(.*?)</th>', table, re.DOTALL)
    assert not any("Poe" in name or "Quill" in name for name in names)
