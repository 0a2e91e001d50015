"""Agreement of a project's coders: what is compared, and how it is told everywhere."""

import csv
import io
import json
import re

import pytest
from django.core.management import CommandError, call_command

from annotations.actions.annotations import delete_annotation
from annotations.actions.coverage import set_coverage
from annotations.exchange.load import load_set
from corpus.actions.documents import withdraw
from corpus.actions.names import create_actor
from tests.factories import make_annotation, make_document, make_member, make_region

PAGE = "/projects/winter/agreement/"
ASKED = "asked its allies for help"
HELP = "help came"
WORDS = re.compile(r"<[^>]+>|\s+")


@pytest.fixture
def carol(project):
    return make_member(project, "carol", "coder")


@pytest.fixture
def ask(capsys):
    """ask("--coders", …): the command's JSON."""

    def asked(*words):
        call_command("agreement", "--project=winter", "--json", *words)
        return json.loads(capsys.readouterr().out)

    return asked


@pytest.fixture
def see(as_user, rita):
    """see(level=1): the words of the page, as a reviewer reads them."""

    def seen(**query):
        answer = as_user(rita).get(PAGE, query)
        assert answer.status_code == 200
        main = answer.content.decode().partition("<main")[2]
        return re.sub(r"\s+", " ", WORDS.sub(" ", main))

    return seen


def mark(document, *people, **fields):
    return [make_annotation(document=document, by=by, **fields) for by in people]


def test_the_same_marks_agree_in_full(ask, document, alice, carol):
    mark(document, alice, carol)
    mark(document, alice, carol, quote=HELP, doctrine="ibi.consent", stance="denies")
    answer = ask()
    [pair] = answer["pairs"]
    assert answer["coders"] == ["alice@example.org", "carol@example.org"]
    assert answer["n"] == 4
    assert answer["unitizing"]["overall"] == 1
    assert answer["unitizing"]["doctrines"] == {"ibi.consent": 1, "ibi.request": 1}
    assert answer["stance"]["alpha"] == 1
    # every voice is the text's own
    assert answer["voice"]["alpha"] is None
    assert "no variation" in answer["voice"]["reasons"]["alpha"]
    assert (pair["kappa"], pair["f1_exact"], pair["f1_overlap"]) == (1, 1, 1)
    assert answer["differences"]["passages"] == 0


def test_each_kind_of_difference_is_told(ask, see, document, alice, carol):
    create_actor(project=document.project, name="Minister", by=alice)
    actor = {"kind": "attributed", "holder": "Minister"}
    mark(document, alice)
    mark(document, carol, quote="asked its allies for", stance="denies")
    mark(document, alice, quote=HELP)
    mark(document, carol, quote=HELP, doctrine="ibi.consent")
    mark(document, alice, quote="Nobody had attacked it")
    mark(document, alice, quote="strangers", voice=actor, situation="RULE")
    mark(document, carol, quote="strangers")
    assert ask()["differences"] == {
        "passages": 4,
        "missing": 1,
        "doctrine": 1,
        "stance": 1,
        "voice": 1,
        "situation": 1,
        "edges": 1,
    }
    page = see()
    assert "Stance; edges by 5 characters" in page
    assert "Only alice marked it" in page
    assert "Voice; situation" in page
    # those about the doctrine alone
    assert see(kind="doctrine").count("in the annotator") == 1


def test_disagreements_come_before_the_numbers(see, document, alice, carol):
    mark(document, alice)
    mark(document, carol, stance="denies")
    page = see()
    assert page.index("Passages about which they differ") < page.index("The numbers")


def test_numbers_equal_counts_made_by_hand(ask, document, alice, carol):
    # three passages, two of them at the same place, one of these with another stance
    mark(document, alice, carol)
    mark(document, alice, quote=HELP)
    mark(document, carol, quote=HELP, stance="denies")
    mark(document, alice, quote="Nobody")
    [pair] = (answer := ask())["pairs"]
    assert pair["matched"] == {"exact": 2, "overlap": 2, "first": 3, "second": 2}
    assert pair["f1_exact"] == 2 * 2 / 5
    assert (pair["precision_exact"], pair["recall_exact"]) == (1, 2 / 3)
    # stances a-a and a-d: 4 labels, 2 pairs apart of 12, of which 6 by chance
    assert answer["stance"]["alpha"] == pytest.approx(1 - 2 / 4 / (6 / 12))
    assert pair["kappa_stance"] == 0
    # one unit 9 of 176 long and one 25 long met, one of 6 is alone
    length = document.length
    assert answer["unitizing"]["overall"] < 1
    assert answer["texts"][0]["compared"] == length


def test_tolerance_takes_near_edges_as_the_same(ask, document, alice, carol):
    mark(document, alice)
    mark(document, carol, quote="asked its allies for")
    assert ask()["pairs"][0]["f1_exact"] == 0
    found = ask("--tolerance=5")
    assert found["pairs"][0]["f1_exact"] == 1
    assert found["differences"]["passages"] == 0


def test_only_texts_that_all_coded_are_compared(
    ask, project, document, olga, alice, carol
):
    other = make_document(project=project, by=olga, text="Another text.", filename="b")
    mark(document, alice)
    mark(other, alice, carol, quote="Another")
    assert [text["id"] for text in ask()["texts"]] == [other.pk]
    # read and unmarked is coded as well
    set_coverage(document=document, by=carol)
    found = ask()
    assert [text["id"] for text in found["texts"]] == [document.pk, other.pk]
    assert found["texts"][0]["sha256"] == document.text_sha256
    assert found["differences"]["missing"] == 1


def test_coders_texts_and_doctrines_can_be_chosen(ask, document, alice, carol, rita):
    mark(document, alice, carol)
    mark(document, rita, quote=HELP, doctrine="uof.prohibition")
    assert len(ask()["pairs"]) == 3
    found = ask("--coders=alice@example.org,carol@example.org", "--doctrine=ibi")
    assert len(found["pairs"]) == 1
    assert list(found["unitizing"]["doctrines"]) == ["ibi.request"]
    assert ask(f"--documents={document.filename}")["n"] == 3


def test_a_level_takes_what_lies_below_together(ask, document, alice, carol):
    mark(document, alice, doctrine="ibi.request")
    mark(document, carol, doctrine="ibi.consent")
    assert ask()["differences"]["doctrine"] == 1
    found = ask("--level=1")
    assert found["unitizing"]["doctrines"] == {"ibi": 1}
    assert found["differences"]["passages"] == 0
    # what was asked for by name stays itself
    found = ask("--level=1", "--doctrine=ibi.request")
    assert list(found["unitizing"]["doctrines"]) == ["ibi.request"]


def test_what_does_not_count(ask, document, olga, alice, carol):
    [deleted, _kept] = mark(document, alice, carol)
    mark(document, alice, carol, quote=HELP)
    make_region(document=document, by=alice, start=0, end=6)
    mark(document, alice, quote="A note")
    delete_annotation(annotation=deleted, version=1, by=alice)
    found = ask()
    # the other mark of the first place, two of the second
    assert found["n"] == 3
    assert found["texts"][0]["compared"] == document.length - 6
    withdraw(document=document, by=olga)
    assert ask()["texts"] == []


def test_rejected_marks_count_when_asked_for(
    ask, as_user, document, alice, carol, rita
):
    [first, _second] = mark(document, alice, carol)
    body = {
        "annotations": [{"id": str(first.uuid), "version": 1}],
        "status": "rejected",
        "reason": "Not here.",
    }
    as_user(rita).post(
        "/api/v1/projects/winter/decisions", body, content_type="application/json"
    )
    assert ask()["n"] == 1
    assert ask("--status=all")["n"] == 2


def test_a_situation_can_be_chosen(ask, document, alice, carol):
    mark(document, alice, carol, situation="RULE")
    mark(document, alice, carol, quote=HELP, situation="HYPO")
    assert ask()["n"] == 4
    rule = ask("--situation=RULE")
    assert rule["n"] == 2
    assert "every label is “RULE”" in rule["situation"]["reasons"]["alpha"]


def test_one_coder_is_compared_with_themselves_over_time(
    ask, project, document, olga, alice
):
    line = {
        "document": {"id": document.pk},
        "start": (start := document.text().index(HELP)),
        "end": start + len(HELP),
        "quote": HELP,
        "doctrine": "ibi.request",
        "stance": "asserts",
        "voice": {"kind": "own"},
        "by": alice.email,
        "created": "2026-01-05T09:00:00Z",
    }
    load_set(project=project, data=json.dumps(line).encode(), by=olga)
    mark(document, alice, quote=HELP, stance="denies")
    found = ask("--coders=alice@example.org", "--split=2026-02-01")
    assert found["coders"] == [
        "alice@example.org before 2026-02-01",
        "alice@example.org from 2026-02-01",
    ]
    assert found["differences"]["stance"] == 1


# ---- where there is nothing to tell ----


def test_nobody(ask, project):
    found = ask()
    assert (found["coders"], found["n"], found["pairs"]) == ([], 0, [])
    assert found["unitizing"]["overall"] is None
    assert "two coders" in found["unitizing"]["reasons"]["overall"]


def test_one_coder(ask, see, document, alice):
    mark(document, alice)
    found = ask()
    assert found["unitizing"]["doctrines"] == {"ibi.request": None}
    assert "two coders" in found["unitizing"]["reasons"]["doctrines"]["ibi.request"]
    assert "two coders" in found["stance"]["reasons"]["alpha"]
    assert "Only alice has coded a text here" in see()


def test_two_who_marked_nothing(ask, see, document, alice, carol):
    set_coverage(document=document, by=alice)
    set_coverage(document=document, by=carol)
    [pair] = (found := ask())["pairs"]
    assert found["unitizing"]["overall"] is None
    assert pair["f1_exact"] is None
    assert set(pair["reasons"]) >= {"kappa", "f1_exact", "f1_overlap"}
    assert "marked nothing that counts" in see()


def test_nothing_equal(ask, document, alice, carol):
    mark(document, alice)
    mark(document, carol, quote="Nobody", doctrine="uof.prohibition", stance="denies")
    [pair] = (found := ask())["pairs"]
    assert found["unitizing"]["overall"] < 0.1
    assert (pair["f1_overlap"], pair["kappa"]) == (0, None)
    assert found["stance"]["alpha"] is None


def test_nobody_has_coded_yet(see, project):
    assert "Nobody has marked a text here" in see()


# ---- telling it ----


def test_page_api_and_command_say_the_same(ask, as_user, document, alice, carol, rita):
    mark(document, alice, carol)
    told = ask()
    client = as_user(rita)
    assert client.get("/api/v1/projects/winter/agreement").json() == told
    assert client.get(PAGE, {"format": "json"}).json() == told


def test_the_table_as_csv(as_user, document, alice, carol, rita):
    mark(document, alice, carol)
    answer = as_user(rita).get(PAGE, {"format": "csv"})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert "winter-agreement.csv" in answer["Content-Disposition"]
    assert rows[0]["measure"] == "Passages: alpha for unitizing"
    assert (rows[0]["value"], rows[0]["n"]) == ("1.0", "2")
    assert rows[0]["texts"] == document.text_sha256


def test_few_passages_are_warned_of(ask, document, alice, carol):
    mark(document, alice, carol)
    first, second = ask()["warnings"]
    assert "fewer than 30" in first
    assert "5 texts" in second


def test_the_command_prints_a_list(capsys, document, alice, carol):
    mark(document, alice, carol)
    call_command("agreement", project="winter")
    printed = capsys.readouterr().out
    assert "alice, carol · 1 texts · 1 passages, 0 of them differ" in printed
    assert "Passages: alpha for unitizing · 1.000 · n 2" in printed


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"coders": "nobody@example.org"}, "There is no coder “nobody@example.org”"),
        ({"documents": "99999999"}, "There is no text “99999999”"),
        ({"doctrine": "none.such"}, "There is no doctrine “none.such”"),
        ({"level": "0"}, "“0” is no level"),
        ({"tolerance": "many"}, "“many” is no tolerance"),
        ({"situation": "XYZ"}, "There is no situation “XYZ”"),
        ({"status": "perhaps"}, "“perhaps” is none of"),
        ({"split": "soon"}, "“soon” is no day"),
        ({"split": "2026-01-01"}, "Choose one coder"),
    ],
)
def test_what_cannot_be_is_said(as_user, rita, query, said):
    page = as_user(rita).get(PAGE, query)
    answer = as_user(rita).get("/api/v1/projects/winter/agreement", query)
    assert (page.status_code, answer.status_code) == (422, 422)
    assert said in page.content.decode()
    assert said in json.dumps(answer.json(), ensure_ascii=False)


def test_the_command_refuses_in_a_sentence(project):
    with pytest.raises(CommandError, match="There is no doctrine “x”"):
        call_command("agreement", project="winter", doctrine=["x"])


def test_a_stranger_or_coder_may_not(project, alice):
    with pytest.raises(CommandError, match="takes the role reviewer"):
        call_command("agreement", project="winter", by=alice.email)


def test_the_navigation_leads_there_for_reviewers_alone(as_user, project, rita, alice):
    assert PAGE in as_user(rita).get("/projects/winter/positions/").content.decode()
    assert (
        PAGE not in as_user(alice).get("/projects/winter/positions/").content.decode()
    )


def test_the_page_costs_the_same_for_many(
    as_user, project, document, olga, alice, carol, rita, django_assert_num_queries
):
    def fill(text):
        for quote in (ASKED, HELP, "Nobody", "strangers"):
            mark(text, alice, quote=quote)
            mark(text, carol, quote=quote, stance="denies")

    client = as_user(rita)
    fill(document)
    # session, user, project; choices: coders of marks, of coverage, their names,
    # texts, codebook, situations; codebook, coded by marks, by coverage, coders,
    # editions, texts, regions, marks; passages with text's authors, via, tags, words;
    # release; marks seen
    with django_assert_num_queries(QUERIES):
        client.get(PAGE)
    for number in range(3):
        fill(
            make_document(
                project=project,
                by=olga,
                text=document.text() + f"\n{number}\n",
                filename=f"{number}.txt",
            )
        )
    with django_assert_num_queries(QUERIES):
        client.get(PAGE)


QUERIES = 23
