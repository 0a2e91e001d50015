"""Examples that are passages of others, where coders work blind."""

import pytest
from django.urls import reverse

from annotations.models import Assignment, CodebookChange
from tests.factories import make_annotation, make_member

pytestmark = pytest.mark.django_db
NOTE = "Nobody says it more plainly."


@pytest.fixture
def shown(project, document, alice, rita, as_user):
    """bob's passage is an example, before a release, of a text that alice codes."""
    bob = make_member(project, "bob", "coder")
    mark = make_annotation(document=document, by=bob, quote="strangers had crossed")
    given = {"annotation": str(mark.uuid), "note": NOTE}
    address = f"/api/v1/projects/{project.slug}/doctrines/ibi.request/examples"
    made = as_user(rita).post(address, given, content_type="application/json")
    assert made.status_code == 201
    project.coding = "blind"
    project.save(update_fields=["coding"])
    for coder in (alice, bob):
        Assignment.objects.create(
            project=project, document=document, coder=coder, by=rita
        )
    return mark


def pages(project):
    """Wherever examples stand."""
    for name, *more in (
        ("doctrines",),
        ("handbook",),
        ("release", 1),
        ("download_release", 1),
    ):
        yield reverse(f"annotations:{name}", args=[project.slug, *more])
    files = reverse("annotations:export_codebook", args=[project.slug])
    yield from (f"{files}?format={one}" for one in ("json", "skos-ttl", "qdc"))
    yield reverse("review:doctrine", args=[project.slug, "ibi.request"])
    yield f"/api/v1/projects/{project.slug}/doctrines/ibi.request/examples"


def test_a_blind_coder_sees_no_passage_of_others(
    as_user, alice, olga, rita, project, document, shown
):
    as_user(olga).post(reverse("annotations:releases", args=[project.slug]))
    told = {shown.quote, str(shown.uuid), NOTE}
    for page in pages(project):
        answer = as_user(alice).get(page)
        assert answer.status_code == 200, page
        assert not [words for words in told if words in answer.text], page
    client = as_user(rita)
    reading = [page for page in pages(project) if shown.quote in client.get(page).text]
    # the tree shows no examples
    assert reading == [*pages(project)][1:]
    made = CodebookChange.objects.get(kind="example")
    history = reverse("annotations:codebook_change", args=[project.slug, made.pk])
    assert NOTE in client.get(history).text
    assert NOTE not in as_user(alice).get(history).text


def test_a_blind_reviewer_freezes_all_examples(
    as_user, rita, olga, project, document, shown
):
    Assignment.objects.create(project=project, document=document, coder=rita, by=olga)
    releases = reverse("annotations:releases", args=[project.slug])
    as_user(rita).post(releases)
    assert as_user(rita).get(releases).context["changed"] == 0
    frozen = reverse("annotations:release", args=[project.slug, 1])
    assert shown.quote not in as_user(rita).get(frozen).text
    assert shown.quote in as_user(olga).get(frozen).text


def test_examples_in_words_are_for_all(as_user, alice, rita, project, shown):
    address = f"/api/v1/projects/{project.slug}/doctrines/ibi.request/examples"
    said = {"text": "We were asked in writing."}
    as_user(rita).post(address, said, content_type="application/json")
    [found] = as_user(alice).get(address).json()["items"]
    assert found["quote"] == said["text"]
