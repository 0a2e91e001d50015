"""Two actors made one, and two again: what moves, what comes back, what is kept."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.urls import reverse

from accounts.actions import create_token
from annotations.actions.annotations import edit_annotation
from annotations.actions.merging import merge_actors, unmerge_actors
from annotations.events import history_of
from annotations.exchange.load import load_set
from annotations.models import ActorMerge, Annotation, Via
from corpus.actions.names import create_actor
from corpus.models import Actor, Authorship, Document
from tests.factories import make_annotation, make_document


def attributed(holder, *via):
    return {"kind": "attributed", "holder": holder, "via": list(via)}


@pytest.fixture
def ann(project, alice):
    return create_actor(
        project=project, name="Reed, Ann", by=alice, affiliation="Hill Institute"
    )


@pytest.fixture
def pen(project, alice):
    """Somebody who is Ann Reed under another name."""
    return create_actor(
        project=project,
        name="Quill",
        by=alice,
        kind="person",
        aliases=["Q."],
        affiliation="Daily Post",
        identifiers={"wikidata": "Q42"},
        note="A columnist.",
    )


@pytest.fixture
def merged(ann, pen, rita):
    """merged(): Quill becomes another name of Ann Reed."""
    return lambda: merge_actors(kept=ann, absorbed=pen, by=rita, reason="Her own word.")


def test_everything_moves_to_the_kept_actor(
    merged, ann, pen, alice, olga, project, document
):
    make_document(project=project, by=olga, authors=["Quill"], text="One.")
    mark = make_annotation(document=document, by=alice, voice=attributed("Quill"))
    other = make_annotation(
        document=document, by=alice, voice=attributed("Reed, Ann", "Quill")
    )
    create_actor(project=project, name="Ministry", by=alice)
    chained = make_annotation(
        document=document, by=alice, voice=attributed("Ministry", "Quill")
    )
    before = Document.objects.get(pk=document.pk).revision
    merged()
    assert not Authorship.objects.filter(actor=pen).exists()
    assert not Annotation.objects.filter(actor=pen).exists()
    # nobody stands in a chain to themselves
    assert list(Via.objects.values_list("annotation", "actor")) == [
        (chained.pk, ann.pk)
    ]
    ann.refresh_from_db()
    assert [alias["name"] for alias in ann.aliases] == ["Quill", "Q."]
    assert ann.identifiers == {"wikidata": "Q42"}
    assert ann.affiliations.count() == 2
    document.refresh_from_db()
    assert document.revision == before + 1
    for row in (mark, other, chained):
        row.refresh_from_db()
        assert (row.version, row.revision) == (2, before + 1)
    assert not Actor.objects.filter(name="Quill").exists()


def test_history_tells_who_merged(merged, rita, alice, document, ann, pen):
    mark = make_annotation(document=document, by=alice, voice=attributed("Quill"))
    merged()
    last = history_of(mark, mark.project)[-1]
    assert (last["verb"], last["by"]) == ("merge_actors", "rita")
    assert last["changes"] == [{"field": "holder", "from": "Quill", "to": "Reed, Ann"}]


def test_taking_back_gives_back_exactly_what_moved(
    merged, ann, pen, rita, alice, olga, project, document
):
    text = make_document(project=project, by=olga, authors=["Quill"], text="One.")
    both = make_document(
        project=project, by=olga, authors=["Reed, Ann", "Quill"], text="Two."
    )
    mark = make_annotation(document=document, by=alice, voice=attributed("Quill"))
    chained = make_annotation(
        document=document, by=alice, voice=attributed("Reed, Ann", "Quill")
    )
    own = make_annotation(document=document, by=alice, voice=attributed("Reed, Ann"))
    merge = merged()
    later = make_annotation(document=document, by=alice, voice=attributed("Quill"))
    assert later.actor_id == ann.pk
    unmerge_actors(merge=merge, by=rita)
    holders = Annotation.objects.order_by("pk").values_list("pk", "actor__name")
    assert list(holders) == [
        (mark.pk, "Quill"),
        (chained.pk, "Reed, Ann"),
        (own.pk, "Reed, Ann"),
        (later.pk, "Reed, Ann"),
    ]
    assert list(Via.objects.values_list("annotation", "actor")) == [
        (chained.pk, pen.pk)
    ]
    assert [str(part) for part in text.authorships.all()] == ["Quill"]
    assert [str(part) for part in both.authorships.all()] == ["Reed, Ann", "Quill"]
    for actor, was in ((ann, "Hill Institute"), (pen, "Daily Post")):
        actor.refresh_from_db()
        assert actor.affiliation == was
        assert [row.affiliation for row in actor.affiliations.all()] == [was]
    assert (ann.aliases, ann.identifiers, ann.note) == ([], {}, "")
    assert pen.identifiers == {"wikidata": "Q42"}
    assert pen.merged_into is None


def test_what_was_given_to_a_third_stays_there(merged, rita, alice, project, document):
    create_actor(project=project, name="Ministry", by=alice)
    mark = make_annotation(document=document, by=alice, voice=attributed("Quill"))
    merge = merged()
    mark.refresh_from_db()
    edit_annotation(
        annotation=mark, version=2, changes={"voice": attributed("Ministry")}, by=alice
    )
    assert unmerge_actors(merge=merge, by=rita)["annotations"] == 0
    mark.refresh_from_db()
    assert mark.actor.name == "Ministry"


def test_a_merge_is_taken_back_once_and_in_order(merged, rita, ann, project, alice):
    merge = merged()
    third = create_actor(project=project, name="Reed, Anne", by=alice)
    second = merge_actors(kept=third, absorbed=ann, by=rita)
    with pytest.raises(ValidationError, match="Take that back first"):
        unmerge_actors(merge=merge, by=rita)
    unmerge_actors(merge=second, by=rita)
    unmerge_actors(merge=merge, by=rita)
    with pytest.raises(ValidationError, match="taken back already"):
        unmerge_actors(merge=merge, by=rita)


def test_a_decision_stands_through_a_merge(merged, alice, document, pen):
    mark = make_annotation(document=document, by=alice, voice=attributed("Quill"))
    Annotation.objects.filter(pk=mark.pk).update(status="accepted")
    merged()
    mark.refresh_from_db()
    assert mark.status == "accepted"


def test_a_set_naming_the_absorbed_finds_the_kept(merged, olga, document, ann, pen):
    merged()
    line = (
        '{"document": {"filename": "note.txt"}, "start": 0, "end": 6,'
        ' "quote": "A note", "doctrine": "ibi.request", "stance": "asserts",'
        ' "voice": {"kind": "attributed", "holder": "Quill", "via": ["Q."]}}'
    )
    load_set(project=document.project, data=line.encode(), by=olga, create_missing=True)
    mark = Annotation.objects.get(document=document)
    assert mark.actor == ann
    assert not Actor.objects.filter(name="Quill").exists()


def test_a_mark_in_flight_cannot_name_the_absorbed(merged, document, alice, pen):
    mark = make_annotation(document=document, by=alice, voice=attributed("Quill"))
    merged()
    with pytest.raises(Exception, match="merged into another"):
        Annotation.objects.filter(pk=mark.pk).update(actor=pen)


def test_a_coder_may_not_merge(ann, pen, alice):
    with pytest.raises(PermissionDenied):
        merge_actors(kept=Actor.objects.get(pk=ann.pk), absorbed=pen, by=alice)


def test_the_page_says_what_moves_and_moves_it(
    as_user, rita, olga, alice, ann, pen, document
):
    both = {"authors": ["Reed, Ann", "Quill"], "title": "A joint note"}
    make_document(project=ann.project, by=olga, text="Two.", **both)
    make_annotation(document=document, by=alice, voice=attributed("Quill"))
    page = reverse("annotations:merge_actors", args=[ann.project.slug])
    two = {"kept": ann.pk, "absorbed": pen.pk}
    shown = as_user(rita).get(page, two)
    assert shown.context["preview"].annotations == 1
    assert shown.context["preview"].both == ["A joint note"]
    assert not ActorMerge.objects.exists()
    as_user(rita).post(page, {**two, "reason": "Her own word."})
    assert ActorMerge.objects.get().reason == "Her own word."
    moved = as_user(rita).get(
        reverse("annotations:actor", args=[ann.project.slug, pen.pk])
    )
    assert moved.url.endswith(f"/actors/{ann.pk}/")


def test_a_reason_that_no_database_holds_is_refused(as_user, ann, pen, rita, project):
    address = reverse("annotations:merge_actors", args=[project.slug])
    sent = {"kept": ann.pk, "absorbed": pen.pk, "reason": "Her\x00own"}
    answer = as_user(rita).post(address, sent)
    assert answer.status_code == 422
    assert "holds a NUL character" in answer.text
    assert not ActorMerge.objects.exists()


def test_look_alikes_are_proposed_until_somebody_says_no(
    as_user, rita, alice, project, ann
):
    other = create_actor(project=project, name="Reed, A.", by=alice)
    page = reverse("annotations:lookalikes", args=[project.slug])
    [pair] = as_user(rita).get(page).context["pairs"]
    assert [str(actor) for actor in pair["actors"]] == ["Reed, Ann", "Reed, A."]
    as_user(rita).post(
        reverse("annotations:different_actors", args=[project.slug]),
        {"one": other.pk, "other": ann.pk},
    )
    assert as_user(rita).get(page).context["pairs"] == []


def test_actors_are_merged_and_parted_by_the_api(client, ann, pen, rita, project):
    _token, secret = create_token(user=rita, name="test")
    sent = {
        "headers": {"Authorization": f"Bearer {secret}"},
        "content_type": "application/json",
    }
    merges = reverse("api:merges", args=[project.slug])
    done = client.post(merges, {"kept": "Reed, Ann", "absorbed": pen.pk}, **sent)
    assert done.status_code == 201
    assert done.json()["moved"]["affiliations"] == 1
    row = client.get(reverse("api:actor", args=[ann.pk]), **sent).json()
    assert row["aliases"] == ["Quill", "Q."]
    back = client.post(reverse("api:undo_merge", args=[done.json()["id"]]), **sent)
    assert back.json()["returned"]["affiliations"] == 1
    again = client.post(reverse("api:undo_merge", args=[done.json()["id"]]), **sent)
    assert again.status_code == 422


def test_an_actor_is_changed_by_the_api_in_its_version(client, ann, alice):
    _token, secret = create_token(user=alice, name="test")
    address = reverse("api:actor", args=[ann.pk])
    sent = {"content_type": "application/json"}
    headers = {"Authorization": f"Bearer {secret}", "If-Match": '"1"'}
    names = [{"name": "Рид, Энн", "kind": "transliteration", "language": "ru"}]
    row = client.patch(address, {"names": names}, headers=headers, **sent)
    assert (row.status_code, row.json()["names"]) == (200, names)
    stale = client.patch(address, {"note": "x"}, headers=headers, **sent)
    assert stale.status_code == 409
    assert stale.json()["current"]["version"] == 2


def test_very_many_marks_move_in_time(merged, ann, document, alice):
    first = make_annotation(document=document, by=alice, voice=attributed("Quill"))
    columns = ", ".join(
        f'"{field.column}"'
        for field in Annotation._meta.concrete_fields
        if field.name not in ("id", "uuid")
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO annotations_annotation (uuid, {columns})"  # noqa: S608
            f" SELECT gen_random_uuid(), {columns} FROM annotations_annotation,"
            " generate_series(1, 10000) WHERE id = %s",
            [first.pk],
        )
        # three seconds; a comparison of each with each takes half a minute
        cursor.execute("SET LOCAL statement_timeout = '12s'")
    merged()
    assert Annotation.objects.filter(actor=ann).count() == 10001
