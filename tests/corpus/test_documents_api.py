"""Texts, actors and situations over the API."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from corpus.models import Actor, Document, Region, Situation
from tests.corpus.texts import FILES, SIGNS
from tests.factories import TEXT, make_document, make_project

CONTRACT = {
    "id",
    "title",
    "filename",
    "sha256",
    "length",
    "revision",
    "authors",
    "publisher",
    "issued",
    "language",
    "situation",
    "withdrawn",
    "html_url",
}


@pytest.fixture
def post(client, bearer, alice, project):
    """post(**fields): adds texts as alice."""

    def send(**fields):
        return client.post(
            reverse("api:documents", args=[project.slug]),
            fields,
            headers=bearer(alice),
        )

    return send


def upload(name="note.txt", text=TEXT):
    return SimpleUploadedFile(name, text.encode())


def test_a_text_is_added_with_its_head(post):
    response = post(
        file=upload(),
        title="A note",
        authors="Reed, Ann; Birch, Tom",
        translators="Moss, Eve",
        publisher="The Gazette",
        issued="2022-01",
        language="en",
        original_language="uk",
        genre="speech",
        url="https://example.org/note",
        situation="KAZ-2022",
    )
    assert response.status_code == 201, response.content
    [row] = response.json()["items"]
    assert row.keys() >= CONTRACT
    assert (row["title"], row["authors"]) == ("A note", ["Reed, Ann", "Birch, Tom"])
    assert (row["issued"], row["situation"]) == ("2022-01", "KAZ-2022")
    assert (row["length"], row["revision"], row["withdrawn"]) == (len(TEXT), 0, None)
    assert response.json()["made"]["actors"] == ["Birch, Tom", "Moss, Eve", "Reed, Ann"]


def test_several_files_are_added_at_once(post):
    response = post(file=[upload("a.txt", "One."), upload("b.txt", "Two.")])
    titles = [row["title"] for row in response.json()["items"]]
    assert titles == ["a", "b"]


def test_a_manifest_may_come_along(post):
    table = upload("manifest.csv", 'file,title,authors\na.txt,First,"Reed, Ann"\n')
    response = post(file=upload("a.txt", "One."), manifest=table)
    [row] = response.json()["items"]
    assert (row["title"], row["authors"]) == ("First", ["Reed, Ann"])


def test_a_text_may_be_pasted(post):
    response = post(text="One\r\ntwo", title="Pasted", filename="pasted-1.txt")
    [row] = response.json()["items"]
    assert (row["length"], row["filename"]) == (7, "pasted-1.txt")


@pytest.mark.parametrize(("said", "guessed"), [("true", 1), ("false", 0), ("", 0)])
def test_furniture_is_guessed_when_asked_for(post, said, guessed):
    text = f"{TEXT}\n\nAbout the author\n\nAnn Reed teaches law in York.\n"
    [row] = post(file=upload(text=text), furniture=said).json()["items"]
    assert Region.objects.filter(document_id=row["id"]).count() == guessed


def test_furniture_is_true_or_false(post):
    response = post(file=upload(), furniture="some")
    assert response.status_code == 422
    assert response.json()["fields"] == {"furniture": ["Say true or false."]}


def test_the_same_text_is_reported_not_doubled(post):
    first = post(file=upload()).json()["items"]
    response = post(file=upload("again.txt", TEXT.replace("\n", "\r\n")))
    assert response.status_code == 200
    assert response.json()["items"] == []
    assert [row["id"] for row in response.json()["already"]] == [first[0]["id"]]


def test_a_withdrawn_text_is_reported_too(post, client, bearer, olga):
    [row] = post(file=upload()).json()["items"]
    client.post(
        reverse("api:withdraw_document", args=[row["id"]]), headers=bearer(olga)
    )
    [already] = post(file=upload()).json()["already"]
    assert already["withdrawn"]


@pytest.mark.parametrize(("name", "data", "text"), FILES, ids=lambda value: "")
def test_the_text_is_answered_to_the_code_point(
    post, client, bearer, alice, name, data, text
):
    [row] = post(file=SimpleUploadedFile(name, data)).json()["items"]
    response = client.get(
        reverse("api:document_text", args=[row["id"]]), headers=bearer(alice)
    )
    assert response.content.decode() == text
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]


def test_a_list_is_paged_by_cursor(client, bearer, olga, project):
    for number in range(3):
        make_document(project=project, by=olga, text=f"Text {number}.")
    address = reverse("api:documents", args=[project.slug])
    headers = bearer(olga)
    first = client.get(address, {"limit": 2}, headers=headers).json()
    second = client.get(
        address, {"limit": 2, "cursor": first["next"]}, headers=headers
    ).json()
    assert [len(first["items"]), len(second["items"])] == [2, 1]
    assert second["next"] is None


@pytest.mark.parametrize("count", [1, 20])
def test_a_list_costs_the_same_for_many_rows(
    client, bearer, olga, project, count, django_assert_num_queries
):
    for number in range(count):
        make_document(
            project=project, by=olga, text=f"Text {number}.", authors=["Reed, Ann"]
        )
    headers = bearer(olga)
    # token, project, rows, names
    with django_assert_num_queries(4):
        client.get(reverse("api:documents", args=[project.slug]), headers=headers)


def test_a_withdrawn_text_leaves_the_list_and_comes_back(
    client, bearer, olga, document
):
    headers = bearer(olga)

    def listed():
        address = reverse("api:documents", args=[document.project.slug])
        return len(client.get(address, headers=headers).json()["items"])

    client.post(reverse("api:withdraw_document", args=[document.pk]), headers=headers)
    assert listed() == 0
    client.post(reverse("api:restore_document", args=[document.pk]), headers=headers)
    assert listed() == 1


@pytest.mark.parametrize(
    ("cast", "status"), [("alice", 403), ("rita", 403), ("mallory", 404)]
)
def test_only_an_owner_withdraws(client, bearer, request, document, cast, status):
    user = request.getfixturevalue(cast)
    address = reverse("api:withdraw_document", args=[document.pk])
    assert client.post(address, headers=bearer(user)).status_code == status


class TestHead:
    @pytest.fixture
    def patch(self, client, bearer, rita, document):
        def send(body, version=None):
            address = reverse("api:document", args=[document.pk])
            headers = bearer(rita)
            if version is None:
                version = client.get(address, headers=headers)["ETag"]
            if version:
                headers["If-Match"] = version
            return client.patch(
                address, body, content_type="application/json", headers=headers
            )

        return send

    def test_only_the_sent_fields_change(self, patch, document):
        row = patch({"title": "Another", "authors": ["Moss, Eve [E. M.]"]}).json()
        assert (row["title"], row["authors"]) == ("Another", ["Moss, Eve"])
        assert row["signed"] == {"Moss, Eve": "E. M."}
        assert row["sha256"] == document.text_sha256

    def test_a_change_says_which_version_it_saw(self, patch):
        response = patch({"title": "Another"}, version="")
        assert response.status_code == 428

    def test_of_two_changes_the_later_is_told(self, patch, client, bearer, rita):
        seen = patch({"title": "First"})["ETag"]
        patch({"title": "Second"})
        response = patch({"title": "Third"}, version=seen)
        assert response.status_code == 409
        assert response.json()["current"]["title"] == "Second"

    @pytest.mark.parametrize(
        "body",
        [{"issued": "soon"}, {"authors": 3}, {"title": None}, {"length": "3"}],
    )
    def test_what_is_wrong_is_told_by_field(self, patch, body):
        response = patch(body)
        assert response.status_code == 422
        assert response.json()["fields"].keys() == body.keys()

    def test_a_situation_may_be_taken_away(self, patch):
        assert patch({"situation": "KAZ-2022"}).json()["situation"] == "KAZ-2022"
        assert patch({"situation": None}).json()["situation"] is None


def test_an_actor_is_added_once(client, bearer, alice, project):
    address = reverse("api:actors", args=[project.slug])
    headers = bearer(alice)
    body = {"name": "Reed,  Ann", "affiliation": "Hill Institute"}
    first = client.post(address, body, content_type="application/json", headers=headers)
    again = client.post(address, body, content_type="application/json", headers=headers)
    assert (first.status_code, again.status_code) == (201, 422)
    assert first.json()["name"] == "Reed, Ann"
    assert first.json()["kind"] == "person"
    assert Actor.objects.filter(project=project).count() == 1


def test_a_situation_is_added(client, bearer, alice, project):
    address = reverse("api:situations", args=[project.slug])
    body = {"code": "NEW-2030", "title": "A new one", "begins": "2030-02"}
    response = client.post(
        address, body, content_type="application/json", headers=bearer(alice)
    )
    assert response.status_code == 201
    assert Situation.objects.get(project=project, code="NEW-2030").begins == "2030-02"


def test_a_situation_with_a_false_date_is_refused(client, bearer, alice, project):
    address = reverse("api:situations", args=[project.slug])
    body = {"code": "NEW-2030", "begins": "soon"}
    response = client.post(
        address, body, content_type="application/json", headers=bearer(alice)
    )
    assert list(response.json()["fields"]) == ["begins"]


def test_actors_are_listed_by_name(client, bearer, victor, olga, project):
    make_document(project=project, by=olga, authors=["Reed, Ann", "Birch, Tom"])
    address = reverse("api:actors", args=[project.slug])
    items = client.get(address, headers=bearer(victor)).json()["items"]
    assert [row["name"] for row in items] == ["Birch, Tom", "Reed, Ann"]


def test_a_project_is_made_with_its_codebook(client, bearer, mallory):
    response = client.post(
        reverse("api:projects"),
        {"slug": "spring", "title": "Spring"},
        content_type="application/json",
        headers=bearer(mallory),
    )
    assert response.status_code == 201
    assert response.json()["role"] == "owner"
    assert Situation.objects.filter(project__slug="spring").exists()


def test_a_stranger_learns_of_no_project(client, bearer, mallory, project):
    headers = bearer(mallory)
    assert client.get(reverse("api:projects"), headers=headers).json()["items"] == []
    address = reverse("api:project", args=[project.slug])
    assert client.get(address, headers=headers).status_code == 404


def test_a_text_of_another_project_is_not_known(client, bearer, mallory, document):
    other = make_project(by=mallory, slug="summer", title="Summer")
    make_document(project=other, by=mallory, text=document.text())
    assert Document.objects.filter(project=other).count() == 1
    for name in ("document", "document_text"):
        address = reverse(f"api:{name}", args=[document.pk])
        assert client.get(address, headers=bearer(mallory)).status_code == 404


def test_signs_beyond_the_bmp_count_once(post):
    [row] = post(text=SIGNS).json()["items"]
    assert row["length"] == len(SIGNS)


def test_single_text_is_answered_as_its_row_too(post):
    answer = post(file=upload()).json()
    assert answer["id"] == answer["items"][0]["id"]
