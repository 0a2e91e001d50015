"""The pages of editions: linking, carrying, placing, reading side by side."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from annotations.actions.annotations import delete_annotation
from annotations.actions.carry import carry
from annotations.models import Annotation, Carried
from corpus import jobs
from corpus.actions.documents import withdraw
from corpus.actions.editions import link, proposed_reprints
from corpus.models import Document, Edition, Job, Upload
from tests.annotations.test_carry import ASKED, FIRST, GROUND, SAID, SECOND
from tests.annotations.test_works import REPRINT, TRANSLATION
from tests.factories import make_annotation, make_document


@pytest.fixture
def first(project, olga):
    return make_document(
        project=project, by=olga, text=FIRST, title="A note", language="en"
    )


@pytest.fixture
def second(project, olga, first):
    document = make_document(
        project=project, by=olga, text=SECOND, title="A note again", filename="2.txt"
    )
    link(document=document, of=first, kind="edition", by=olga)
    return document


@pytest.fixture
def carried(first, second, alice, rita):
    for quote in (ASKED, GROUND, SAID):
        make_annotation(document=first, by=alice, quote=quote)
    carry(document=second, by=rita)
    return {row.source.quote: row for row in Carried.objects.all()}


def page_of(document, page):
    return f"/projects/winter/texts/{document.pk}/{page}"


def test_a_text_that_stands_alone_says_what_to_do(as_user, first, rita, victor):
    page = as_user(rita).get(page_of(first, "editions/"))
    assert "stands alone" in page.text
    assert "Add a new edition" in page.text
    assert "texts/add/?of=" in page.text
    page = as_user(victor).get(page_of(first, "editions/"))
    assert "Add a new edition" not in page.text


def test_two_texts_are_linked_and_unlinked(as_user, first, project, olga, rita):
    other = make_document(project=project, by=olga, text=SECOND, filename="2.txt")
    client = as_user(rita)
    client.post(page_of(other, "editions/"), {"of": first.pk, "kind": "edition"})
    assert Edition.objects.get().document == other
    page = client.get(page_of(first, "editions/"))
    assert "New edition of “A note”" in page.text
    client.post(page_of(other, "editions/unlink/"))
    assert not Edition.objects.exists()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"of": "", "kind": "edition"}, "Choose a text."),
        ({"of": "x", "kind": "edition"}, "Choose a text."),
        ({"of": 0, "kind": "other"}, "is not one of the available choices"),
    ],
)
def test_a_wrong_link_is_told(as_user, first, rita, sent, sentence):
    answer = as_user(rita).post(page_of(first, "editions/"), sent)
    assert answer.status_code == 422
    assert sentence in answer.text


@pytest.fixture
def add(as_user, first, rita):
    """add(files=…): a version of the first text is given; the preview's page."""

    def send(kind="edition", of=first, by=rita, **fields):
        address = "/projects/winter/texts/add/"
        sent = {"of": of.pk, "kind": kind, **fields}
        return as_user(by).post(address, sent, follow=True)

    return send


def store(client):
    """Store what was given last; the page that follows."""
    return client.post(f"{Upload.objects.latest('pk').path()}store/", follow=True)


def test_a_new_edition_is_looked_at_stored_linked_and_carried(
    add, as_user, first, alice, rita
):
    make_annotation(document=first, by=alice, quote=ASKED)
    page = add(files=SimpleUploadedFile("two.txt", SECOND.encode()), title="Second")
    assert "is linked to" in page.text
    assert "as a new edition, and the annotations are carried along" in page.text
    assert not Edition.objects.exists()
    page = store(as_user(rita))
    made = Document.objects.get(title="Second")
    assert (made.edition.of, made.edition.kind) == (first, "edition")
    assert page_of(made, "carried/") in page.text
    jobs.run(Job.objects.get(kind="carry").uuid)
    assert Annotation.objects.get(document=made).quote == ASKED


def test_a_version_begins_with_what_the_first_text_says(as_user, project, olga, rita):
    first = make_document(
        project=project,
        by=olga,
        text=FIRST,
        authors=["Doe, Jane"],
        situation="KAZ-2022",
        language="en",
        url="https://first.example",
    )
    client, address = as_user(rita), "/projects/winter/texts/add/"
    form = client.get(address, {"of": first.pk, "kind": "translation"}).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    assert (shown["authors"], shown["situation"]) == ("Doe, Jane", "KAZ-2022")
    assert (shown["original_language"], shown["language"]) == ("en", "")
    assert shown["url"] == ""


def test_the_same_text_is_no_new_edition(add, as_user, rita):
    add(text=FIRST)
    page = store(as_user(rita))
    assert "A text is no edition of itself." in page.text
    assert not Edition.objects.exists()


def test_a_text_that_is_here_already_is_linked(add, as_user, first, project, olga):
    there = make_document(project=project, by=olga, text=REPRINT, filename="3.txt")
    add(kind="reprint", text=REPRINT, by=olga)
    assert page_of(there, "editions/") in store(as_user(olga)).text
    assert (there.edition.of, there.edition.kind) == (first, "reprint")
    assert not Job.objects.filter(kind="carry").exists()


def test_several_texts_are_no_edition_of_one(add, as_user, rita):
    files = [SimpleUploadedFile(f"{n}.txt", b"Text %d." % n) for n in range(2)]
    add(files=files)
    page = store(as_user(rita))
    assert "is one text, and these are 2. Leave the others out." in page.text
    assert Document.objects.count() == 1


def test_a_version_of_what_was_deleted_meanwhile_is_not_stored(add, as_user, rita):
    add(text=SECOND)
    # as the deletion leaves it
    Upload.objects.update(of=None)
    assert "was deleted meanwhile" in store(as_user(rita)).text
    assert Document.objects.count() == 1


@pytest.mark.parametrize("kind", ["", "other"])
def test_a_version_has_a_kind(add, kind):
    assert add(kind=kind, text=SECOND).status_code == 404


def test_only_who_may_link_adds_a_version(add, as_user, first, alice):
    assert add(text=SECOND, by=alice).status_code == 403
    assert not Upload.objects.exists()
    page = as_user(alice).get(f"/projects/winter/texts/add/?of={first.pk}&kind=edition")
    assert page.status_code == 403


def test_annotations_are_carried_from_the_page(as_user, first, second, alice, rita):
    make_annotation(document=first, by=alice, quote=ASKED)
    client = as_user(rita)
    page = client.get(page_of(second, "carried/"))
    assert "1 annotation of the earlier edition was not carried yet" in page.text
    client.post(page_of(second, "carried/"))
    assert Annotation.objects.get(document=second).quote == ASKED


@pytest.mark.parametrize("page", ["editions/", "carried/"])
def test_versions_of_one_title_are_told_apart(as_user, second, rita, page):
    shown = as_user(rita).get(page_of(second, page)).text
    for name in ("note.txt", "2.txt"):
        assert f'<span class="meta">{name}</span>' in shown


def test_what_needs_placing_shows_both_passages(as_user, second, carried, rita):
    page = as_user(rita).get(page_of(second, "carried/"))
    assert "<strong>1</strong> Needs placing" in page.text
    assert "[new:] </span>hardly a</ins>" in page.text.replace(" </ins>", "</ins>")
    assert "[not in the new edition:]" in page.text


def test_the_ticked_are_approved_dropped_and_taken_back(as_user, second, carried, rita):
    client, row = as_user(rita), carried[GROUND]
    decide = page_of(second, "carried/decide/")
    sent = {"carried": f"{row.pk}:1", "action": "drop", "reason": ""}
    refused = client.post(decide, sent)
    assert refused.status_code == 422
    # it is still ticked
    assert f'value="{row.pk}:1"\n                       checked' in refused.text
    client.post(decide, {**sent, "reason": "gone"})
    row.refresh_from_db()
    assert (row.outcome, row.reason) == ("dropped", "gone")
    client.post(decide, {"carried": f"{row.pk}:2", "action": "take-back"})
    client.post(decide, {"carried": f"{row.pk}:3", "action": "approve"})
    row.refresh_from_db()
    assert row.outcome == "placed"


def test_what_was_deleted_since_is_not_approved(as_user, second, carried, rita):
    row = carried[GROUND]
    delete_annotation(annotation=row.source, version=1, by=rita)
    sent = {"carried": f"{row.pk}:1", "action": "approve"}
    answer = as_user(rita).post(page_of(second, "carried/decide/"), sent)
    assert answer.status_code == 422
    assert "1 of these was deleted in the earlier edition since." in answer.text
    row.refresh_from_db()
    assert row.outcome == "unplaced"


def test_nothing_is_placed_on_a_text_that_was_withdrawn(
    as_user, second, carried, olga, rita
):
    withdraw(document=second, by=olga)
    row = carried[GROUND]
    sent = {"carried": f"{row.pk}:1", "action": "approve"}
    answer = as_user(rita).post(page_of(second, "carried/decide/"), sent)
    assert answer.status_code == 422
    assert "This text was withdrawn" in answer.text
    sent = {"start": 0, "end": 5, "version": 1}
    answer = as_user(rita).post(page_of(second, f"carried/{row.pk}/"), sent)
    assert "This text was withdrawn" in answer.text


def test_a_reason_that_no_database_holds_is_refused(as_user, second, carried, rita):
    sent = {"carried": f"{carried[GROUND].pk}:1", "action": "drop", "reason": "a\x00b"}
    answer = as_user(rita).post(page_of(second, "carried/decide/"), sent)
    assert answer.status_code == 422
    assert "holds a NUL character" in answer.text


def test_it_is_placed_by_typing_its_words(as_user, second, carried, alice):
    client, row = as_user(alice), carried[GROUND]
    there = page_of(second, f"carried/{row.pk}/")
    page = client.get(there, {"quote": "HARDLY a ground"})
    assert "1 place" in page.text
    start = SECOND.index("hardly a ground")
    client.post(there, {"start": start, "end": start + 15, "version": 1})
    row.refresh_from_db()
    assert row.target.quote == "hardly a ground"


@pytest.mark.parametrize("sent", [{}, {"start": 5, "end": 10**6, "version": 1}])
def test_a_wrong_place_is_told(as_user, second, carried, rita, sent):
    row = carried[GROUND]
    answer = as_user(rita).post(page_of(second, f"carried/{row.pk}/"), sent)
    assert answer.status_code == 422


def test_the_list_costs_the_same_for_many(
    as_user, first, second, alice, rita, django_assert_num_queries
):
    client = as_user(rita)
    sizes = []
    for words in (
        ["self-defence was no ground"],
        ["was no ground at", "no ground at all"],
    ):
        for quote in words:
            make_annotation(document=first, by=alice, quote=quote)
        carry(document=second, by=rita)
        # session, user, project, text, link, numbers, count, rows, words of both,
        # what is left
        with django_assert_num_queries(10):
            sizes.append(client.get(page_of(second, "carried/")))
    assert sizes[1].text.count('class="carried"') == 3


def test_nearly_equal_texts_are_proposed(project, olga, first, as_user, rita):
    words = " ".join(f"word{n} follows {n * 7}" for n in range(200))
    one = make_document(project=project, by=olga, text=words, filename="1.txt")
    other = make_document(
        project=project, by=olga, text=f"Printed again. {words}", filename="3.txt"
    )
    [(earlier, later, like)] = proposed_reprints(project)
    assert (earlier, later) == (one, other)
    assert like > 0.9
    page = as_user(rita).get(page_of(other, "editions/"))
    assert "Link as a reprint" in page.text


@pytest.fixture
def translation(project, olga, first):
    document = make_document(
        project=project,
        by=olga,
        text=TRANSLATION,
        title="Eine Notiz",
        filename="de.txt",
        language="de",
    )
    link(document=document, of=first, kind="translation", by=olga)
    return document


def test_a_translation_is_read_side_by_side(as_user, translation, first, alice):
    make_annotation(document=first, by=alice, quote=ASKED)
    page = as_user(alice).get(page_of(translation, "parallel/"))
    assert 'lang="de"' in page.text
    # both may have one title
    for name in ("note.txt", "de.txt"):
        assert f'<span class="meta">{name}</span>' in page.text
    assert page.text.count('class="pair"') == 6
    assert "<mark" in page.text
    assert "Correct" not in page.text.partition("Side by side")[2]


def test_a_pair_is_joined_split_and_shifted(as_user, translation, rita):
    client, there = as_user(rita), page_of(translation, "parallel/")

    def correct(action, pair):
        version = Edition.objects.get().version
        client.post(there, {"action": action, "pair": pair, "version": version})
        return Edition.objects.get().pairs

    before = Edition.objects.get().pairs
    assert len(correct("join", 1)) == 5
    assert correct("split", 1) == before
    shifted = correct("shift", 1)
    assert shifted[1][3] == before[2][3]
    assert correct("back", 1) == before


def test_a_correction_of_an_old_page_is_refused(as_user, translation, rita):
    client, there = as_user(rita), page_of(translation, "parallel/")
    for _ in range(2):
        answer = client.post(there, {"action": "join", "pair": 0, "version": 1})
    assert answer.status_code == 409
    answer = client.post(there, {"action": "join", "pair": "x", "version": 1})
    assert answer.status_code == 409


def test_positions_say_that_a_work_counts_once(as_user, second, carried, victor):
    page = as_user(victor).get("/projects/winter/positions/")
    assert "Editions, translations and reprints of one text count once" in page.text
    assert "1 mark of earlier editions waits to be placed" in " ".join(
        page.text.split()
    )


def test_the_api_links_carries_and_tells(call, project, olga, rita, first, alice):
    make_annotation(document=first, by=alice, quote=ASKED)
    other = make_document(project=project, by=olga, text=SECOND, filename="2.txt")
    path = f"/api/v1/documents/{other.pk}"
    answer = call(rita, "POST", f"{path}/editions", {"of": first.pk, "kind": "edition"})
    assert answer.status_code == 201
    assert [item["of"] for item in answer.json()["items"]] == [None, first.pk]
    done = call(rita, "POST", f"{path}/carry").json()
    assert (done["unchanged"], done["unplaced"]) == (1, 0)
    told = call(alice, "GET", f"{path}/carry").json()
    assert told["numbers"]["unchanged"] == 1
    assert told["items"][0]["outcome"] == "unchanged"
    assert call(rita, "DELETE", f"{path}/editions").status_code == 200


@pytest.mark.parametrize("body", [{}, {"of": "x"}, {"of": 10**17}, {"of": True}])
def test_the_api_tells_a_wrong_link(call, first, rita, body):
    answer = call(rita, "POST", f"/api/v1/documents/{first.pk}/editions", body)
    assert answer.status_code == 422


def test_reprints_have_equal_words_as_pairs(project, olga, first):
    reprint = make_document(project=project, by=olga, text=REPRINT, filename="r.txt")
    link(document=reprint, of=first, kind="reprint", by=olga)
    for start, end, here, there in reprint.edition.pairs:
        assert FIRST[start:end] == REPRINT[here:there]


def test_a_mark_says_on_which_edition_it_was_made(
    as_user, first, second, carried, rita
):
    client, there = as_user(rita), "/projects/winter/annotations/"
    source, target = carried[ASKED].source, carried[ASKED].target
    page = client.get(f"{there}{target.uuid}/").text
    assert f'Made on\n            <a href="{there}{source.uuid}/">A note' in page
    assert "carried it to this edition" in page
    page = client.get(f"{there}{source.uuid}/").text
    assert "Made on this text" in page
    assert f'Carried to <a href="{there}{target.uuid}/">A note again' in page
    page = client.get(f"{there}{carried[GROUND].source.uuid}/").text
    assert "Needs placing in <a" in page


def test_the_table_says_where_marks_come_from_and_went(
    as_user, first, second, carried, rita
):
    client = as_user(rita)
    page = client.get(page_of(second, "annotations/")).text
    assert page.count("Carried from") == 2
    page = client.get(page_of(first, "annotations/")).text
    assert page.count("Carried to") == 2
    assert page.count("Needs placing in") == 1


def test_the_annotator_has_the_bar_for_who_may_place_it(
    as_user, second, carried, alice, victor
):
    there = page_of(second, "")
    for quote, user, number in (
        (GROUND, alice, 1),
        (GROUND, victor, 0),
        (ASKED, alice, 0),
    ):
        page = as_user(user).get(there, {"place": carried[quote].source.uuid})
        assert page.text.count("data-placing") == number
    assert as_user(alice).get(there, {"place": "x"}).status_code == 200
