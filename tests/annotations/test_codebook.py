"""The codebook's pages: the tree, and adding, editing, moving and retiring."""

import pytest
from django.urls import reverse

from annotations.actions.annotations import delete_annotation
from annotations.actions.doctrines import create_doctrine
from annotations.models import Doctrine
from tests.factories import make_annotation, make_project


def address(project, name="doctrines", *doctrine):
    return reverse(f"annotations:{name}", args=[project.slug, *doctrine])


def get(project, slug):
    return Doctrine.objects.get(project=project, slug=slug)


def entry_form(client, project, slug):
    """What the page of an entry sends when nothing is changed."""
    form = client.get(address(project, "edit_doctrine", slug)).context["form"]
    sent = {}
    for field in form:
        value = field.value()
        for name in (field.html_name, field.html_initial_name):
            if value not in (None, False):
                sent[name] = value
    return sent


def test_the_tree_counts_a_branch_with_all_below_it(as_user, victor, document, alice):
    make_annotation(document=document, by=alice, doctrine="ibi")
    make_annotation(document=document, by=alice, doctrine="ibi.consent.scope")
    gone = make_annotation(document=document, by=alice, doctrine="ibi.consent")
    delete_annotation(annotation=gone, version=1, by=alice)
    response = as_user(victor).get(address(document.project))
    roots = {node.doctrine.slug: node for node in response.context["roots"]}
    assert (roots["ibi"].own, roots["ibi"].total) == (1, 2)


def test_the_tree_costs_the_same_for_many_entries(
    as_user, rita, olga, django_assert_num_queries
):
    project = make_project(by=olga, empty=True, slug="other")
    client = as_user(olga)
    parent = None
    for number in range(30):
        parent = create_doctrine(
            project=project, name=f"Entry {number}", parent=parent, by=olga
        )
        if number in (0, 29):
            # session, user, project, doctrines, counts
            with django_assert_num_queries(5):
                client.get(address(project))


def test_a_search_keeps_what_lies_above(as_user, victor, project):
    response = as_user(victor).get(address(project), {"q": "valid consent timing"})
    assert "Valid consent" in response.text
    assert "Self-defence" not in response.text


def test_a_search_without_a_hit_says_so(as_user, victor, project):
    response = as_user(victor).get(address(project), {"q": "zebra"})
    assert "No doctrine says “zebra”." in response.text


def test_a_new_entry_gets_an_id_of_its_parents_and_its_name(as_user, rita, project):
    sent = {"name": "  Gültige   Einladung ", "parent": "ibi"}
    response = as_user(rita).post(address(project, "new_doctrine"), sent)
    made = get(project, "ibi.gultige_einladung")
    assert response.url == reverse("review:doctrine", args=["winter", made.slug])
    assert (made.name, made.parent.slug) == ("Gültige Einladung", "ibi")
    assert (made.polarity, made.palette) == ("+", get(project, "ibi").palette)


def test_a_second_entry_of_the_name_gets_another_id(rita, project):
    made = [
        create_doctrine(project=project, name=name, by=rita)
        for name in ("Late", "Late?")
    ]
    assert [doctrine.slug for doctrine in made] == ["late", "late_2"]


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"name": ""}, "This field is required."),
        ({"name": "Again", "slug": "ibi"}, "There is a doctrine of this id already."),
        ({"name": "Odd", "slug": "Not An Id"}, "Use small letters, digits"),
        ({"name": "Odd", "slug": "new"}, "“new” is no id"),
        ({"name": "Odd", "parent": "nonsense"}, "Select a valid choice"),
        ({"name": "Odd", "checked": "on"}, "There is no pin-cite that was checked."),
    ],
)
def test_a_wrong_entry_is_refused_with_a_sentence(
    as_user, rita, project, sent, sentence
):
    response = as_user(rita).post(address(project, "new_doctrine"), sent)
    assert response.status_code == 422
    assert sentence in response.text


def test_an_edit_writes_only_what_was_changed(as_user, rita, olga, project):
    client = as_user(rita)
    sent = entry_form(client, project, "ibi")
    # somebody else changes another field while the page is open
    Doctrine.objects.filter(project=project, slug="ibi").update(include="Theirs")
    client.post(address(project, "edit_doctrine", "ibi"), {**sent, "name": "Mine"})
    entry = get(project, "ibi")
    assert (entry.name, entry.include) == ("Mine", "Theirs")


def test_a_new_pin_cite_is_unchecked(as_user, rita, project):
    client = as_user(rita)
    assert get(project, "sd").checked
    sent = entry_form(client, project, "sd")
    client.post(address(project, "edit_doctrine", "sd"), {**sent, "pin_cite": "Art. 1"})
    entry = get(project, "sd")
    assert (entry.pin_cite, entry.checked) == ("Art. 1", None)


def test_who_checked_a_pin_cite_is_kept(as_user, rita, project):
    client = as_user(rita)
    sent = entry_form(client, project, "ibi")
    client.post(address(project, "edit_doctrine", "ibi"), {**sent, "checked": "on"})
    assert get(project, "ibi").checked_by == "rita"


def test_a_branch_moves_with_what_else_was_changed(as_user, rita, project):
    client = as_user(rita)
    sent = entry_form(client, project, "ibi.consent")
    sent |= {"parent": "sd", "name": "Agreement"}
    client.post(address(project, "edit_doctrine", "ibi.consent"), sent)
    entry = get(project, "ibi.consent")
    assert (entry.parent.slug, entry.name) == ("sd", "Agreement")
    assert get(project, "ibi.consent.scope").parent.slug == "ibi.consent"


def test_an_entry_under_a_retired_one_stays_there(as_user, rita, project):
    client = as_user(rita)
    client.post(address(project, "retire_doctrine", "ibi.consent"), {})
    sent = entry_form(client, project, "ibi.consent.scope")
    path = address(project, "edit_doctrine", "ibi.consent.scope")
    client.post(path, {**sent, "name": "Reach"})
    entry = get(project, "ibi.consent.scope")
    assert (entry.parent.slug, entry.name) == ("ibi.consent", "Reach")


def test_a_doctrine_cannot_lie_under_itself(as_user, rita, project):
    client = as_user(rita)
    sent = entry_form(client, project, "ibi")
    path = address(project, "edit_doctrine", "ibi")
    response = client.post(path, {**sent, "parent": "ibi.consent.scope"})
    assert response.status_code == 422
    assert "choose another place" in response.text


def test_colours_have_names_and_swatches(as_user, rita, project):
    page = as_user(rita).get(address(project, "edit_doctrine", "ibi")).text
    assert '<span class="chip palette-4">Navy</span>' in page


def test_a_retired_one_takes_no_new_marks_and_keeps_its_old(
    as_user, rita, alice, document, project
):
    row = make_annotation(document=document, by=alice, doctrine="ibi")
    sent = {"replaced_by": "ibi.rule"}
    as_user(rita).post(address(project, "retire_doctrine", "ibi"), sent)
    with pytest.raises(Exception, match="retired"):
        make_annotation(document=document, by=alice, doctrine="ibi")
    response = as_user(alice).get(reverse("review:doctrine", args=["winter", "ibi"]))
    assert [found.pk for found in response.context["rows"]] == [row.pk]
    assert "Retired" in response.text


def test_a_retired_one_is_brought_back(as_user, rita, project):
    client = as_user(rita)
    client.post(address(project, "retire_doctrine", "ibi"), {})
    assert get(project, "ibi").retired
    client.post(address(project, "restore_doctrine", "ibi"))
    assert get(project, "ibi").retired is None


def test_a_coder_may_not_change_it(as_user, alice, project):
    client = as_user(alice)
    assert "Add a doctrine" not in client.get(address(project)).text
    for name in ("edit_doctrine", "retire_doctrine"):
        assert client.post(address(project, name, "ibi")).status_code == 403
    assert client.post(address(project, "new_doctrine")).status_code == 403


def test_a_second_click_makes_no_second_entry(as_user, rita, project):
    form = {"name": "Buffer zone", "parent": "ibi"}
    answers = [
        as_user(rita).post(address(project, "new_doctrine"), form).status_code
        for _click in range(2)
    ]
    assert answers == [302, 422]
    assert Doctrine.objects.filter(project=project, name="Buffer zone").count() == 1
