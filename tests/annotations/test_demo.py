"""The demo project is whole, and made once."""

from django.core.management import call_command

from accounts.models import User
from annotations.models import Annotation
from corpus.models import Actor, Project


def test_demo_has_texts_marks_and_two_coders(db, capsys):
    call_command("load_demo")
    project = Project.objects.get(slug="demo")
    marks = Annotation.objects.filter(project=project)
    assert project.document_set.count() == 5
    assert marks.count() > 100
    assert marks.values("coder").distinct().count() == 2
    assert "Sign in as demo@demo.example" in capsys.readouterr().out


def test_demo_is_made_once(db, capsys):
    call_command("load_demo")
    before = Annotation.objects.count()
    call_command("load_demo")
    assert Annotation.objects.count() == before


def test_a_database_in_use_gets_no_demo(olga, capsys):
    call_command("load_demo")
    assert not Project.objects.filter(slug="demo").exists()
    assert "Sign in" not in capsys.readouterr().out


def test_demo_account_signs_in_with_the_printed_password(db, client, capsys):
    call_command("load_demo")
    password = capsys.readouterr().out.split()[-1]
    client.post(
        "/accounts/login/", {"login": "demo@demo.example", "password": password}
    )
    assert client.get("/").status_code == 200


def test_two_texts_by_one_author_make_one_actor(db):
    call_command("load_demo")
    author = Actor.objects.get(project__slug="demo", name="Rowles, James")
    assert author.authorships.count() == 2


def test_demo_coders_cannot_sign_in(db):
    call_command("load_demo")
    coder = User.objects.get(email="first.coder@demo.example")
    assert not coder.has_usable_password()
