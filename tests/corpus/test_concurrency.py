"""Several imports at once end in one text and one actor, never in an error."""

import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from accounts.actions import create_token
from corpus.models import Actor, Document, Project

pytestmark = pytest.mark.django_db(transaction=True)

CLIENTS = 6


@pytest.fixture
def at_once(olga):
    """at_once(send): ``send(client, headers, number)`` in CLIENTS threads."""
    _token, secret = create_token(user=olga, name="test")
    headers = {"Authorization": f"Bearer {secret}"}

    def start(send):
        gate = threading.Barrier(CLIENTS)
        answers = []

        def one(number):
            gate.wait()
            answers.append(send(Client(), headers, number))
            connection.close()

        threads = [threading.Thread(target=one, args=[n]) for n in range(CLIENTS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return answers

    return start


def test_the_same_text_is_there_once(at_once, project):
    address = reverse("api:documents", args=[project.slug])

    def send(client, headers, number):
        file = SimpleUploadedFile(f"{number}.txt", b"Consent was given.")
        return client.post(address, {"file": file}, headers=headers).status_code

    assert sorted(at_once(send)) == [200] * (CLIENTS - 1) + [201]
    assert Document.objects.filter(project=project).count() == 1


def test_one_new_author_of_many_texts_is_one_actor(at_once, project):
    address = reverse("api:documents", args=[project.slug])

    def send(client, headers, number):
        fields = {"text": f"Text {number}.", "authors": "Reed, Ann; Birch, Tom"}
        return client.post(address, fields, headers=headers).status_code

    assert at_once(send) == [201] * CLIENTS
    assert Actor.objects.filter(project=project).count() == 2


def test_an_actor_added_by_many_is_there_once(at_once, project):
    address = reverse("api:actors", args=[project.slug])

    def send(client, headers, number):
        return client.post(
            address,
            {"name": "Reed, Ann"},
            content_type="application/json",
            headers=headers,
        ).status_code

    assert sorted(at_once(send)) == [201] + [422] * (CLIENTS - 1)


def test_of_many_changes_of_one_head_one_wins(at_once, project, document, olga):
    address = reverse("api:document", args=[document.pk])
    client = Client()
    client.force_login(olga)
    version = client.get(address)["ETag"]

    def send(client, headers, number):
        return client.patch(
            address,
            {"title": f"Title {number}"},
            content_type="application/json",
            headers={**headers, "If-Match": version},
        ).status_code

    assert sorted(at_once(send)) == [200] + [409] * (CLIENTS - 1)


def test_who_waits_too_long_is_told_so(client, olga, project):
    held, done = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            # as those who add texts hold it: rows may refer to the project meanwhile
            Project.objects.select_for_update(no_key=True).get(pk=project.pk)
            held.set()
            done.wait(20)
        connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(20)
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '100ms'")
    client.force_login(olga)
    address = reverse("corpus:add_documents", args=[project.slug])
    form = {"text": "Consent was given.", "direct": "on"}
    try:
        response = client.post(address, form)
    finally:
        done.set()
        thread.join()
        connection.close()
    assert response.status_code == 422
    assert "Somebody else is adding texts" in response.content.decode()


def test_a_project_is_made_once(at_once, olga):
    def send(client, headers, number):
        client.force_login(olga)
        form = {"title": "Spring", "slug": "spring", "start": "starter"}
        return client.post("/projects/new/", form).status_code

    answers = at_once(send)
    assert answers.count(302) == 1
    assert max(answers) < 500, answers
    assert Project.objects.filter(slug="spring").count() == 1
