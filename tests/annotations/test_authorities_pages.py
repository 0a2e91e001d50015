"""Pages of authorities: found, read, changed, and what relies on a provision."""

import pytest
from django.urls import reverse

from annotations.models import Instrument, Provision
from corpus.actions.names import create_actor
from tests.factories import make_annotation, make_document

PLACE = {"instrument": "CSTO Treaty", "locator": "Art. 4"}
OLD, NEW = {**PLACE, "version": "1992"}, {**PLACE, "version": "2010"}


@pytest.fixture
def wording(project):
    return Provision.objects.get(project=project, locator="Art. 4", version="1992")


@pytest.fixture
def marks(project, olga, alice):
    """Two that rely on the old wording, of which one knows it, and one on the new."""
    document = make_document(
        project=project, by=olga, situation="KAZ-2022", authors=["Doe, Jane"]
    )
    create_actor(project=project, name="Ministry", by=alice)
    said = {"kind": "attributed", "holder": "Ministry"}
    known = {**OLD, "reliance": "superseded"}
    return [
        make_annotation(document=document, by=alice, authority=OLD),
        make_annotation(
            document=document, by=alice, quote="help came", authority=known, voice=said
        ),
        make_annotation(
            document=document, by=alice, quote="attacked", authority=NEW, voice=said
        ),
    ]


def page(client, name, *rest, **query):
    return client.get(reverse(f"annotations:{name}", args=["winter", *rest]), query)


def test_the_list_is_searched_as_one_types(as_user, victor):
    client = as_user(victor)
    whole = page(client, "authorities").content.decode()
    assert whole.index("Art. 2(4)") < whole.index("Art. 51") < whole.index("Art. 103")
    assert "Add an instrument" not in whole
    path = reverse("annotations:authorities", args=["winter"])
    found = client.get(path, {"q": "csto 2010"}, headers={"HX-Request": "true"})
    part = found.content.decode()
    assert part.lstrip().startswith('<div id="authorities"')
    assert "since 19 December 2012" in part
    assert "20 April 1994" not in part and "UN Charter" not in part
    assert (
        "No authority says “nothing”"
        in page(client, "authorities", q="nothing").content.decode()
    )


def test_a_reviewer_adds_an_instrument_and_its_wordings(as_user, rita, project):
    client = as_user(rita)
    path = reverse("annotations:authorities", args=["winter"])
    client.post(path, {"name": "Winter Pact", "kind": "treaty", "adopted": "2019"})
    pact = Instrument.objects.get(project=project, name="Winter Pact")
    place = reverse("annotations:instrument", args=["winter", pact.pk])
    wrong = client.post(place, {"locator": "Art. 7", "in_force_from": "spring"})
    assert wrong.status_code == 422
    assert "is no date" in wrong.content.decode()
    fields = {
        "locator": "Art. 7",
        "in_force_from": "2019-03",
        "in_force_for": "Ruritania",
    }
    answer = client.post(place, fields, follow=True)
    assert "in force since March 2019, for Ruritania" in answer.content.decode()


def test_a_stale_edit_shows_both_versions(as_user, rita, wording):
    client = as_user(rita)
    path = reverse("annotations:edit_provision", args=["winter", wording.pk])
    shown = client.get(path).context["form"]
    sent = {field.name: field.value() for field in shown}
    client.post(path, {**sent, "in_force_for": "Armenia"})
    answer = client.post(path, {**sent, "in_force_for": "Kazakhstan"})
    assert answer.status_code == 409
    assert answer.context["stale"] == [("In force for", "Armenia", "Kazakhstan")]
    wording.refresh_from_db()
    assert wording.in_force_for == "Armenia"
    # what the page holds now can be saved
    again = {field.name: field.value() for field in answer.context["form"]}
    client.post(path, again)
    wording.refresh_from_db()
    assert (wording.in_force_for, wording.row_version) == ("Kazakhstan", 3)


def test_only_what_nothing_names_is_deleted(as_user, rita, wording, marks):
    client = as_user(rita)
    path = reverse("annotations:delete_provision", args=["winter", wording.pk])
    answer = client.post(path, {"row_version": 1}, follow=True)
    assert "2 annotations rely on" in answer.content.decode()
    other = Provision.objects.get(project=wording.project, locator="Art. 20")
    path = reverse("annotations:delete_provision", args=["winter", other.pk])
    assert (
        "was deleted"
        in client.post(path, {"row_version": 1}, follow=True).content.decode()
    )


def test_a_provision_shows_its_wordings_and_who_relies_on_them(
    as_user, victor, wording, marks
):
    answer = page(as_user(victor), "provision", wording.pk)
    assert [row.version for row in answer.context["wordings"]] == ["1992", "2010"]
    assert answer.context["holders"] == [("Ministry", 0, 2), ("Doe, Jane", 1, 0)]
    assert answer.context["count"] == 3
    content = answer.content.decode()
    assert (
        "Not in force in KAZ-2022 (January 2022): it ended on 18 December 2012."
        " In force then: 2010." in content
    )
    assert content.count("Not in force in KAZ-2022") == 2


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"authority": "superseded"}, [1]),
        ({"authority": "not-in-force"}, [0, 1]),
        ({"voice": "own"}, [0]),
        ({"holder": "Ministry"}, [1, 2]),
        ({"holder": "Doe, Jane"}, [0]),
        ({"situation": "KGZ-2010"}, []),
        ({"stance": "asserts", "doctrine": "ibi"}, [0, 1, 2]),
    ],
)
def test_its_passages_are_filtered(as_user, victor, wording, marks, query, found):
    answer = page(as_user(victor), "provision", wording.pk, **query)
    wanted = {marks[number].pk for number in found}
    assert {row.pk for row in answer.context["rows"]} == wanted


def test_a_filter_that_is_none_is_told(as_user, victor, wording, marks):
    answer = page(as_user(victor), "provision", wording.pk, authority="old")
    assert answer.status_code == 422
    assert "is none of" in answer.content.decode()


def test_the_table_of_a_text_and_the_api_filter_it_too(as_user, call, victor, marks):
    text = marks[0].document_id
    answer = page(as_user(victor), "table", text, authority="not-in-force")
    assert answer.context["count"] == 2
    assert "In force then: 2010" in answer.content.decode()
    path = reverse("api:project_annotations", args=["winter"])
    rows = call(victor, "GET", f"{path}?authority=superseded").json()["items"]
    assert [row["id"] for row in rows] == [str(marks[1].uuid)]


def test_an_annotation_says_that_its_wording_was_not_in_force(as_user, victor, marks):
    client = as_user(victor)
    path = reverse("review:annotation", args=["winter", marks[1].uuid])
    content = client.get(path).content.decode()
    assert "In force then: 2010." in content
    assert "superseded wording" in content
    path = reverse("review:annotation", args=["winter", marks[2].uuid])
    assert "Not in force" not in client.get(path).content.decode()


def test_pages_cost_the_same_for_many_rows(
    as_user, victor, rita, alice, wording, marks, django_assert_num_queries
):
    client = as_user(victor)

    def costs(name, *rest):
        with django_assert_num_queries(COSTS[name]):
            page(client, name, *rest)

    rows = [
        ("authorities",),
        ("instrument", wording.instrument_id),
        ("provision", wording.pk),
    ]
    for row in rows:
        costs(*row)
    for quote in ("asked its allies", "no ground", "strangers"):
        document = marks[0].document
        make_annotation(document=document, by=alice, quote=quote, authority=OLD)
    for number in range(5):
        Provision.objects.create(
            project=wording.project,
            instrument=wording.instrument,
            locator="Art. 4",
            version=f"draft {number}",
        )
    for row in rows:
        costs(*row)


#: Session, user, project with the role, and:
COSTS = {
    # uses, wordings, instruments, the header's projects
    "authorities": 6,
    "instrument": 6,
    "provision": 18,
}
