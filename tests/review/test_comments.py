"""Comments: threads, mentions, who may, what is hidden, and the inbox they fill."""

import csv
import io

import pytest
from django.urls import reverse

from annotations.actions.annotations import delete_annotation
from annotations.models import Assignment, Doctrine
from review.actions.comments import answer, resolve_thread, start_thread
from review.mentions import mentioned
from review.models import Comment, Notice
from tests.factories import make_annotation, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(document, alice):
    return make_annotation(document=document, by=alice)


@pytest.fixture
def thread(project, row, rita):
    return start_thread(project=project, annotation=row, text="Is it?", by=rita)


def address(project, name="comments", *more):
    return reverse(f"review:{name}", args=[project.slug, *more])


def kinds(user):
    rows = Notice.objects.filter(user=user).order_by("pk")
    return list(rows.values_list("kind", flat=True))


def test_a_thread_is_begun_answered_and_resolved_on_the_page(
    as_user, project, row, alice, rita
):
    page = reverse("review:annotation", args=[project.slug, row.uuid])
    sent = {"annotation": row.uuid, "text": "Is it denied?", "next": page}
    there = as_user(rita).post(address(project), sent)
    began = Comment.objects.get()
    assert there.url == f"{page}#comment-{began.pk}"
    as_user(alice).post(address(project, "thread", began.pk), {"text": "It is."})
    text = as_user(alice).get(page).text
    assert "Is it denied?" in text
    assert "It is." in text
    assert (
        "changed" not in text.partition("Comments</h2>")[2].partition("History</h2>")[0]
    )
    client = as_user(rita)
    sent = {"version": 1, "resolved": "yes"}
    client.post(address(project, "resolve_thread", began.pk), sent)
    assert "Is it denied?" not in client.get(address(project)).text
    assert "Is it denied?" in client.get(f"{address(project)}?show=resolved").text
    stale = client.post(address(project, "resolve_thread", began.pk), sent)
    assert stale.status_code == 409
    sent = {"version": 2, "resolved": "no"}
    client.post(address(project, "resolve_thread", began.pk), sent)
    assert "Is it denied?" in client.get(address(project)).text


def test_the_coder_is_asked_and_who_wrote_is_answered(
    project, row, thread, alice, rita
):
    assert kinds(alice) == ["asked"]
    answer(thread=thread, text="Yes.", by=alice)
    assert kinds(rita) == ["reply"]
    assert kinds(alice) == ["asked"]


def test_a_mention_is_told_once(as_user, project, row, alice, rita, victor):
    long = make_member(project, "long", "viewer")
    long.name = "Vic Tor Long"
    long.save()
    began = start_thread(
        project=project, annotation=row, text="@alice and @VICTOR@example.org", by=rita
    )
    assert kinds(alice) == ["mention"]
    assert kinds(victor) == ["mention"]
    sent = {"version": 1, "text": "@alice, again, and @Vic Tor Long"}
    as_user(rita).post(address(project, "edit_comment", began.pk), sent)
    assert kinds(alice) == ["mention"]
    assert Notice.objects.filter(kind="mention").count() == 3


class Person:
    def __init__(self, name, email):
        self.name, self.email = name, email


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@ann", ["Ann"]),
        ("ask @Ann Lee, please", ["Ann Lee"]),
        ("@ann.", ["Ann"]),
        ("@anna", []),
        ("write to ann@one.example", []),
        ("@lee@two.example (and @ANN)", ["Ann Lee", "Ann"]),
        ("@ ann", []),
        ("@", []),
    ],
)
def test_a_name_counts_from_an_at_to_its_end(text, names):
    people = [Person("Ann", "a@one.example"), Person("Ann Lee", "lee@two.example")]
    assert [person.name for person in mentioned(text, people)] == names


def test_a_passage_is_named_by_its_words(as_user, project, document, alice):
    client = as_user(alice)
    sent = {"document": document.pk, "text": "Who?", "words": "asked its allies"}
    client.post(address(project), sent)
    began = Comment.objects.get()
    assert document.text()[began.start : began.end] == "asked its allies"
    listed = client.get(f"{address(project)}?document={document.pk}").text
    assert "asked its allies</blockquote>" in listed
    for words, sentence in [("moon", "does not say"), ("the", "more than once")]:
        refused = client.post(address(project), {**sent, "words": words})
        assert refused.status_code == 422
        assert sentence in refused.text
        assert "Who?" in refused.text
    assert Comment.objects.count() == 1


def test_a_refused_answer_keeps_what_was_written(as_user, project, thread, alice):
    long = "a" * 10_001
    client = as_user(alice)
    refused = client.post(address(project, "thread", thread.pk), {"text": long})
    assert refused.status_code == 422
    assert long in refused.text
    assert "at most 10,000" in refused.text


def test_each_changes_their_own_and_a_reviewer_deletes(
    as_user, project, thread, alice, rita
):
    reply = answer(thread=thread, text="Mine.", by=alice)
    edit = address(project, "edit_comment", reply.pk)
    assert as_user(rita).post(edit, {"version": 1, "text": "Not"}).status_code == 403
    client = as_user(alice)
    client.post(edit, {"version": 1, "text": "Still mine."})
    stale = client.post(edit, {"version": 1, "text": "Lost?"})
    assert stale.status_code == 409
    assert "Lost?" in stale.text
    theirs = address(project, "delete_comment", thread.pk)
    assert client.post(theirs, {"version": 1}).status_code == 403
    gone = address(project, "delete_comment", reply.pk)
    assert as_user(rita).post(gone, {"version": 2}).status_code == 302
    page = as_user(rita).get(address(project, "thread", thread.pk)).text
    assert "Still mine." not in page
    # a thread without a word left is no thread
    as_user(rita).post(theirs, {"version": 1})
    assert "Nothing is being talked about" in client.get(address(project)).text
    events = reply.events.order_by("pgh_id")
    assert [event.pgh_context["verb"] for event in events] == [
        *("answer", "edit_comment", "delete_comment")
    ]


def test_a_viewer_reads_and_writes_nothing(as_user, project, row, thread, victor):
    client = as_user(victor)
    page = client.get(reverse("review:annotation", args=[project.slug, row.uuid]))
    assert "Is it?" in page.text
    assert "Your comment" not in page.text


def test_the_page_of_a_doctrine_has_threads_and_numbers(
    as_user, project, row, thread, rita
):
    entry = Doctrine.objects.get(project=project, slug="ibi.request")
    start_thread(project=project, doctrine=entry, text="Too wide?", by=rita)
    page = reverse("review:doctrine", args=[project.slug, "ibi.request"])
    text = as_user(rita).get(page).text
    assert "Too wide?" in text
    assert "1 open comment" in text
    resolve_thread(thread=thread, version=1, resolved=True, by=rita)
    assert "1 open comment" not in as_user(rita).get(page).text


def test_the_file_has_every_comment_that_stands(as_user, project, thread, alice, rita):
    answer(thread=thread, text="=1+1", by=alice)
    gone = start_thread(
        project=project, annotation=thread.annotation, text="Gone", by=rita
    )
    client = as_user(rita)
    client.post(address(project, "delete_comment", gone.pk), {"version": 1})
    file = address(project, "export_comments")
    table = client.get(f"{file}?format=csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [(row["text"], row["by"]) for row in rows] == [
        ("Is it?", "rita@example.org"),
        ("'=1+1", "alice@example.org"),
    ]
    told = client.get(f"{file}?format=json").json()["comments"]
    assert [row["thread"] for row in told] == [None, thread.pk]
    assert {row["annotation"] for row in told} == {str(thread.annotation.uuid)}


def test_who_codes_blind_reads_nothing_of_hidden_marks(
    as_user, project, document, alice, rita, olga
):
    bob = make_member(project, "bob", "coder")
    project.coding = "blind"
    project.save(update_fields=["coding"])
    for coder in (alice, bob):
        Assignment.objects.create(
            project=project, document=document, coder=coder, by=olga
        )
    row = make_annotation(document=document, by=bob)
    told = {"project": project, "by": bob}
    on_mark = start_thread(annotation=row, text="Telltale mark @alice", **told)
    on_text = start_thread(document=document, text="Telltale text @alice", **told)
    answer(thread=on_text, text="Telltale answer @alice", by=rita)
    open_to_all = start_thread(
        project=project, document=document, text="Mind the dates.", by=rita
    )
    client = as_user(alice)
    pages = [
        address(project),
        f"{address(project)}?show=all",
        f"{address(project)}?document={document.pk}",
        f"{address(project, 'inbox')}?show=all",
        f"{address(project, 'export_comments')}?format=csv",
    ]
    for page in pages:
        assert "Telltale" not in client.get(page).text, page
    assert "Mind the dates." in client.get(address(project)).text
    for hidden in (on_mark, on_text):
        answered = client.get(address(project, "thread", hidden.pk))
        assert answered.status_code == 404
    seen = client.get(address(project, "thread", open_to_all.pk))
    assert seen.status_code == 200
    Assignment.objects.update(opened="2026-01-01T00:00Z")
    for page in pages:
        assert "Telltale" in client.get(page).text, page


def test_the_inbox_is_read_one_by_one_and_at_once(
    as_user, project, row, thread, alice, rita
):
    for number in range(3):
        answer(thread=thread, text=f"And {number}, @alice?", by=rita)
    client = as_user(alice)
    inbox = address(project, "inbox")
    assert "4 not read" in client.get(inbox).text
    first = Notice.objects.filter(user=alice).order_by("pk").first()
    client.post(inbox, {"read": first.pk})
    assert "3 not read" in client.get(inbox).text
    latest = Notice.objects.filter(user=alice).latest("pk").pk
    as_user(rita).post(inbox, {"all": latest})
    client = as_user(alice)
    assert "3 not read" in client.get(inbox).text
    answer(thread=thread, text="@alice, since you looked", by=rita)
    client.post(inbox, {"all": latest})
    text = client.get(inbox).text
    assert "1 not read" in text
    assert "since you looked" in text


def test_lists_cost_the_same_for_many_rows(
    as_user, project, row, alice, rita, django_assert_num_queries
):
    client = as_user(alice)
    for round_ in range(2):
        for number in range(4):
            one = start_thread(
                project=project, annotation=row, text=f"{round_} {number}", by=rita
            )
            answer(thread=one, text="@alice", by=rita)
        # session, user, project, threads, answers, unread
        with django_assert_num_queries(6):
            client.get(address(project))
        # session, user, project, entries, newest, unread
        with django_assert_num_queries(6):
            client.get(address(project, "inbox"))


def test_comments_on_a_deleted_mark_stay_readable(as_user, project, row, thread, alice):
    delete_annotation(annotation=row, version=1, by=alice)
    page = reverse("review:annotation", args=[project.slug, row.uuid])
    assert "Is it?" in as_user(alice).get(page).text


def test_the_api_lists_begins_and_answers(as_user, project, document, thread, alice):
    client = as_user(alice)
    path = f"/api/v1/projects/{project.slug}/comments"

    def send(**body):
        return client.post(path, body, content_type="application/json")

    passage = {"document": document.pk, "start": 2, "end": 6}
    made = send(text="Which note?", **passage)
    assert made.status_code == 201
    assert {name: made.json()[name] for name in passage} == passage
    assert send(text="This one.", thread=thread.pk).json()["thread"] == thread.pk
    assert send(text="About nothing").status_code == 422
    assert send(text="", doctrine="ibi.request").status_code == 422
    assert send(text="Two", doctrine="sd", document=document.pk).status_code == 422
    assert send(text="Whose?", thread=0).status_code == 404
    beyond = {"document": document.pk, "start": 2, "end": 10_000}
    assert send(text="Beyond", **beyond).status_code == 422
    resolve_thread(thread=thread, version=1, resolved=True, by=alice)
    unresolved = client.get(f"{path}?resolved=no").json()["items"]
    assert [row["text"] for row in unresolved] == ["Which note?"]
    resolved = client.get(f"{path}?resolved=yes").json()["items"]
    assert [row["text"] for row in resolved] == ["Is it?", "This one."]
    first = client.get(f"{path}?limit=2").json()
    rest = client.get(path, {"cursor": first["next"]}).json()
    assert len(first["items"]) == 2
    assert [row["text"] for row in rest["items"]] == ["This one."]


def test_lists_tell_how_many_threads_are_open(
    as_user, project, document, row, thread, alice, rita
):
    on_text = start_thread(project=project, document=document, text="Why?", by=alice)
    answer(thread=thread, text="No thread of its own.", by=alice)
    client = as_user(rita)
    texts = reverse("annotations:documents", args=[project.slug])
    table = reverse("annotations:table", args=[project.slug, document.pk])
    there = f"{address(project)}?document={document.pk}"
    assert "2 open comments" in client.get(texts).text
    assert "1 open comment<" in client.get(table).text
    annotator = client.get(
        reverse("annotations:document", args=[project.slug, document.pk])
    ).text
    assert f'data-comments="{row.uuid}=1"' in annotator
    assert "Comments (2 open)" in annotator
    listed = client.get(there).text
    assert "Why?" in listed
    assert "Is it?" in listed
    for one in (thread, on_text):
        resolve_thread(thread=one, version=1, resolved=True, by=rita)
    assert "open comment" not in client.get(texts).text
    assert "open comment" not in client.get(table).text


def test_the_api_changes_resolves_and_deletes(as_user, project, thread, alice, rita):
    reply = answer(thread=thread, text="Mine.", by=alice)
    base = f"/api/v1/projects/{project.slug}/comments"

    def send(method, comment, version, **body):
        call = getattr(client, method)
        more = {"headers": {"If-Match": f'"{version}"'}} if version else {}
        path = f"{base}/{comment.pk}"
        return call(path, body, content_type="application/json", **more)

    client = as_user(alice)
    assert send("patch", reply, 0, text="No version").status_code == 428
    changed = send("patch", reply, 1, text="Still mine.")
    assert (changed.json()["text"], changed.headers["ETag"]) == ("Still mine.", '"2"')
    stale = send("patch", reply, 1, text="Lost?")
    assert stale.status_code == 409
    assert stale.json()["current"]["text"] == "Still mine."
    assert send("patch", reply, 2, text="x", resolved=True).status_code == 422
    assert send("patch", thread, 1, text="Not hers").status_code == 403
    assert send("patch", thread, 1, resolved=True).json()["resolved"]
    assert send("delete", thread, 2).status_code == 403
    assert send("delete", reply, 2).json()["version"] == 3
    gone = client.get(f"{base}/{reply.pk}")
    assert gone.status_code == 410
    assert "restored" not in gone.json()["detail"]
    client = as_user(rita)
    assert not send("patch", thread, 2, resolved=False).json()["resolved"]
    assert client.get(f"{base}/0").status_code == 404
