"""One entry: two who edit it, what it means, its examples and its relations."""

import pytest
from django.urls import reverse

from annotations.actions.doctrines import edit_doctrine
from annotations.models import (
    CodebookChange,
    DoctrineExample,
    DoctrineLink,
    Reconsideration,
)
from tests.annotations.test_codebook import address, entry_form, get
from tests.factories import make_annotation


@pytest.fixture
def stale(as_user, rita, olga, project):
    """What rita sends of ibi.consent after olga saved another definition."""
    sent = entry_form(as_user(rita), project, "ibi.consent")
    edit_doctrine(
        doctrine=get(project, "ibi.consent"),
        by=olga,
        version=1,
        definition="Hers.",
        include="Only she wrote this.",
    )
    return {**sent, "definition": "Mine.", "name": "Agreement"}


def edit(client, project, sent):
    return client.post(address(project, "edit_doctrine", "ibi.consent"), sent)


def test_both_versions_are_shown_and_nothing_is_written(as_user, rita, project, stale):
    answer = edit(as_user(rita), project, stale)
    assert answer.status_code == 409
    for words in ("Hers.", "Mine.", "Agreement", "Only she wrote this.", "olga"):
        assert words in answer.text
    told = [row["label"] for row in answer.context["rows"]]
    assert told == ["Name", "Definition", "Include"]
    assert get(project, "ibi.consent").definition == "Hers."


@pytest.mark.parametrize(
    ("theirs", "definition"), [([], "Mine."), (["definition"], "Hers.")]
)
def test_what_only_one_changed_is_put_together(
    as_user, rita, project, stale, theirs, definition
):
    client = as_user(rita)
    form = edit(client, project, stale).context["form"]
    again = {
        name: value
        for field in form
        for name, value in (
            (field.html_name, field.value()),
            (field.html_initial_name, form.data.get(field.html_initial_name)),
        )
        if value not in (None, False)
    }
    assert edit(client, project, {**again, "theirs": theirs}).status_code == 302
    entry = get(project, "ibi.consent")
    assert (entry.name, entry.definition) == ("Agreement", definition)
    assert (entry.include, entry.version) == ("Only she wrote this.", 3)


def test_a_change_of_meaning_lets_its_marks_wait(
    as_user, rita, alice, document, project
):
    row = make_annotation(document=document, by=alice, doctrine="ibi.consent")
    make_annotation(document=document, by=alice, doctrine="ibi.consent.scope")
    client = as_user(rita)
    sent = entry_form(client, project, "ibi.consent")
    sent |= {"meaning": "on", "note": "The court said so."}
    refused = edit(client, project, sent)
    assert refused.status_code == 422
    assert "nothing that it means is changed" in refused.text
    saved = edit(client, project, {**sent, "definition": "Another thing."})
    change = CodebookChange.objects.filter(project=project).latest("pk")
    # what is to do now is shown
    assert saved.url == reverse("annotations:waiting", args=[project.slug, change.pk])
    assert "Saved. 1 mark waits to be looked at again." in client.get(saved.url).text
    assert (change.kind, change.note) == ("meaning", "The court said so.")
    waiting = Reconsideration.objects.filter(change=change, outcome="waiting")
    assert [found.annotation_id for found in waiting] == [row.pk]


def test_a_text_that_nobody_would_read_is_refused(as_user, rita, project):
    client = as_user(rita)
    sent = entry_form(client, project, "ibi.consent")
    answer = edit(client, project, {**sent, "include": "x" * 4001})
    assert answer.status_code == 422
    assert "Write at most 4,000 characters; these are 4,001." in answer.text


def test_a_row_becomes_an_example_and_is_one_no_more(
    as_user, rita, alice, document, project
):
    row = make_annotation(document=document, by=alice)
    client = as_user(rita)
    there = reverse("review:doctrine", args=["winter", "ibi.request"])
    sent = {"negative": str(row.uuid), "next": there}
    answer = client.post(address(project, "add_example", "ibi.request"), sent)
    assert answer.url == f"{there}#annotation-{row.uuid}"
    made = DoctrineExample.objects.get(annotation=row)
    assert made.kind == "negative"
    assert "Counter-example" in client.get(there).text
    path = address(project, "change_example", "ibi.request", made.pk)
    client.post(path, {"remove": "on"})
    assert not DoctrineExample.objects.filter(annotation=row).exists()


def test_a_mark_becomes_an_example_of_what_lies_above(
    as_user, rita, alice, document, project
):
    row = make_annotation(document=document, by=alice)
    client = as_user(rita)
    page = client.get(reverse("review:annotation", args=["winter", row.uuid]))
    assert "ibi" in [node.doctrine.slug for node in page.context["near"]]
    path = reverse("annotations:exemplify", args=["winter", row.uuid])
    sent = {"doctrine": "ibi", "kind": "positive", "note": "It asks plainly."}
    client.post(path, sent)
    made = DoctrineExample.objects.get(annotation=row)
    assert (made.doctrine.slug, made.note) == ("ibi", "It asks plainly.")


def test_stances_are_counted_with_all_below(as_user, victor, alice, document):
    for doctrine, stance in (
        ("ibi", "asserts"),
        ("ibi.consent", "asserts"),
        ("ibi.consent", "denies"),
    ):
        make_annotation(document=document, by=alice, doctrine=doctrine, stance=stance)
    page = as_user(victor).get(reverse("review:doctrine", args=["winter", "ibi"]))
    assert [row[:1] + row[2:] for row in page.context["usage"]] == [
        ("asserts", 2, 100),
        ("denies", 1, 50),
    ]


def test_elements_are_added_ordered_and_removed(as_user, rita, project):
    client = as_user(rita)
    entry = get(project, "ibi.rule")

    def elements():
        rows = DoctrineLink.objects.filter(target=entry).order_by("order")
        return [row.source.slug for row in rows]

    sent = {"kind": "element_of", "target": "ibi.rule"}
    for slug in ("ibi.request", "ibi.purpose"):
        client.post(address(project, "add_link", slug), sent)
    assert elements() == ["ibi.request", "ibi.purpose"]
    last = DoctrineLink.objects.get(target=entry, source__slug="ibi.purpose")
    path = address(project, "change_link", "ibi.rule", last.pk)
    client.post(path, {"step": "up"})
    assert elements() == ["ibi.purpose", "ibi.request"]
    client.post(path, {"remove": "on"})
    assert elements() == ["ibi.request"]
    # turned round it would make no sense
    turned = {"kind": "element_of", "target": "ibi.request"}
    client.post(address(project, "add_link", "ibi.rule"), turned)
    assert not DoctrineLink.objects.filter(source=entry, kind="element_of").exists()
