"""Changing many heads at once: chosen, looked at, made, undone; and by a table."""

import csv
import io

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from annotations.actions import heads as actions
from annotations.actions import heads_jobs
from annotations.heads import known_heads
from annotations.heads_table import guarded, unguarded
from annotations.models import HeadsChange, TaggedDocument
from annotations.views import heads as heads_views
from corpus import jobs
from corpus.models import Actor, Document, Job, JobState
from tests.corpus.worker import work_off
from tests.factories import make_document, make_project


@pytest.fixture
def texts(project, olga):
    return [
        make_document(
            project=project,
            by=olga,
            text=f"Text {number}.",
            title=f"Text {number}",
            authors=["Moss, Eve"],
            genre="blog",
            issued="2022-01",
        )
        for number in range(3)
    ]


def path(name, *rest):
    return reverse(f"annotations:{name}", args=["winter", *rest])


def proposed(client, documents=(), **sent):
    """The change that a sent form proposes."""
    sent.setdefault("texts", ",".join(str(document.pk) for document in documents))
    answer = client.post(path("change_texts"), {"propose": "1", **sent})
    assert answer.status_code == 302, answer.context["form"].errors
    return HeadsChange.objects.latest("pk")


def made(client, change):
    client.post(path("make_heads_change", change.pk))
    change.refresh_from_db()
    return change


def head(document):
    [known] = known_heads([document.pk])
    return known.head


def test_a_change_is_seen_before_it_is_made(as_user, rita, texts):
    client = as_user(rita)
    change = proposed(client, texts[:2], genre="article", add_tags="court; first")
    page = client.get(path("heads_change", change.pk)).text
    assert "Nothing is changed yet" in page and "<del>blog</del>" in page
    assert head(texts[0])["genre"] == "blog"
    made(client, change)
    assert [head(text)["genre"] for text in texts] == ["article", "article", "blog"]
    assert head(texts[1])["tags"] == ["court", "first"]


def test_undoing_puts_every_head_back(as_user, rita, texts):
    client = as_user(rita)
    before = [head(text) for text in texts]
    change = proposed(
        client,
        texts,
        genre="article",
        situation="NEW-1",
        add_tags="court",
        add_author="Reed, Ann",
        remove_author="Moss, Eve",
        empty=["issued"],
    )
    made(client, change)
    assert head(texts[0])["authors"] == ["Reed, Ann"]
    assert (head(texts[0])["issued"], head(texts[0])["situation"]) == ("", "NEW-1")
    client.post(path("undo_heads_change", change.pk))
    assert [head(text) for text in texts] == before


def test_nothing_is_written_over_a_later_change(as_user, rita, texts):
    client = as_user(rita)
    change = proposed(client, texts, genre="article")
    Document.objects.filter(pk=texts[1].pk).update(title="Changed meanwhile")
    answer = client.post(path("make_heads_change", change.pk), follow=True)
    assert "Changed meanwhile" in answer.text and "Nothing was changed" in answer.text
    assert head(texts[0])["genre"] == "blog"


def test_undoing_after_a_later_change_is_refused(as_user, rita, texts):
    client = as_user(rita)
    change = made(client, proposed(client, texts, genre="article"))
    Document.objects.filter(pk=texts[0].pk).update(genre="speech")
    answer = client.post(path("undo_heads_change", change.pk), follow=True)
    assert "Somebody changed these since" in answer.text
    assert [head(text)["genre"] for text in texts] == ["speech", "article", "article"]


def test_making_twice_makes_once(as_user, rita, texts):
    client = as_user(rita)
    change = made(client, proposed(client, texts, add_tags="court"))
    first = change.made
    assert made(client, change).made == first
    assert TaggedDocument.objects.count() == 3


def test_all_that_match_are_changed(as_user, rita, texts, project, olga):
    other = make_document(project=project, by=olga, text="Other.", genre="speech")
    client = as_user(rita)
    change = proposed(client, all="1", query="genre=blog", language="en", texts="")
    made(client, change)
    assert {head(text)["language"] for text in texts} == {"en"}
    assert head(other)["language"] == ""


def test_texts_without_author_fall_back_to_their_publisher(as_user, rita, texts):
    client = as_user(rita)
    sent = {"remove_author": "Moss, Eve", "publisher": "The Gazette"}
    made(client, proposed(client, texts[:1], **sent))
    assert head(texts[0])["authors"] == ["The Gazette"]


def test_only_an_owner_withdraws_by_a_change(as_user, rita, olga, texts):
    sent = {"texts": str(texts[0].pk), "propose": "1", "state": "withdraw"}
    assert as_user(rita).post(path("change_texts"), sent).status_code == 422
    client = as_user(olga)
    change = made(client, proposed(client, texts[:1], state="withdraw"))
    assert head(texts[0])["withdrawn"] == "yes"
    # a reviewer may look at the change, not take the withdrawal back
    undone = as_user(rita).post(path("undo_heads_change", change.pk))
    assert undone.status_code == 403


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Say what to change"),
        ({"language": "English!"}, "is no language code"),
        ({"issued": "soon"}, "soon"),
        ({"situation": "a b"}, "no spaces"),
        ({"genre": "x", "empty": "genre"}, "not both"),
        ({"genre": "x" * 101}, "the limit is 100"),
    ],
)
def test_a_wrong_change_says_what_is_wrong(as_user, rita, texts, sent, sentence):
    sent = {"texts": str(texts[0].pk), "propose": "1", **sent}
    answer = as_user(rita).post(path("change_texts"), sent)
    assert answer.status_code == 422 and sentence in answer.text
    assert 'role="alert"' in answer.text


def test_texts_of_other_projects_are_not_reached(as_user, rita, olga, texts):
    other = make_project(by=olga, slug="summer", title="Summer")
    elsewhere = make_document(project=other, by=olga, text="Elsewhere.")
    client = as_user(rita)
    sent = {"texts": str(elsewhere.pk), "propose": "1", "genre": "x"}
    assert client.post(path("change_texts"), sent).status_code == 302
    assert not HeadsChange.objects.exists()


def test_too_many_texts_are_refused(as_user, rita, texts, monkeypatch):
    monkeypatch.setattr(actions, "MOST", 2)
    sent = {"all": "1", "propose": "1", "genre": "x"}
    answer = as_user(rita).post(path("change_texts"), sent)
    assert "one change may touch 2" in answer.text


@pytest.mark.parametrize("count", [1, 20])
def test_making_a_change_costs_the_same_for_many_texts(
    project, olga, rita, count, django_assert_max_num_queries
):
    documents = [
        make_document(project=project, by=olga, text=f"Text {number}.")
        for number in range(count)
    ]
    rows = []
    for known in known_heads([document.pk for document in documents]):
        after = {**known.head, "genre": "x", "tags": ["court"], "authors": ["Reed, A"]}
        before, after = actions.differences(known.head, after)
        rows.append(
            {"id": known.pk, "version": known.version, "before": before, "after": after}
        )
    change = actions.propose_change(
        project=project, title="All", rows=rows, looked_at=count, by=rita
    )
    with django_assert_max_num_queries(40):
        actions.make_change(change=change, by=rita)


def table(client, kind="csv", **query):
    answer = client.get(path("export_heads"), {"table": kind, **query})
    return b"".join(answer.streaming_content)


def rows_of(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def taken_in(client, rows):
    """The answer to a table with these rows."""
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    file = io.BytesIO(buffer.getvalue().encode())
    file.name = "texts.csv"
    return client.post(path("import_heads"), {"file": file})


def test_a_table_goes_out_and_comes_back_changed(as_user, rita, texts):
    client = as_user(rita)
    rows = rows_of(table(client, genre="blog"))
    assert [row["title"] for row in rows] == ["Text 0", "Text 1", "Text 2"]
    rows[0] |= {"title": "=1+1", "tags": "court; first", "authors": "Reed, Ann [R.]"}
    rows[1]["issued"] = ""
    answer = taken_in(client, rows)
    change = HeadsChange.objects.latest("pk")
    assert answer.url == path("heads_change", change.pk)
    assert (len(change.rows), change.looked_at) == (2, 3)
    made(client, change)
    assert head(texts[0])["title"] == "=1+1"
    assert head(texts[0])["tags"] == ["court", "first"]
    assert head(texts[0])["authors"] == ["Reed, Ann [R.]"]
    assert head(texts[1])["issued"] == ""
    # the next export keeps the formula from running, and reads it back as it was
    again = rows_of(table(client))
    assert again[0]["title"] == "'=1+1"
    taken_in(client, again)
    assert HeadsChange.objects.latest("pk").rows == []


CITED = {
    "type": "article-journal",
    "container-title": "A review",
    "volume": "12",
    "DOI": "10.1000/x",
    "abstract": "First line.\r\nSecond, with; a semicolon.",
}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_bibliographies_say_goes_out_and_comes_back(as_user, rita, texts, kind):
    Document.objects.filter(pk=texts[0].pk).update(bibliography=CITED)
    client = as_user(rita)
    file = io.BytesIO(table(client, kind))
    file.name = f"texts.{kind}"
    client.post(path("import_heads"), {"file": file})
    change = HeadsChange.objects.latest("pk")
    assert (change.rows, change.looked_at) == ([], 3)


def test_what_bibliographies_say_is_changed_by_a_table(as_user, rita, texts):
    Document.objects.filter(pk=texts[0].pk).update(bibliography=CITED)
    client = as_user(rita)
    rows = rows_of(table(client))
    assert (rows[0]["DOI"], rows[1]["volume"]) == ("10.1000/x", "")
    rows[0] |= {"volume": "", "DOI": "https://doi.org/10.1000/y"}
    rows[1]["page"] = "3-9"
    taken_in(client, rows)
    change = made(client, HeadsChange.objects.latest("pk"))
    assert change.rows[0]["after"] == {"volume": "", "DOI": "10.1000/y"}
    texts[0].refresh_from_db()
    texts[1].refresh_from_db()
    kept = {name: value for name, value in CITED.items() if name != "volume"}
    assert texts[0].bibliography == kept | {"DOI": "10.1000/y"}
    assert texts[1].bibliography == {"page": "3-9"}
    client.post(path("undo_heads_change", change.pk))
    texts[0].refresh_from_db()
    assert texts[0].bibliography == CITED
    rows[0]["type"] = "gossip"
    assert "no kind of work" in taken_in(client, rows).text


def test_a_table_with_a_changed_text_is_refused(as_user, rita, texts):
    client = as_user(rita)
    rows = rows_of(table(client))
    Document.objects.filter(pk=texts[0].pk).update(genre="speech")
    rows[0]["title"] = "Mine"
    answer = taken_in(client, rows)
    assert answer.status_code == 422
    assert "Line 2" in answer.text and "changed since the table" in answer.text


def test_each_wrong_line_is_told_and_nothing_is_kept(as_user, rita, olga, texts):
    other = make_project(by=olga, slug="summer", title="Summer")
    elsewhere = make_document(project=other, by=olga, text="Elsewhere.")
    client = as_user(rita)
    rows = rows_of(table(client))
    rows[0]["language"] = "English!"
    rows[1]["id"] = str(elsewhere.pk)
    rows[2]["sha256"] = rows[0]["sha256"]
    page = taken_in(client, rows).text
    for told in ("Line 2: Language", "Line 3: this project has no text", "Line 4: id"):
        assert told in page
    assert not HeadsChange.objects.exists()


def test_a_workbook_holds_the_same(as_user, rita, texts):
    data = table(as_user(rita), "xlsx")
    sheet = load_workbook(io.BytesIO(data)).active
    assert sheet.cell(2, 5).value == "Text 0"
    file = io.BytesIO(data)
    file.name = "texts.xlsx"
    client = as_user(rita)
    client.post(path("import_heads"), {"file": file})
    change = HeadsChange.objects.latest("pk")
    assert (change.rows, change.looked_at) == ([], 3)


def test_ticked_texts_are_exported(as_user, victor, texts):
    answer = as_user(victor).post(
        path("export_heads"), {"text": [texts[1].pk], "table": "csv"}
    )
    rows = rows_of(b"".join(answer.streaming_content))
    assert [row["title"] for row in rows] == ["Text 1"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b"title\nx\n", "no column"),
        (b"id,colour\n1,red\n", "There is no column"),
        ("id,title\n1,ü\n".encode("latin-1"), "not UTF-8"),
        (b"id,title\n1,a,b,c\n", "quotation marks"),
        (b"PK\x03\x04 no archive", "unpacked"),
        (b'id,title\n1,"open\n', "no table"),
    ],
)
def test_a_bad_table_is_told_in_a_sentence(as_user, rita, texts, data, sentence):
    file = io.BytesIO(data or b"\n")
    file.name = "texts.csv"
    answer = as_user(rita).post(path("import_heads"), {"file": file})
    assert answer.status_code == 422 and sentence in answer.text


@given(st.text(st.sampled_from("'=+-@\t\rab "), max_size=8))
def test_a_guarded_cell_is_read_as_it_was(cell):
    assert unguarded(guarded(cell)) == cell
    assert guarded(cell)[:1] not in set("=+-@\t\r")


def test_actors_of_a_change_are_made_once(as_user, rita, texts, project):
    client = as_user(rita)
    made(client, proposed(client, texts, add_author="Reed, Ann"))
    assert Actor.objects.filter(project=project, name="Reed, Ann").count() == 1


@pytest.fixture
def few(monkeypatch):
    """So that changes of three texts are jobs."""
    monkeypatch.setattr(heads_jobs, "FEW", 2)
    monkeypatch.setattr(actions, "BATCH", 2)


@pytest.mark.django_db(transaction=True)
def test_a_change_of_many_is_made_and_undone_by_jobs(as_user, rita, texts, few):
    client = as_user(rita)
    change = proposed(client, texts, genre="article", add_tags="court")
    answer = client.post(path("make_heads_change", change.pk))
    job = Job.objects.get()
    assert answer.url == job.path()
    assert (job.title, job.total) == ("Make the change of 3 texts", 3)
    page = client.get(path("heads_change", change.pk)).text
    assert "How far it is" in page and "Nothing is changed yet" not in page
    # a second click asks for nothing new
    client.post(path("make_heads_change", change.pk))
    assert Job.objects.get().sentence == ""
    work_off()
    job.refresh_from_db()
    assert (job.sentence, job.done) == ("3 texts are changed.", 3)
    assert job.result == path("heads_change", change.pk)
    assert [head(text)["genre"] for text in texts] == ["article"] * 3
    assert head(texts[2])["tags"] == ["court"]
    client.post(path("undo_heads_change", change.pk))
    work_off()
    assert [head(text)["genre"] for text in texts] == ["blog"] * 3


@pytest.mark.django_db(transaction=True)
def test_very_many_are_looked_at_by_a_job(as_user, rita, texts, few, monkeypatch):
    monkeypatch.setattr(heads_jobs, "FEW_LOOKED_AT", 2)
    client = as_user(rita)
    sent = {"propose": "1", "all": "1", "query": "genre=blog", "genre": "article"}
    answer = client.post(path("change_texts"), sent)
    job = Job.objects.get()
    assert answer.url == job.path() and not HeadsChange.objects.exists()
    work_off()
    job.refresh_from_db()
    assert "Nothing is changed yet" in job.sentence
    page = client.get(job.result)
    assert page.context["number"] == 3 and page.text.count("<del>blog</del>") == 3
    assert head(texts[0])["genre"] == "blog"


@pytest.mark.parametrize("page", [1, 2, 3])
def test_a_page_of_a_change_shows_its_part(as_user, rita, texts, monkeypatch, page):
    monkeypatch.setattr(heads_views, "PAGE_LENGTH", 1)
    client = as_user(rita)
    change = proposed(client, texts, genre="article")
    shown = client.get(path("heads_change", change.pk), {"page": page})
    assert [row["title"] for row in shown.context["rows"]] == [f"Text {page - 1}"]


@pytest.mark.django_db(transaction=True)
def test_a_job_says_what_was_changed_meanwhile_and_changes_nothing(
    as_user, rita, texts, few
):
    client = as_user(rita)
    change = proposed(client, texts, genre="article")
    client.post(path("make_heads_change", change.pk))
    # the last batch is stale: the first one must not stay
    Document.objects.filter(pk=texts[2].pk).update(title="Changed meanwhile")
    work_off()
    job = Job.objects.get()
    assert job.state == JobState.FAILED and "Changed meanwhile" in job.sentence
    assert [head(text)["genre"] for text in texts] == ["blog"] * 3


def test_a_change_that_is_cancelled_changes_nothing(rita, as_user, texts, few):
    change = proposed(as_user(rita), texts, genre="article")

    def stop(number):
        if number == 3:
            raise jobs.Cancelled

    with pytest.raises(jobs.Cancelled):
        actions.make_change(change=change, by=rita, step=stop)
    assert [head(text)["genre"] for text in texts] == ["blog"] * 3
