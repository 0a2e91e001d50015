"""Comparators: who likens which situation to which, each passage once."""

import csv
import re

from corpus.actions.editions import link
from tests.factories import make_annotation, make_document, make_member, make_region

PATH = "/projects/winter/comparators/"
TEXT = "Note by {}. It was like Prague. It was not like Prague. So it went."
YES, NO = "It was like Prague", "It was not like Prague"


def write(project, by, author, situation="KAZ-2022", more=""):
    return make_document(
        project=project,
        by=by,
        text=TEXT.format(author) + more,
        authors=[author],
        situation=situation,
    )


def liken(text, by, quote, relation, other="CSK-1968", **fields):
    comparators = [{"situation": other, "relation": relation}]
    make_annotation(
        document=text, by=by, quote=quote, comparators=comparators, **fields
    )


def rows(answer):
    _rule, _blank, *lines = answer.content.decode("utf-8-sig").splitlines()
    return [
        (row["Holder"], row["About"], row["Compared with"], row["Says"])
        + (int(row["Like"]), int(row["Unlike"]))
        for row in csv.DictReader(lines)
    ]


def test_each_comparison_counts_once(
    as_user, victor, project, olga, alice, django_assert_num_queries
):
    client = as_user(victor)
    assert "Nobody compares situations here" in client.get(PATH).content.decode()
    doe = write(project, olga, "Doe, Jane")
    liken(doe, alice, YES, "like")
    with django_assert_num_queries(13) as few:
        client.get(PATH)
    bob = make_member(project, "bob", "coder")
    liken(doe, bob, YES, "like")
    # what a claim is about, not what its text is about, is what she compares
    liken(doe, alice, NO, "unlike", situation="KGZ-2010")
    roe = write(project, olga, "Roe, Max")
    liken(roe, alice, NO, "unlike")
    liken(roe, alice, YES, "like")
    liken(roe, alice, "So it went", "like", other="HUN-1956")
    # attributed, rejected, and outside the text
    voice = {"kind": "attributed", "holder": "Doe, Jane"}
    liken(roe, alice, NO, "unlike", voice=voice)
    outside = write(project, olga, "Poe, Pat")
    liken(outside, alice, YES, "like")
    make_region(document=outside, by=alice, end=len(outside.text()))
    with django_assert_num_queries(len(few)):
        page = client.get(PATH)
    assert [pair.sentence for pair in page.context["pairs"]] == [
        "KAZ-2022 and CSK-1968: 1 says like, 1 is split.",
        "KAZ-2022 and HUN-1956: only Roe, Max compares them, and says like.",
    ]
    found = [
        ("Doe, Jane", "KAZ-2022", "CSK-1968", "like", 1, 0),
        ("Roe, Max", "KAZ-2022", "CSK-1968", "split", 1, 1),
        ("Roe, Max", "KAZ-2022", "HUN-1956", "like", 1, 0),
    ]
    file = f"{PATH}?picture=comparators&format=csv"
    assert rows(client.get(file)) == found
    drawing = client.get(f"{PATH}?picture=comparators&format=svg").content.decode()
    assert "Roe, Max: KAZ-2022 split CSK-1968" in drawing

    # behind a number are its passages alone
    said = page.context["page"].object_list[1]
    behind = client.get(said.unlike_path).content.decode()
    assert re.findall(r'<mark class="quoted">(.*?)</mark>', behind) == [NO]
    assert "unlike CSK-1968" in behind
    # and so they are beside those of another holder
    names = ("likened", "relation", "likened2", "relation2")
    query = {
        name: re.search(f'name="{name}" value="([^"]*)"', behind)[1] for name in names
    }
    holders = re.findall(r'<option value="(actor:[^"]*)"', behind)
    query |= {"holder": holders[0], "holder2": holders[0]}
    facing = client.get("/projects/winter/positions/beside/", query).text
    assert facing.count("unlike CSK-1968") >= 2
    kept = client.get(said.unlike_path).context["views"]
    assert "likened" in kept
    wrong = client.get(said.unlike_path.replace("relation=unlike", "relation=so"))
    assert wrong.status_code == 422

    # a reprint says no more than its text, but for what it alone says
    reprint = write(project, olga, "Roe, Max", more=" Again.")
    link(document=reprint, of=roe, kind="reprint", by=olga)
    liken(reprint, alice, NO, "unlike")
    assert rows(client.get(file)) == found
    liken(reprint, alice, "Again", "like")
    found[1] = (*found[1][:4], 2, 1)
    assert rows(client.get(file)) == found
    said = client.get(PATH).context["page"].object_list[1]
    for path, n in ((said.like_path, 2), (said.unlike_path, 1)):
        behind = client.get(path).content.decode()
        assert len(re.findall(r'<mark class="quoted">', behind)) == n
    one_each = [*found[:1], (*found[1][:4], 1, 1), *found[2:]]
    assert rows(client.get(f"{file}&unit=document")) == one_each

    # the one selection
    assert len(rows(client.get(f"{file}&situation=all"))) == 4
    assert rows(client.get(f"{file}&voice=attributed")) == [
        ("Doe, Jane", "KAZ-2022", "CSK-1968", "unlike", 0, 1)
    ]
    assert rows(client.get(f"{file}&coder={bob.email}")) == found[:1]
    assert rows(client.get(f"{file}&status=accepted")) == []
    assert rows(client.get(f"{file}&doctrine=uof")) == []
