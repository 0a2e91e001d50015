"""The tree: what it shows, what a search finds, and putting it in order."""

import pytest
from django.urls import reverse

from annotations.models import CodebookChange, Doctrine
from annotations.views import codebook_tree
from tests.annotations.test_codebook import address, get
from tests.factories import make_annotation


def below(project, slug):
    """The slugs of the entries below one, in the order of the tree."""
    rows = Doctrine.objects.filter(project=project, parent__slug=slug).for_tree()
    return [row.slug for row in rows]


@pytest.fixture
def place(as_user, rita, project):
    def send(slug, **fields):
        return as_user(rita).post(address(project, "place_doctrine", slug), fields)

    return send


def test_the_names_above_count_for_a_search(as_user, victor, project):
    query = {"q": "valid consent scope", "part": "tree"}
    page = as_user(victor).get(address(project), query).text
    assert 'id="ibi.consent.scope"' in page
    assert 'id="ibi.consent.freedom"' not in page
    assert "<h1>" not in page


def test_a_search_shows_the_first_and_says_how_many(
    as_user, victor, project, monkeypatch
):
    monkeypatch.setattr(codebook_tree, "MOST_FOUND", 3)
    page = as_user(victor).get(address(project), {"q": "consent"}).text
    assert "the first 3 are shown" in " ".join(page.split())


def test_a_great_codebook_is_folded_and_opens_by_branch(
    as_user, victor, project, monkeypatch
):
    monkeypatch.setattr(codebook_tree, "WHOLE", 10)
    client = as_user(victor)
    assert 'id="ibi.consent"' not in client.get(address(project)).text
    branch = client.get(address(project, "doctrines_below", "ibi")).text
    assert 'id="ibi.consent"' in branch
    assert 'id="ibi.consent.scope"' not in branch
    opened = client.get(address(project), {"open": "ibi.consent"}).text
    assert 'id="ibi.consent.scope"' in opened


def test_retired_entries_are_listed_with_what_replaced_them(as_user, rita, project):
    client = as_user(rita)
    sent = {"replaced_by": "ibi.rule"}
    client.post(address(project, "retire_doctrine", "ibi.request"), sent)
    assert "Retired (1)" in client.get(address(project)).text
    page = client.get(address(project), {"retired": "on"}).text
    assert get(project, "ibi.rule").name in page


@pytest.mark.parametrize("step", ["up", "down"])
def test_a_step_changes_places_with_a_sibling(place, project, step):
    before = below(project, "ibi.consent")
    slug = before[1]
    place(slug, step=step)
    other = 0 if step == "up" else 2
    wanted = [*before]
    wanted[1], wanted[other] = wanted[other], wanted[1]
    assert below(project, "ibi.consent") == wanted


def test_in_and_out_are_each_others_undoing(place, project):
    before = below(project, "ibi.consent")
    place(before[1], step="in")
    assert below(project, before[0]) == [before[1]]
    place(before[1], step="out")
    assert below(project, "ibi.consent") == before


def test_what_comes_along_is_said_before_and_after(
    as_user, rita, alice, document, place, project
):
    make_annotation(document=document, by=alice, doctrine="ibi.consent")
    client = as_user(rita)
    before = client.get(address(project, "place_doctrine", "ibi.consent")).text
    said = " ".join(before.split())
    assert "4 entries below it come along, and 1 passage goes with it" in said
    place("ibi.consent", parent="sd")
    after = client.get(address(project, "doctrines")).text
    assert "“Valid consent” is last under “Self-defence”, with 4 below it." in after


def test_a_move_is_one_change_and_is_taken_back(place, project):
    before = below(project, "ibi.consent")
    place(before[2], parent="sd", first="on", seen="ibi.consent")
    assert below(project, "sd")[0] == before[2]
    change = CodebookChange.objects.filter(project=project).latest("pk")
    assert (change.kind, change.about) == ("move", before[2])
    place(before[2], parent="ibi.consent", after=before[1], seen="sd", back="on")
    assert below(project, "ibi.consent") == before


def test_the_page_offers_to_take_a_move_back_once(as_user, rita, place, project):
    slug = below(project, "ibi.consent")[1]
    answer = place(slug, step="up")
    client = as_user(rita)
    offered = client.get(answer.url).context["moved"]
    assert (offered["parent"], offered["seen"]) == ("ibi.consent", "ibi.consent")
    assert client.get(answer.url).context["moved"] is None


def test_a_place_between_two_writes_one_row(place, project):
    slugs = below(project, "ibi.consent")
    for order, slug in enumerate(slugs):
        Doctrine.objects.filter(project=project, slug=slug).update(order=order * 10)
    place(slugs[2], parent="ibi.consent", after=slugs[0])
    change = CodebookChange.objects.filter(project=project).latest("pk")
    assert change.kind == "reorder"
    assert len(change.changes["doctrines"]) == 1
    assert below(project, "ibi.consent")[:3] == [slugs[0], slugs[2], slugs[1]]


@pytest.mark.parametrize(
    ("fields", "status", "sentence"),
    [
        ({"parent": "ibi.consent.scope"}, 422, "choose another place"),
        ({"parent": "nonsense"}, 422, "Choose a place."),
        ({"step": "sideways"}, 422, "Choose a place."),
        ({"parent": "sd", "seen": "sd"}, 409, "Somebody moved"),
        ({"parent": "ibi", "after": "sd.necessity"}, 409, "Somebody moved"),
    ],
)
def test_a_place_that_cannot_be_is_refused(place, project, fields, status, sentence):
    before = below(project, "ibi")
    for part in ({}, {"part": "tree"}):
        answer = place("ibi.consent", **fields, **part)
        assert answer.status_code == status
        assert sentence in answer.text
    assert below(project, "ibi") == before


def test_a_viewer_sees_no_way_to_move(as_user, victor, project):
    page = as_user(victor).get(address(project)).text
    assert "data-move" not in page
    assert reverse("annotations:place_doctrine", args=["winter", "ibi"]) not in page
