"""What bibliographies say of a text: page, API and manifest, one head."""

import json

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from corpus.actions.heads import edit_head, head_version
from corpus.models import Document
from tests.factories import make_document

SAID = {"type": "report", "container-title": "Papers", "DOI": "10.1234/a(b)"}


@pytest.fixture
def cited(project, olga):
    return make_document(project=project, by=olga, issued="2022~", **SAID)


def test_a_head_keeps_them(cited, rita):
    assert cited.bibliography == SAID
    before = head_version(cited)
    head = {"volume": "3", "DOI": "https://doi.org/10.1234/c", "container-title": " "}
    edit_head(document=cited, head=head, version=before, by=rita)
    cited.refresh_from_db()
    assert cited.bibliography == {"type": "report", "volume": "3", "DOI": "10.1234/c"}
    assert head_version(cited) != before


def test_the_page_of_a_head_shows_and_changes_them(as_user, rita, cited):
    url = reverse("corpus:edit_head", args=[cited.project.slug, cited.pk])
    client = as_user(rita)
    form = client.get(url).context["form"]
    data = {field.name: field.value() or "" for field in form}
    assert data["container-title"] == "Papers"
    response = client.post(url, data | {"DOI": "nonsense", "type": "essay"})
    assert response.status_code == 422
    assert "“nonsense” is no DOI" in response.content.decode()
    assert "“essay” is no kind of work" in response.content.decode()
    client.post(url, data | {"page": "3-4", "issued": "2022-21"})
    cited.refresh_from_db()
    assert cited.bibliography == SAID | {"page": "3-4"}
    assert (cited.issued, cited.issued_first) == ("2022-21", 20220301)


def test_the_api_shows_and_changes_them(as_user, rita, cited):
    url = f"/api/v1/documents/{cited.pk}"
    client = as_user(rita)
    row = client.get(url).json()
    assert row["bibliography"] == SAID
    assert row["issued"] == "2022~"

    def patch(body):
        return client.patch(
            url,
            json.dumps(body),
            content_type="application/json",
            headers={"If-Match": f'"{row["version"]}"'},
        )

    for body, field in [
        ({"bibliography": ["DOI"]}, "bibliography"),
        ({"bibliography": {"colour": "red"}}, "bibliography"),
        ({"bibliography": {"DOI": 3}}, "DOI"),
        ({"bibliography": {"page": "x" * 501}}, "page"),
    ]:
        answer = patch(body)
        assert answer.status_code == 422
        assert field in answer.json()["fields"]
    answer = patch({"bibliography": {"DOI": "", "volume": "2"}})
    assert answer.json()["bibliography"] == {
        "type": "report",
        "container-title": "Papers",
        "volume": "2",
    }


def test_the_database_keeps_an_object(cited):
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=cited.pk).update(bibliography=["a"])
