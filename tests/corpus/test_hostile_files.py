"""Hostile and damaged files: a sentence each, nothing stored, the server unharmed."""

import tracemalloc

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management.base import CommandError
from django.urls import reverse

from corpus.models import Document
from tests.corpus import hostile_files
from tests.corpus.hostile_files import FILES

MEGABYTE = 1024 * 1024


def send(client, project, headers, name, data):
    return client.post(
        reverse("api:documents", args=[project.slug]),
        {"file": SimpleUploadedFile(name, data)},
        headers=headers,
    )


@pytest.mark.parametrize("case", FILES)
def test_an_upload_is_refused_with_a_sentence(client, bearer, alice, project, case):
    name, data, sentence = FILES[case]

    response = send(client, project, bearer(alice), name, data)

    assert response.status_code == 400, response.content
    detail = response.json()["detail"]
    assert detail.startswith(f"{name}: ")
    assert sentence in detail
    assert not Document.objects.exists()


@pytest.mark.parametrize("case", ["zip bomb", "entity bomb", "truncated pdf"])
def test_the_command_refuses_with_a_sentence(run, project, tmp_path, case):
    name, data, sentence = FILES[case]
    path = tmp_path / name
    path.write_bytes(data)

    with pytest.raises(CommandError, match=sentence):
        run("import_documents", "--project", project.slug, path)

    assert not Document.objects.exists()


def test_the_memory_of_the_server_stays_flat(client, bearer, alice, project):
    headers = bearer(alice)
    tracemalloc.start()
    for case in ("zip bomb", "flat zip bomb", "word bomb", "nested xml"):
        name, data, _sentence = FILES[case]
        assert send(client, project, headers, name, data).status_code == 400
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 20 * MEGABYTE


def test_tags_nested_deeply_in_a_page_are_read_or_refused(
    client, bearer, alice, project
):
    response = send(
        client, project, bearer(alice), "a.html", hostile_files.nested_html(200_000)
    )

    assert response.status_code in (201, 400)


def test_a_good_file_is_taken_after_the_bad(client, bearer, alice, project):
    headers = bearer(alice)
    send(client, project, headers, *FILES["zip bomb"][:2])

    response = send(client, project, headers, "a.pdf", hostile_files.GOOD_PDF)

    assert response.status_code == 201
    document = Document.objects.get()
    assert document.original.name.endswith(".pdf")
    assert document.filename == "a.pdf"


def test_the_texts_of_an_archive_are_stored_with_their_own_files(
    client, bearer, alice, project
):
    archive = hostile_files.make_zip(
        [
            ("folder/a.txt", "The first text."),
            ("folder/b.pdf", hostile_files.GOOD_PDF),
            ("folder/manifest.csv", "file,title\na.txt,The first\n"),
        ]
    )

    response = send(client, project, bearer(alice), "texts.zip", archive)

    assert response.status_code == 201
    first, second = Document.objects.order_by("filename")
    assert (first.filename, first.title) == ("a.txt", "The first")
    assert (second.filename, second.title) == ("b.pdf", "b")
    with second.original.open("rb") as original:
        assert original.read() == hostile_files.GOOD_PDF


def test_the_rows_of_a_table_are_texts(client, bearer, alice, project):
    table = (
        "Statement,Speaker,Date,Colour\n"
        '"We object, and\nsay so.",Borduria,2022-01-07,red\n'
        "We agree.,Syldavia,2022-01,blue\n"
    )

    response = send(client, project, bearer(alice), "votes.csv", table.encode())

    assert response.status_code == 201
    first, second = Document.objects.order_by("filename")
    assert first.filename == "votes-row-2.txt"
    assert first.issued == "2022-01-07"
    assert second.filename == "votes-row-4.txt"
    assert second.authorships.get().actor.name == "Syldavia"
