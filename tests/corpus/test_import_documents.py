"""The command import_documents: files, folders, the manifest."""

from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management.base import CommandError
from django.db import IntegrityError, connection

from corpus.models import Actor, Document, Situation
from tests.corpus.texts import CURLY, FILES, FURNITURE, SIGNS

MANIFEST = """\
file,title,authors,translators,publisher,issued,language,original_language,situation
one.txt,The first note,"Reed, Ann",,The Gazette,2022-01,en,,KAZ-2022
two.txt,The second note,"Reed, Ann [The Watcher]",,The Gazette,2022-01-07,en,,KAZ-2022
three.txt,"Three, at last","Birch, Tom; Moss, Eve",Tower Press,Hill,2022,en,uk,NEW-2030
four.txt,Nobody signs,,,Students' Union,,,,
"""
TEXTS = {
    "one.txt": FURNITURE,
    "two.txt": SIGNS,
    "three.txt": CURLY,
    "four.txt": "x\n",
    "unnamed.txt": "not in the manifest\n",
}


@pytest.fixture
def folder(tmp_path):
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, newline="")
    (tmp_path / "manifest.csv").write_text(MANIFEST)
    return tmp_path


@pytest.fixture
def imported(run, folder, project):
    table = folder / "manifest.csv"
    return run(
        "import_documents", "--project", project.slug, "--manifest", table, folder
    )


@pytest.mark.usefixtures("imported")
class TestManifest:
    def test_takes_of_a_folder_what_the_manifest_names(self, project):
        documents = Document.objects.filter(project=project).order_by("pk")
        assert [document.filename for document in documents] == list(TEXTS)[:4]

    def test_two_texts_by_one_author_make_one_actor(self, project):
        [actor] = Actor.objects.filter(project=project, name="Reed, Ann")
        assert actor.authorships.count() == 2
        assert actor.kind == "person"

    def test_a_name_as_signed_is_kept(self, project):
        document = Document.objects.get(project=project, filename="two.txt")
        assert [part.name_as_signed for part in document.authorships.all()] == [
            "The Watcher"
        ]

    def test_authors_keep_their_order_and_translators_their_part(self, project):
        document = Document.objects.get(project=project, filename="three.txt")
        assert [
            (part.role, part.actor.name, part.actor.kind)
            for part in document.authorships.all()
        ] == [
            ("author", "Birch, Tom", "person"),
            ("author", "Moss, Eve", "person"),
            ("translator", "Tower Press", "organisation"),
        ]

    def test_a_text_without_author_takes_its_publisher(self, project):
        document = Document.objects.get(project=project, filename="four.txt")
        [part] = document.authorships.all()
        assert (part.role, part.actor.name) == ("author", "Students' Union")

    def test_partial_dates_stay_partial(self, project):
        documents = Document.objects.filter(project=project).order_by("pk")
        assert [document.issued for document in documents] == [
            "2022-01",
            "2022-01-07",
            "2022",
            "",
        ]

    def test_unknown_names_are_made_and_reported(self, imported, project):
        assert Situation.objects.filter(project=project, code="NEW-2030").exists()
        assert "New situation: NEW-2030" in imported
        assert "New actor: Hill" not in imported
        assert imported.count("New actor: Reed, Ann") == 1

    def test_a_second_run_says_so_and_adds_nothing(self, run, folder, project):
        table = folder / "manifest.csv"
        said = run(
            "import_documents", "--project", project.slug, "--manifest", table, folder
        )
        assert "four.txt: this text is in the project already" in said
        assert "0 texts added, 4 there already." in said
        assert Document.objects.filter(project=project).count() == 4


@pytest.mark.parametrize(("name", "data", "text"), FILES, ids=lambda value: "")
def test_the_stored_text_is_the_file_after_decoding(
    run, tmp_path, project, name, data, text
):
    (tmp_path / name).write_bytes(data)
    run("import_documents", "--project", project.slug, tmp_path / name)
    document = Document.objects.get(project=project)
    assert document.text() == text
    assert document.length == len(text)
    assert document.original.read() == data


def test_a_folder_gives_its_text_files(run, folder, project):
    (folder / "inside").mkdir()
    (folder / "inside" / "deep.txt").write_text("deeper")
    said = run("import_documents", "--project", project.slug, folder)
    assert "6 texts added" in said


def test_two_equal_files_are_one_text(run, tmp_path, project):
    (tmp_path / "a.txt").write_text("Consent was given.\n", newline="")
    (tmp_path / "b.txt").write_text("Consent was given.\r\n", newline="")
    said = run("import_documents", "--project", project.slug, tmp_path)
    assert "b.txt: this text is in the project already, as “a”." in said
    assert "1 text added, 1 there already." in said


def test_files_of_one_name_are_refused(run, tmp_path, project):
    for place in ("x", "y"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "a.txt").write_text(place)
    with pytest.raises(CommandError, match="another file is called “a.txt”"):
        run(
            "import_documents",
            "--project",
            project.slug,
            tmp_path / "x",
            tmp_path / "y",
        )


def test_a_set_that_fails_late_leaves_no_file_behind(run, tmp_path, project):
    (tmp_path / "a.txt").write_text("Consent was given.")
    (tmp_path / "b.txt").write_text("This one is forbidden.")
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE corpus_block ADD CHECK (strpos(text, 'forbidden') = 0)"
        )
    originals = Path(default_storage.location)
    before = set(originals.rglob("*.txt"))
    with pytest.raises(IntegrityError):
        run("import_documents", "--project", project.slug, tmp_path)
    assert set(originals.rglob("*.txt")) == before
    assert not Document.objects.filter(project=project).exists()


def test_by_says_who_added_it(run, tmp_path, alice, project):
    (tmp_path / "a.txt").write_text("Consent was given.")
    path = tmp_path / "a.txt"
    run("import_documents", "--project", project.slug, "--by", alice.email, path)
    assert Document.objects.get(project=project).added_by == alice


def test_a_viewer_may_not_add(run, tmp_path, victor, project):
    (tmp_path / "a.txt").write_text("Consent was given.")
    path = tmp_path / "a.txt"
    with pytest.raises(CommandError, match="takes the role coder"):
        run("import_documents", "--project", project.slug, "--by", victor.email, path)
