"""Relations: drawn, changed, taken back and restored over the API."""

import uuid
from urllib.parse import quote

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annotations.actions.annotations import delete_annotation, restore_annotation
from annotations.doctor import examine
from annotations.models import Relation
from corpus.models import Document
from tests.factories import (
    make_annotation,
    make_document,
    make_project,
    make_relation,
)

NEW = {"If-None-Match": "*"}


def address(identity=None):
    return reverse("api:relation", args=[identity or uuid.uuid4()])


def of_text(document):
    return reverse("api:document_relations", args=[document.pk])


def seen(version):
    return {"If-Match": f'"{version}"'}


@pytest.fixture
def claim(document, alice):
    return make_annotation(document=document, by=alice)


@pytest.fixture
def answer(document, alice):
    return make_annotation(
        document=document, by=alice, quote="self-defence was no ground", stance="denies"
    )


@pytest.fixture
def body(claim, answer):
    return {
        "source": str(answer.uuid),
        "target": str(claim.uuid),
        "kind": "rebuts",
        "note": "point by point",
    }


def test_put_draws_a_relation_once(call, alice, document, body):
    where = address()
    made = call(alice, "PUT", where, body, **NEW)
    assert made.status_code == 201, made.content
    row = made.json()
    assert (row["kind"], row["version"], row["own"]) == ("rebuts", 1, True)
    assert row["source"]["quote"] == "self-defence was no ground"
    assert row["target"]["title"] == document.title
    assert made["ETag"] == '"1"'
    assert call(alice, "PUT", where, body, **NEW).status_code == 200
    other = call(alice, "PUT", where, {**body, "kind": "supports"}, **NEW)
    assert (other.status_code, other.json()["code"]) == (409, "conflict")
    assert len(call(alice, "GET", of_text(document)).json()["items"]) == 1


@pytest.mark.parametrize(
    "wrong, field",
    [
        ({"kind": "hates"}, "kind"),
        ({"target": str(uuid.uuid4())}, "target"),
        ({"by": "rita@example.org"}, "by"),
        ({"note": "x" * 1001}, "note"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_put_says_what_is_wrong(call, alice, body, wrong, field):
    response = call(alice, "PUT", address(), {**body, **wrong}, **NEW)
    assert response.status_code == 422, response.content
    assert field in response.json()["fields"]


def test_a_relation_joins_two_different_annotations_once(call, alice, rita, body):
    same = call(alice, "PUT", address(), {**body, "source": body["target"]}, **NEW)
    assert same.status_code == 422
    assert call(alice, "PUT", address(), body, **NEW).status_code == 201
    twice = call(alice, "PUT", address(), body, **NEW)
    assert "joined in this way already" in twice.json()["detail"]
    # somebody else may say the same
    assert call(rita, "PUT", address(), body, **NEW).status_code == 201


def test_changes_carry_the_version_seen(call, alice, claim, answer):
    relation = make_relation(source=answer, target=claim, by=alice)
    where = address(relation.uuid)
    assert call(alice, "PATCH", where, {"kind": "concedes"}).status_code == 428
    changed = call(alice, "PATCH", where, {"kind": "concedes"}, **seen(1))
    assert (changed.json()["kind"], changed["ETag"]) == ("concedes", '"2"')
    stale = call(alice, "PATCH", where, {"note": "late"}, **seen(1))
    assert (stale.status_code, stale.json()["current"]["version"]) == (409, 2)
    moved = call(alice, "PATCH", where, {"source": str(claim.uuid)}, **seen(2))
    assert moved.status_code == 422
    assert call(alice, "DELETE", where, **seen(2)).json()["version"] == 3
    gone = call(alice, "GET", where)
    assert (gone.status_code, gone.json()["version"]) == (410, 3)
    back = reverse("api:restore_relation", args=[relation.uuid])
    assert call(alice, "POST", back, **seen(3)).json()["version"] == 4
    assert call(alice, "GET", where).status_code == 200


def test_what_was_drawn_again_is_not_restored_beside_it(call, alice, claim, answer):
    relation = make_relation(source=answer, target=claim, by=alice)
    call(alice, "DELETE", address(relation.uuid), **seen(1))
    make_relation(source=answer, target=claim, by=alice)
    back = reverse("api:restore_relation", args=[relation.uuid])
    assert call(alice, "POST", back, **seen(2)).status_code == 422


def test_coders_change_their_own_and_a_reviewer_all(call, alice, rita, claim, answer):
    relation = make_relation(source=answer, target=claim, by=rita)
    where = address(relation.uuid)
    assert call(alice, "DELETE", where, **seen(1)).status_code == 403
    own = make_relation(source=answer, target=claim, by=alice, kind="supports")
    assert call(rita, "DELETE", address(own.uuid), **seen(1)).status_code == 200


def test_a_relation_goes_and_comes_back_with_its_annotation(
    call, alice, document, claim, answer
):
    relation = make_relation(source=answer, target=claim, by=alice)
    claim.refresh_from_db()
    claim = delete_annotation(annotation=claim, version=1, by=alice)
    assert call(alice, "GET", of_text(document)).json()["items"] == []
    assert call(alice, "GET", address(relation.uuid)).status_code == 410
    restore_annotation(annotation=claim, version=2, by=alice)
    [row] = call(alice, "GET", of_text(document)).json()["items"]
    assert row["id"] == str(relation.uuid)


def test_no_relation_is_drawn_to_a_deleted_annotation(call, alice, claim, body):
    delete_annotation(annotation=claim, version=1, by=alice)
    response = call(alice, "PUT", address(), body, **NEW)
    assert response.status_code == 422
    assert "deleted" in response.json()["fields"]["target"][0]


def test_both_texts_hear_of_a_relation_and_of_its_ends(call, alice, olga, claim):
    project = claim.project
    second = make_document(
        project=project, by=olga, text="Help came too late.\n", filename="second.txt"
    )
    far = make_annotation(document=second, by=alice, quote="Help came")
    before = {pk: revision(pk) for pk in (claim.document_id, second.pk)}
    make_relation(source=far, target=claim, by=alice)
    assert all(revision(pk) == was + 1 for pk, was in before.items())
    [row] = call(alice, "GET", of_text(claim.document)).json()["items"]
    assert row["source"]["document"] == second.pk
    far.refresh_from_db()
    far = delete_annotation(annotation=far, version=1, by=alice)
    assert revision(claim.document_id) == before[claim.document_id] + 2
    assert call(alice, "GET", of_text(claim.document)).json()["items"] == []
    restore_annotation(annotation=far, version=2, by=alice)
    assert revision(claim.document_id) == before[claim.document_id] + 3


def revision(pk):
    return Document.objects.get(pk=pk).revision


def test_a_list_costs_the_same_for_many(
    call, alice, document, claim, answer, django_assert_num_queries
):
    kinds = ["supports", "rebuts", "distinguishes", "relies_on", "concedes"]
    for kind in kinds:
        make_relation(source=answer, target=claim, by=alice, kind=kind)
    call(alice, "GET", of_text(document))
    # token, document, relations with both ends
    with django_assert_num_queries(3):
        found = call(alice, "GET", of_text(document))
    assert len(found.json()["items"]) == 5
    known = call(alice, "GET", of_text(document), **{"If-None-Match": found["ETag"]})
    assert known.status_code == 304


def test_a_project_lists_its_relations_in_pages(call, alice, project, claim, answer):
    for kind in ("supports", "rebuts", "concedes"):
        make_relation(source=answer, target=claim, by=alice, kind=kind)
    where = reverse("api:project_relations", args=[project.slug])
    first = call(alice, "GET", f"{where}?limit=2").json()
    assert [row["kind"] for row in first["items"]] == ["supports", "rebuts"]
    rest = call(alice, "GET", f"{where}?limit=2&cursor={first['next']}").json()
    assert ([row["kind"] for row in rest["items"]], rest["next"]) == (
        ["concedes"],
        None,
    )


def test_no_relation_leaves_its_project(call, olga, claim):
    elsewhere = make_project(by=olga, slug="elsewhere")
    other = make_document(project=elsewhere, by=olga)
    far = make_annotation(document=other, by=olga)
    body = {"source": str(claim.uuid), "target": str(far.uuid), "kind": "supports"}
    refused = call(olga, "PUT", address(), body, **NEW)
    assert "one project" in refused.json()["fields"]["target"][0]
    with pytest.raises(IntegrityError), transaction.atomic():
        Relation.objects.create(
            uuid=uuid.uuid4(),
            project=claim.project,
            source=claim,
            target=far,
            kind="supports",
            coder=olga,
        )
        connection.check_constraints()


def test_history_of_a_relation_has_its_users(call, alice, claim, answer):
    relation = make_relation(source=answer, target=claim, by=alice)
    call(alice, "DELETE", address(relation.uuid), **seen(1))
    told = [
        (event.pgh_context["user"], event.pgh_context["verb"], event.version)
        for event in relation.events.order_by("pgh_id")
    ]
    assert told == [(alice.pk, "relate", 1), (alice.pk, "remove_relation", 2)]
    assert list(examine()) == []


def test_passages_are_found_by_words_and_by_link(call, alice, project, claim, answer):
    where = reverse("api:passages", args=[project.slug])

    def found(words):
        rows = call(alice, "GET", f"{where}?q={words}").json()["items"]
        return {row["id"] for row in rows}

    assert found("") == {str(claim.uuid), str(answer.uuid)}
    assert found("ALLIES+help") == {str(claim.uuid)}
    assert found("request+no+ground") == {str(answer.uuid)}
    assert found("allies+ground") == set()
    link = f"http://localhost/projects/winter/texts/1/?annotation={claim.uuid}"
    assert found(quote(link)) == {str(claim.uuid)}


def test_history_of_an_annotation_tells_its_relations(
    call, client, alice, claim, answer
):
    relation = make_relation(source=answer, target=claim, by=alice)
    call(alice, "PATCH", address(relation.uuid), {"kind": "concedes"}, **seen(1))
    call(alice, "DELETE", address(relation.uuid), **seen(2))

    def told(annotation):
        where = reverse("api:annotation_history", args=[annotation.uuid])
        return [
            (entry["verb"], change["to"])
            for entry in call(alice, "GET", where).json()["items"]
            for change in entry["changes"]
            if change["field"] == "relations"
        ]

    assert told(answer) == [
        ("relate", ["Rebuts “asked its allies for help”"]),
        ("change_relation", ["Concedes “asked its allies for help”"]),
        ("remove_relation", []),
    ]
    assert told(claim)[0] == (
        "relate",
        ["Is rebutted by “self-defence was no ground”"],
    )
    client.force_login(alice)
    page = client.get(
        reverse("review:annotation", args=[claim.project.slug, claim.uuid])
    )
    assert "drew a relation" in page.text and "Is conceded by" in page.text


def test_passages_are_looked_for_by_some_words_only(call, alice, project, claim):
    where = reverse("api:passages", args=[project.slug])
    with CaptureQueriesContext(connection) as asked:
        found = call(alice, "GET", f"{where}?q={'e+' * 1500}")
    assert [row["id"] for row in found.json()["items"]] == [str(claim.uuid)]
    assert len(asked.captured_queries[-1]["sql"]) < 10_000
