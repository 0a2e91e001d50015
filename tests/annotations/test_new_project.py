"""What a new project starts with: the starter, another project, a file, or nothing."""

from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from annotations.models import Annotation, Doctrine, DoctrineExample, Provision
from corpus.models import Project, Situation
from tests.factories import make_annotation, make_project


def start(client, **sent):
    return client.post(reverse("annotations:new_project"), {"title": "New", **sent})


def doctrines(slug):
    return Doctrine.objects.filter(project__slug=slug)


@pytest.mark.parametrize(("choice", "number"), [("starter", 61), ("none", 0)])
def test_a_project_starts_with_the_starter_or_nothing(as_user, olga, choice, number):
    response = start(as_user(olga), start=choice)
    assert response.url == reverse("corpus:project", args=["new-2"])
    assert doctrines("new-2").count() == number
    assert Situation.objects.filter(project__slug="new-2").exists() == bool(number)


def test_another_project_gives_its_codebook_and_no_marks(
    as_user, olga, project, document
):
    mark = make_annotation(document=document, by=olga, doctrine="ibi")
    ibi = Doctrine.objects.get(project=project, slug="ibi")
    for fields in ({"text": "Own words."}, {"annotation": mark}):
        DoctrineExample.objects.create(project=project, doctrine=ibi, by=olga, **fields)
    start(as_user(olga), start="project", source="winter")
    assert doctrines("new-2").count() == 61
    assert Provision.objects.filter(project__slug="new-2").count() == 9
    examples = DoctrineExample.objects.filter(project__slug="new-2")
    assert [one.text for one in examples] == ["Own words."]
    assert not Annotation.objects.filter(project__slug="new-2").exists()


def test_a_project_of_others_is_no_choice(as_user, mallory, project):
    response = start(as_user(mallory), start="project", source="winter")
    assert response.status_code == 422
    assert "Select a valid choice" in response.text
    assert "The winter operation" not in response.text
    assert not Project.objects.filter(slug="new-2").exists()


def test_a_file_gives_its_codebook(as_user, olga):
    file = SimpleUploadedFile("a.csv", b"slug,name\na,Above\n")
    start(as_user(olga), start="file", file=file)
    assert [one.name for one in doctrines("new-2")] == ["Above"]


def test_a_bad_file_keeps_what_was_typed_and_makes_nothing(as_user, olga):
    file = SimpleUploadedFile("a.csv", b"slug,name\na,\n")
    response = start(as_user(olga), start="file", file=file, description="Words")
    assert response.status_code == 422
    assert "Line 2: give the doctrine a name." in response.text
    assert "Words" in response.text
    assert not Project.objects.filter(title="New").exists()


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [("file", "Choose the file"), ("project", "Choose the project")],
)
def test_a_choice_without_its_thing_is_told(as_user, olga, choice, sentence):
    response = start(as_user(olga), start=choice)
    assert response.status_code == 422
    assert sentence in response.text


def test_the_command_starts_with_each(command, olga, tmp_path):
    make_project(by=olga)
    file = tmp_path / "codebook.csv"
    file.write_text("slug,name\na,Above\n")
    for slug, codebook in (("b", str(file)), ("c", "project:winter"), ("d", "none")):
        call_command(
            "create_project", slug, title=slug, codebook=codebook, stdout=StringIO()
        )
    assert [doctrines(slug).count() for slug in "bcd"] == [1, 61, 0]


def test_the_command_tells_a_file_that_is_not_there(command):
    with pytest.raises(CommandError, match="No such file"):
        call_command("create_project", "b", title="B", codebook="/nowhere")
