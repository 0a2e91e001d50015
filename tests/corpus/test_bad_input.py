"""Bad input: page, command and API name the file or line, and store nothing."""

import codecs

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management.base import CommandError
from django.urls import reverse

from corpus.models import Actor, Document

#: (files by name, words of the sentence): files that are no text.
UNREADABLE = {
    "pdf": ({"a.txt": b"%PDF-1.7\n%"}, "a.txt: This is not plain text"),
    "picture": ({"a.txt": b"\x89PNG\r\n\x1a\n0"}, "a.txt: This is not plain text"),
    "nul": ({"a.txt": b"An\x00swer"}, "a.txt: This is not plain text"),
    "empty": ({"a.txt": b" \n\t"}, "a.txt: This text is empty"),
    "broken UTF-8": (
        {"a.txt": "Stra\u00dfe, caf".encode() + b"\xe9."},
        "a.txt: This file is broken UTF-8: byte 12 ",
    ),
    "no encoding": ({"a.txt": b"caf \x81"}, "a.txt: The encoding of this file cannot"),
    "half a character": (
        {"a.txt": codecs.BOM_UTF16_LE + b"a\x00\x00\xd8"},
        "a.txt: This file is broken UTF-16",
    ),
    "one of two": (
        {"good.txt": b"Consent was given.", "bad.txt": b"\x7fELF"},
        "bad.txt: This is not plain text",
    ),
}
#: (manifest, words of the sentence) beside a good a.txt.
MANIFESTS = {
    "missing file": ("file\na.txt\nb.txt\n", "Line 3: the file “b.txt” is not there"),
    "unknown column": ("file,colour\na.txt,red\n", "Line 1: “colour” is no column"),
    "no date": ("file,issued\na.txt,soon\n", "Line 2: issued: “soon” is no date"),
    "impossible day": ("file,issued\na.txt,2022-02-30\n", "“2022-02-30” is no date"),
    "no address": ("file,url\na.txt,here\n", "Line 2: url: “here” is no web address"),
    "doubled row": ("file\na.txt\na.txt\n", "Line 3: “a.txt” stands already"),
    "no table": ('file,title\na.txt,"b\n', "The manifest is no CSV file"),
    "no text": ("\x00", "manifest.csv: This is not plain text"),
}


@pytest.fixture
def nothing_stored(project):
    yield
    assert not Document.objects.filter(project=project).exists()
    assert not Actor.objects.filter(project=project).exists()


def uploads(files):
    return [SimpleUploadedFile(name, data) for name, data in files.items()]


def shown(response):
    return response.content.decode().replace("&#x27;", "'").replace("&quot;", '"')


@pytest.mark.usefixtures("nothing_stored")
@pytest.mark.parametrize("case", UNREADABLE)
class TestUnreadable:
    def test_on_the_page(self, as_user, alice, project, case):
        files, sentence = UNREADABLE[case]
        response = as_user(alice).post(
            reverse("corpus:add_documents", args=[project.slug]),
            {"files": uploads(files), "publisher": "The Gazette", "direct": "on"},
        )
        assert response.status_code == 422
        assert sentence in shown(response)
        # what was typed stays
        assert 'value="The Gazette"' in shown(response)

    def test_over_the_api(self, client, bearer, alice, project, case):
        files, sentence = UNREADABLE[case]
        response = client.post(
            reverse("api:documents", args=[project.slug]),
            {"file": uploads(files)},
            headers=bearer(alice),
        )
        assert response.status_code == 400
        assert sentence in response.json()["detail"]

    def test_by_the_command(self, run, tmp_path, project, case):
        files, sentence = UNREADABLE[case]
        paths = written(tmp_path, files)
        with pytest.raises(CommandError) as caught:
            run("import_documents", "--project", project.slug, *paths)
        assert sentence in str(caught.value)


@pytest.mark.usefixtures("nothing_stored")
@pytest.mark.parametrize("case", MANIFESTS)
class TestManifest:
    files = {"a.txt": b"Consent was given."}

    def test_on_the_page(self, as_user, alice, project, case):
        manifest, sentence = MANIFESTS[case]
        response = as_user(alice).post(
            reverse("corpus:add_documents", args=[project.slug]),
            {
                "files": uploads(self.files),
                "manifest": SimpleUploadedFile("manifest.csv", manifest.encode()),
            },
        )
        assert response.status_code == 422
        assert sentence in shown(response)

    def test_over_the_api(self, client, bearer, alice, project, case):
        manifest, sentence = MANIFESTS[case]
        response = client.post(
            reverse("api:documents", args=[project.slug]),
            {
                "file": uploads(self.files),
                "manifest": SimpleUploadedFile("manifest.csv", manifest.encode()),
            },
            headers=bearer(alice),
        )
        assert response.status_code == 422
        assert sentence in response.json()["detail"]

    def test_by_the_command(self, run, tmp_path, project, case):
        manifest, sentence = MANIFESTS[case]
        [path] = written(tmp_path, self.files)
        table = tmp_path / "manifest.csv"
        table.write_text(manifest)
        with pytest.raises(CommandError) as caught:
            run(
                "import_documents", "--project", project.slug, "--manifest", table, path
            )
        assert sentence in str(caught.value)


def written(folder, files):
    paths = []
    for name, data in files.items():
        paths.append(folder / name)
        paths[-1].write_bytes(data)
    return paths


@pytest.mark.usefixtures("nothing_stored")
class TestTooLarge:
    data = b"a" * (20 * 1024 * 1024 + 1)
    sentence = "20,971,521 bytes; the limit is 20,971,520"

    def test_on_the_page(self, as_user, alice, project):
        response = as_user(alice).post(
            reverse("corpus:add_documents", args=[project.slug]),
            {"files": uploads({"a.txt": self.data})},
        )
        assert response.status_code == 422
        assert self.sentence in shown(response)

    def test_over_the_api(self, client, bearer, alice, project):
        response = client.post(
            reverse("api:documents", args=[project.slug]),
            {"file": uploads({"a.txt": self.data})},
            headers=bearer(alice),
        )
        assert response.status_code == 422
        assert self.sentence in response.json()["detail"]

    def test_by_the_command(self, run, tmp_path, project):
        [path] = written(tmp_path, {"a.txt": self.data})
        with pytest.raises(CommandError) as caught:
            run("import_documents", "--project", project.slug, path)
        assert self.sentence in str(caught.value)


def test_a_date_that_is_none_is_told_at_its_field(as_user, alice, project):
    response = as_user(alice).post(
        reverse("corpus:add_documents", args=[project.slug]),
        {"text": "Consent was given.", "issued": "soon"},
    )
    assert response.status_code == 422
    assert response.context["form"].errors["issued"] == [
        "“soon” is no date; write 2022, 2022-01 or 2022-01-07, 2022? when doubtful,"
        " 2022~ for about then, 2020/2022 for a time."
    ]
    assert "Consent was given." in shown(response)


def test_nothing_to_add_is_said(as_user, alice, project):
    response = as_user(alice).post(
        reverse("corpus:add_documents", args=[project.slug]), {}
    )
    assert "Choose a file or paste a text" in shown(response)


def test_a_text_of_too_many_paragraphs_is_refused(client, bearer, alice, project):
    response = client.post(
        reverse("api:documents", args=[project.slug]),
        {"file": uploads({"a.txt": b"w\n" * 250_001})},
        headers=bearer(alice),
    )
    assert response.status_code == 422
    assert "a.txt: This text has 250,001 paragraphs" in response.json()["detail"]


def test_a_title_for_two_texts_is_refused(client, bearer, alice, project):
    response = client.post(
        reverse("api:documents", args=[project.slug]),
        {"file": uploads({"a.txt": b"One.", "b.txt": b"Two."}), "title": "Both"},
        headers=bearer(alice),
    )
    assert response.status_code == 422
    assert list(response.json()["fields"]) == ["title"]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("issued", "2022-13", "is no date"),
        ("url", "javascript:alert(1)", "is no web address"),
        ("language", "?", "is no language code"),
        ("title", "x" * 501, "the limit is 500"),
        ("authors", "x" * 201, "a name has at most 200"),
        ("situation", "two words", "no spaces"),
        ("colour", "red", "A text has no such field"),
    ],
)
def test_the_api_names_the_field(client, bearer, alice, project, field, value, words):
    response = client.post(
        reverse("api:documents", args=[project.slug]),
        {"text": "Consent was given.", field: value},
        headers=bearer(alice),
    )
    assert response.status_code == 422
    assert words in response.json()["fields"][field][0]


@pytest.mark.parametrize("field", ["publisher", "text"])
def test_a_nul_is_unreadable(client, bearer, alice, project, field):
    response = client.post(
        reverse("api:documents", args=[project.slug]),
        {"text": "Consent was given.", field: "a\x00b"},
        headers=bearer(alice),
    )
    assert (response.status_code, response.json()["code"]) == (400, "unreadable")


def test_a_broken_form_is_unreadable(client, bearer, alice, project):
    response = client.post(
        reverse("api:documents", args=[project.slug]),
        b"nothing",
        content_type="multipart/form-data",
        headers=bearer(alice),
    )
    assert (response.status_code, response.json()["code"]) == (400, "unreadable")


def test_too_many_files_are_refused(client, bearer, alice, project):
    files = [SimpleUploadedFile(f"{n}.txt", b"One.") for n in range(501)]
    response = client.post(
        reverse("api:documents", args=[project.slug]),
        {"file": files},
        headers=bearer(alice),
    )
    assert response.status_code == 422
    assert "at most 500 files" in response.json()["detail"]


def test_a_folder_without_texts_is_named(run, tmp_path, project):
    with pytest.raises(
        CommandError, match="there is no file in this folder that can be read"
    ):
        run("import_documents", "--project", project.slug, tmp_path)


def test_a_path_that_is_not_there_is_named(run, project):
    with pytest.raises(CommandError, match="there is no such file or folder"):
        run("import_documents", "--project", project.slug, "/nowhere/a.txt")


def test_nul_in_the_name_of_a_pasted_text_is_400(as_user, alice, project):
    where = reverse("api:documents", args=[project.slug])
    response = as_user(alice).post(where, {"text": "Consent.", "filename": "a\0b"})
    assert (response.status_code, response.json()["code"]) == (400, "unreadable")


def test_name_of_a_text_keeps_no_control_character(as_user, alice, project):
    where = reverse("api:documents", args=[project.slug])
    as_user(alice).post(where, {"text": "Consent.", "filename": "a\r\n\u202egnp.txt"})
    assert Document.objects.get(project=project).filename == "agnp.txt"
