"""The table of positions as an instrument: its order, its menus, its silence."""

from html import unescape

import pytest

from annotations.models import Coverage
from tests.annotations.test_positions_page import read, table_of
from tests.factories import make_annotation, make_document

PAGE = "/projects/winter/positions/"
INVITATION = "Intervention by invitation"
FORCE = "Use of force and non-intervention"

TEXT = (
    "{}: the allies were asked, and they came. Their coming broke no rule. A friend may"
    " be helped. Nobody was attacked.\n"
)


@pytest.fixture
def camps(project, olga, alice):
    """Adler and Zorn say one thing of four doctrines, Mohn the other one."""
    found = {}
    for name in ("Adler, A", "Mohn, M", "Zorn, Z"):
        text = found[name] = make_document(
            project=project,
            by=olga,
            text=TEXT.format(name),
            filename=f"{name[0]}.txt",
            authors=[name],
        )
        stance = "denies" if name == "Mohn, M" else "asserts"
        for doctrine, quote in (
            ("ibi.request", "were asked"),
            ("ibi.consent", "they came"),
            ("uof.prohibition", "broke no rule"),
        ):
            make_annotation(
                document=text, by=alice, doctrine=doctrine, quote=quote, stance=stance
            )
    make_annotation(
        document=found["Zorn, Z"], by=alice, doctrine="uof", quote="be helped"
    )
    return found


def rows(client, **query):
    return list(read(client.get(PAGE, query).content))[:-1]


def columns(client, **query):
    return list(next(iter(read(client.get(PAGE, query).content).values())))[1:]


def step(client, words, about, **query):
    """Where a step of the menu of a row or a column leads."""
    table = table_of(client.get(PAGE, query).content)
    for menu in table.iter("span"):
        if menu.get("role") == "group" and menu.get("aria-label") == about:
            for link in menu.iter("a"):
                if link.text == words:
                    return link.get("href")
    raise AssertionError(f"“{about}” has no “{words}”")


def follow(client, address):
    """The query of the page that an address ends at."""
    answer = client.get(PAGE + address, follow=True)
    assert answer.status_code == 200
    return answer.wsgi_request.GET


def test_rows_are_sorted_as_asked(camps, as_user, victor):
    client = as_user(victor)
    names = ["Adler, A", "Mohn, M", "Zorn, Z"]
    assert rows(client) == names
    assert rows(client, sort="-name") == names[::-1]
    assert rows(client, sort="passages")[0] == "Zorn, Z"
    assert rows(client, sort="-effect")[0] == "Mohn, M"
    # the camp of two stands together
    assert {*rows(client, sort="likeness")[:2]} == {"Adler, A", "Zorn, Z"}
    assert rows(client, sort="column:ibi")[-1] == "Mohn, M"
    assert rows(client, sort="column:uof", top="actor:0") == rows(
        client, sort="column:uof"
    )
    wrong = client.get(PAGE, {"sort": "beauty"})
    assert wrong.status_code == 422
    assert "“beauty” sorts no rows" in unescape(wrong.text)


def test_rows_and_columns_are_moved_and_pinned_by_links(camps, as_user, victor):
    client = as_user(victor)
    query = follow(client, step(client, "Move up", "Zorn, Z"))
    assert rows(client, **query.dict()) == ["Adler, A", "Zorn, Z", "Mohn, M"]
    assert query.getlist("place") == [query["place"]]
    # the step back leaves nothing behind
    back = follow(client, step(client, "Move down", "Zorn, Z", **query.dict()))
    assert not back
    query = follow(client, step(client, "Pin at the top", "Zorn, Z"))
    assert rows(client, sort="name", **query.dict())[0] == "Zorn, Z"
    first = columns(client)
    assert first.index(FORCE) < first.index(INVITATION)
    query = follow(client, step(client, "Pin as first column", INVITATION))
    assert columns(client, **query.dict())[0] == INVITATION
    sorted_too = {"sort": "-name", **query.dict()}
    assert step(client, "Unpin", INVITATION, **sorted_too) == "?sort=-name"
    query = follow(client, step(client, "Move left", INVITATION))
    place = first.index(INVITATION)
    assert columns(client, **query.dict()).index(INVITATION) == place - 1
    back = follow(client, step(client, "Move right", INVITATION, **query.dict()))
    assert not back
    query = follow(client, "?open=ibi&pin=ibi.request")
    shown = columns(client, **query.dict())
    assert shown[0].startswith("Request") and len(shown) > len(first)
    assert client.get(PAGE, {"shift": "move:uof"}).status_code == 422


def test_columns_are_sorted_as_asked(camps, as_user, victor):
    client = as_user(victor)
    assert columns(client, across="passages")[:2] == [INVITATION, FORCE]
    names = columns(client, across="name")
    assert names == sorted(names, key=str.casefold)


def test_a_coder_says_from_the_cell_that_a_text_is_silent(
    camps, project, as_user, alice, victor
):
    client = as_user(alice)
    row, where = read(client.get(PAGE, {"by": "document"}).content)["A"], None
    silent = next(name for name, words in row.items() if words == "not coded")
    table = table_of(client.get(PAGE, {"by": "document"}).content)
    for cell in table.find("tbody/tr").findall("td"):
        if cell.get("data-label") == silent:
            where = cell.find("a").get("href")
    assert "Read, nothing found" in client.get(where).text
    # without script: back in the table, which says so
    done = client.post(where, {"state": "read"}, follow=True)
    assert done.redirect_chain[-1][0] == f"{PAGE}?by=document"
    assert read(done.content)["A"][silent] == "silent"
    part = client.post(
        where, {"state": "not_applicable"}, headers={"HX-Request": "true"}
    )
    assert "not applicable" in part.text and "<html" not in part.text
    assert 'value="read"' in part.text, "undo gives back what was said before"
    assert read(client.get(PAGE).content)["Adler, A"][silent] == "not applicable"
    client.post(where, {"state": "clear"})
    assert not Coverage.objects.exists()
    assert client.post(where, {"state": "loud"}).status_code == 422
    wrong = client.get(where.replace("column=", "column=no."))
    assert wrong.status_code == 422 and "There is no doctrine" in wrong.text
    # a table where it cannot be said leads to the one where it can
    elsewhere = "?doctrine=ibi&amp;by=document"
    assert elsewhere in client.get(PAGE, {"columns": "ground", "doctrine": "ibi"}).text
    assert "Show texts as rows" not in client.get(PAGE, {"by": "document"}).text
    # who may not mark sees the table without it
    reader = as_user(victor)
    assert "Show texts as rows" not in reader.get(PAGE).text
    assert "coverage" not in reader.get(PAGE, {"by": "document"}).text
    assert reader.post(where, {"state": "read"}).status_code == 403


def test_a_holder_leads_to_a_row_for_each_text(camps, as_user, alice):
    client = as_user(alice)
    query = follow(client, step(client, "Texts, one by one", "Mohn, M"))
    assert query["by"] == "document"
    page = client.get(PAGE, query.dict())
    assert list(read(page.content)) == ["M"]
    assert "Only texts of Mohn, M." in page.text
