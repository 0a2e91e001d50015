"""What an owner sets for a project: blind coding, who may add doctrines and names."""

import pytest
from django.urls import reverse

from annotations.models import Doctrine
from corpus.models import Actor, Project

pytestmark = pytest.mark.django_db


def keep(client, user, project, **rules):
    client.force_login(user)
    rules = {
        "coding": "open",
        "doctrines_by": "reviewer",
        "names_by": "coder",
        **rules,
    }
    return client.post(reverse("corpus:set_rules", args=[project.slug]), rules)


def add_doctrine(client, user, project):
    client.force_login(user)
    path = f"/api/v1/projects/{project.slug}/doctrines"
    return client.post(path, {"name": "Own rule"}, content_type="application/json")


def add_actor(client, user, project):
    client.force_login(user)
    path = f"/api/v1/projects/{project.slug}/actors"
    return client.post(path, {"name": "New body"}, content_type="application/json")


def test_coders_add_doctrines_where_the_owner_lets_them(client, project, olga, alice):
    assert add_doctrine(client, alice, project).status_code == 403
    keep(client, olga, project, doctrines_by="coder")
    assert add_doctrine(client, alice, project).status_code == 201
    entry = Doctrine.objects.get(name="Own rule")
    edit = reverse("annotations:edit_doctrine", args=[project.slug, entry.slug])
    assert client.get(edit).status_code == 403


def test_names_may_be_left_to_reviewers(client, project, olga, alice, rita):
    keep(client, olga, project, names_by="reviewer")
    refused = add_actor(client, alice, project)
    assert refused.status_code == 403
    assert "takes the role reviewer" in refused.json()["detail"]
    assert add_actor(client, rita, project).status_code == 201
    assert Actor.objects.filter(name="New body").exists()


def test_only_an_owner_sets_the_rules(client, project, olga, rita):
    assert keep(client, rita, project, coding="blind").status_code == 403
    assert keep(client, olga, project, coding="blind").status_code == 302
    assert Project.objects.get().coding == "blind"
    page = keep(client, olga, project, names_by="viewer")
    assert "Select a valid choice" in page.text
