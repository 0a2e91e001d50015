"""Adding texts, editing their heads, withdrawing, the file as it came."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from corpus.models import Document
from tests.factories import TEXT, make_document


@pytest.fixture
def add(as_user, alice, project):
    def send(**fields):
        address = reverse("corpus:add_documents", args=[project.slug])
        return as_user(alice).post(address, {"direct": "on", **fields})

    return send


def upload(name="note.txt", text=TEXT):
    return SimpleUploadedFile(name, text.encode())


def words(response):
    return " ".join(response.content.decode().split())


def test_several_files_are_added_and_named(add, project):
    response = add(files=[upload("a.txt", "One."), upload("b.txt", "Two.")])
    assert response.status_code == 200
    assert "2 texts added" in words(response)
    assert Document.objects.filter(project=project).count() == 2


def test_a_csv_among_the_files_is_the_manifest(add, project):
    table = upload("list.csv", 'file,title,authors\na.txt,First,"Reed, Ann"\n')
    response = add(files=[upload("a.txt", "One."), table])
    assert "Reed, Ann" in words(response)
    assert Document.objects.get(project=project).title == "First"


def test_a_pasted_text_is_added(add, project):
    add(text="One\r\ntwo\r\n", title="Pasted")
    document = Document.objects.get(project=project)
    assert (document.text(), document.title) == ("One\ntwo\n", "Pasted")


def test_what_is_typed_holds_for_each_file(add, project):
    add(files=[upload("a.txt", "One."), upload("b.txt", "Two.")], genre="speech")
    genres = Document.objects.filter(project=project).values_list("genre", flat=True)
    assert list(genres) == ["speech", "speech"]


def test_the_same_text_is_reported(add, document, project):
    response = add(files=upload("again.txt"))
    assert "Nothing new" in words(response)
    assert f"/texts/{document.pk}/" in words(response)
    assert Document.objects.filter(project=project).count() == 1


def test_names_are_one_a_line_with_the_name_as_signed(add, project):
    add(text="One.", authors="Reed, Ann [The Watcher]\r\nBirch, Tom\r\n")
    parts = Document.objects.get(project=project).authorships.all()
    assert [(part.actor.name, part.name_as_signed) for part in parts] == [
        ("Reed, Ann", "The Watcher"),
        ("Birch, Tom", ""),
    ]


def test_a_viewer_may_not_add(as_user, victor, project):
    address = reverse("corpus:add_documents", args=[project.slug])
    assert as_user(victor).get(address).status_code == 403


class TestHead:
    @pytest.fixture
    def document(self, project, olga):
        return make_document(
            project=project,
            by=olga,
            title="A note",
            authors=["Reed, Ann [The Watcher]", "Birch, Tom"],
            translators=["Moss, Eve"],
            situation="KAZ-2022",
            issued="2022-01",
        )

    @pytest.fixture
    def page(self, as_user, rita, document):
        """page(): the fields as shown; page(field=…): posted with a change."""
        address = reverse("corpus:edit_head", args=[document.project.slug, document.pk])

        def send(**changes):
            client = as_user(rita)
            shown = client.get(address).context["form"].initial
            return client.post(address, {**shown, **changes}) if changes else shown

        return send

    def test_the_form_shows_what_is_stored(self, page):
        shown = page()
        assert shown["authors"] == "Reed, Ann [The Watcher]\nBirch, Tom"
        assert (shown["translators"], shown["issued"]) == ("Moss, Eve", "2022-01")
        assert shown["situation"] == "KAZ-2022"

    def test_names_can_be_put_in_another_order(self, page, document):
        page(authors="Birch, Tom\nReed, Ann")
        assert [str(part) for part in document.authorships.filter(role="author")] == [
            "Birch, Tom",
            "Reed, Ann",
        ]

    def test_a_new_name_becomes_an_actor(self, page, document):
        page(editors="Hill Institute")
        [part] = document.authorships.filter(role="editor")
        assert part.actor.kind == "organisation"

    def test_without_authors_the_publisher_is_one(self, page, document):
        page(authors="", publisher="The Gazette")
        [part] = document.authorships.filter(role="author")
        assert part.actor.name == "The Gazette"

    def test_saving_leads_back_to_the_text(self, page, document):
        response = page(title="Another")
        assert response.url == reverse(
            "annotations:document", args=[document.project.slug, document.pk]
        )
        document.refresh_from_db()
        assert (document.title, document.text()) == ("Another", TEXT)

    def test_a_false_date_is_refused_and_stays_typed(self, page, document):
        response = page(issued="soon")
        assert response.status_code == 422
        assert 'value="soon"' in words(response)

    def test_what_somebody_else_changed_is_shown_first(self, page, document):
        seen = page()["version"]
        page(title="Theirs")
        response = page(title="Mine", version=seen)
        assert response.status_code == 409
        assert "Theirs" in words(response)
        assert 'value="Mine"' in words(response)
        document.refresh_from_db()
        assert document.title == "Theirs"

    def test_a_coder_may_not_edit(self, as_user, alice, document):
        address = reverse("corpus:edit_head", args=[document.project.slug, document.pk])
        assert as_user(alice).get(address).status_code == 403


class TestWithdrawing:
    def test_takes_the_text_out_of_the_list(self, as_user, olga, document):
        slug = document.project.slug
        client = as_user(olga)
        client.post(reverse("corpus:withdraw", args=[slug, document.pk]))
        page = client.get(reverse("annotations:documents", args=[slug]))
        assert list(page.context["page"]) == []

    def test_says_where_to_restore_it(self, as_user, olga, document):
        slug = document.project.slug
        address = reverse("corpus:withdraw", args=[slug, document.pk])
        page = as_user(olga).post(address, follow=True).text
        assert f'<a href="/projects/{slug}/texts/?withdrawn=on">withdrawn texts' in page

    def test_can_be_taken_back_in_the_list_of_withdrawn_texts(
        self, as_user, olga, document
    ):
        slug = document.project.slug
        client = as_user(olga)
        client.post(reverse("corpus:withdraw", args=[slug, document.pk]))
        address = reverse("annotations:documents", args=[slug])
        [row] = client.get(address, {"withdrawn": "on"}).context["page"]
        client.post(reverse("corpus:restore", args=[slug, row.pk]))
        assert [row.pk for row in client.get(address).context["page"]] == [document.pk]

    def test_is_for_owners(self, as_user, rita, document):
        address = reverse("corpus:withdraw", args=[document.project.slug, document.pk])
        assert as_user(rita).post(address).status_code == 403


class TestOriginal:
    def test_is_the_file_as_it_came_and_never_runs(
        self, as_user, victor, project, olga
    ):
        text = "<!doctype html><p>Words.</p><script>alert(1)</script>\r\n"
        document = make_document(
            project=project, by=olga, text=text, filename="page.html"
        )
        response = as_user(victor).get(
            reverse("corpus:original", args=[project.slug, document.pk])
        )
        assert b"".join(response.streaming_content) == text.encode()
        assert response["Content-Type"] == "application/octet-stream"
        assert response["Content-Disposition"] == 'attachment; filename="page.html"'
        assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"

    def test_is_not_found_by_strangers(self, as_user, mallory, document):
        address = reverse("corpus:original", args=[document.project.slug, document.pk])
        assert as_user(mallory).get(address).status_code == 404


def test_markup_in_a_head_is_shown_as_text(add, as_user, olga, project):
    add(text="One.", title="<b>bold</b>", authors="<i>x</i>, y")
    page = as_user(olga).get(reverse("annotations:documents", args=[project.slug]))
    assert "<b>bold" not in words(page)
    assert "&lt;b&gt;bold" in words(page)
