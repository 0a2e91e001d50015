"""Members and invitations: letting people in, changing roles, sending them off."""

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from corpus.actions.projects import remove_member
from corpus.models import Invitation, Membership
from tests.factories import make_member, make_project

MEMBERS = "/projects/winter/members/"
NEW = {
    "email": "new@example.org",
    "name": "New Person",
    "password1": "a staple of batteries",
    "password2": "a staple of batteries",
}


@pytest.fixture
def invite(as_user, olga, project):
    """invite("coder"): the path of a fresh invitation's link."""

    def make(role, **fields):
        page = as_user(olga).post(f"{MEMBERS}invite/", {"role": role, **fields})
        return page.context["link"].removeprefix("http://testserver")

    return make


def role_of(person):
    return Membership.objects.get(user__email=person).role


def test_the_link_is_shown_once_and_kept_as_a_digest(client, invite):
    path = invite("coder", note="Dr New")
    page = client.get(MEMBERS).text
    assert path not in page
    assert "Dr New" in page
    assert Invitation.objects.get().digest not in path


def test_with_site_url_the_link_ignores_the_host_header(invite, settings):
    settings.SITE_URL = "https://glossator.example"
    assert invite("coder").startswith("https://glossator.example/invitations/invite_")


def test_an_invitation_goes_by_e_mail_where_a_server_is_named(
    as_user, olga, project, settings, mailoutbox
):
    client = as_user(olga)
    assert "Send the link to" not in client.get(MEMBERS).text
    asked = {"role": "coder", "email": "new@example.org"}
    client.post(f"{MEMBERS}invite/", asked)
    assert mailoutbox == []
    settings.EMAIL_HOST = "mail.example.org"
    assert "Send the link to" in client.get(MEMBERS).text
    page = client.post(f"{MEMBERS}invite/", asked)
    [letter] = mailoutbox
    assert letter.to == ["new@example.org"]
    assert page.context["link"] in letter.body
    assert "as coder" in letter.body
    assert "is on its way to new@example.org" in page.text
    assert Invitation.objects.filter(note="new@example.org").exists()
    refused = client.post(f"{MEMBERS}invite/", {**asked, "email": "nobody"})
    assert "valid email" in refused.text
    # nobody listens there
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    page = client.post(f"{MEMBERS}invite/", asked)
    assert "could not be sent" in page.text
    assert page.context["link"]


def test_a_new_person_makes_an_account_and_joins(client, invite, settings):
    path = invite("reviewer")
    client.logout()
    assert "The winter operation" in client.get(path).text
    assert client.post(path, NEW).url == "/projects/winter/"
    assert role_of("new@example.org") == "reviewer"
    client.logout()
    assert client.get(path).status_code == 404


def test_somebody_signed_in_joins_with_one_button(client, invite, mallory):
    path = invite("viewer")
    client.force_login(mallory)
    assert mallory.email in client.get(path).text
    client.post(path)
    assert role_of(mallory.email) == "viewer"


def test_a_link_works_for_one_person_only(client, invite, mallory):
    path = invite("viewer")
    client.logout()
    client.post(path, NEW)
    client.force_login(mallory)
    assert client.post(path).status_code == 404
    assert not Membership.objects.filter(user=mallory).exists()


def test_an_address_with_an_account_is_not_taken_over(client, invite, mallory):
    path = invite("viewer")
    client.logout()
    page = client.post(path, {**NEW, "email": mallory.email})
    assert "This address has an account." in page.text
    assert User.objects.get(pk=mallory.pk).check_password("correct horse")


def test_a_coder_whom_an_import_made_takes_their_account(client, invite, project):
    path = invite("coder")
    late = User.objects.create_user("late@example.org", name="Late")
    Membership.objects.create(project=project, user=late, role="coder")
    client.logout()
    assert client.post(path, {**NEW, "email": late.email}).status_code == 302
    assert User.objects.get(pk=late.pk).has_usable_password()


def test_another_projects_owner_cannot_take_that_account(
    client, invite, project, mallory
):
    late = User.objects.create_user("late@example.org")
    Membership.objects.create(project=project, user=late, role="reviewer")
    make_project(by=mallory, slug="trap", title="Trap", empty=True)
    client.force_login(mallory)
    page = client.post("/projects/trap/members/invite/", {"role": "viewer"})
    path = page.context["link"].removeprefix("http://testserver")
    client.logout()
    assert client.post(path, {**NEW, "email": late.email}).status_code == 200
    assert not User.objects.get(pk=late.pk).has_usable_password()


def test_a_withdrawn_invitation_does_not_work(client, invite):
    path = invite("coder")
    pk = Invitation.objects.get().pk
    client.post(f"/projects/winter/invitations/{pk}/revoke/")
    assert client.get(path).status_code == 404


def test_an_invitation_says_what_one_may_do(client, invite):
    path = invite("coder")
    client.logout()
    assert "You can then read everything in it, add texts" in client.get(path).text


def test_an_invitation_never_lowers_a_role(client, invite, rita):
    path = invite("viewer")
    client.force_login(rita)
    client.post(path)
    assert role_of(rita.email) == "reviewer"


def test_a_changed_role_counts_at_the_next_request(client, as_user, olga, alice):
    membership = Membership.objects.get(user=alice)
    client.force_login(olga)
    client.post(f"{MEMBERS}{membership.pk}/role/", {"role": "owner"})
    invited = as_user(alice).post(f"{MEMBERS}invite/", {"role": "coder"})
    assert invited.status_code == 200


def test_the_last_owner_stays(as_user, olga, project):
    membership = Membership.objects.get(user=olga)
    browser = as_user(olga)
    for verb, fields in (("remove", {}), ("role", {"role": "coder"})):
        page = browser.post(f"{MEMBERS}{membership.pk}/{verb}/", fields, follow=True)
        assert "A project needs an owner." in page.text
    assert role_of(olga.email) == "owner"


def test_a_membership_as_it_was_read_does_not_count(olga, rita, project):
    mine = Membership.objects.get(user=olga)
    theirs = Membership.objects.get(user=rita)
    # between reading and acting, olga made rita owner and stepped down
    Membership.objects.filter(user=rita).update(role="owner")
    Membership.objects.filter(user=olga).update(role="coder")
    with pytest.raises(ValidationError, match="needs an owner"):
        remove_member(membership=theirs, by=rita)
    remove_member(membership=mine, by=olga)


def test_somebody_removed_sees_the_project_no_more(client, as_user, olga, alice):
    membership = Membership.objects.get(user=alice)
    as_user(olga).post(f"{MEMBERS}{membership.pk}/remove/")
    assert as_user(alice).get(MEMBERS).status_code == 404


def test_everybody_may_leave(as_user, alice):
    membership = Membership.objects.get(user=alice)
    page = as_user(alice).post(f"{MEMBERS}{membership.pk}/remove/", follow=True)
    assert "You have left" in page.text


def test_a_role_that_is_none_is_refused_in_a_sentence(as_user, olga, alice):
    membership = Membership.objects.get(user=alice)
    page = as_user(olga).post(
        f"{MEMBERS}{membership.pk}/role/", {"role": "emperor"}, follow=True
    )
    assert "“emperor” is no role." in page.text


def test_another_projects_membership_is_not_found(as_user, olga, mallory, project):
    other = make_project(by=mallory, slug="other", title="Other", empty=True)
    membership = Membership.objects.get(project=other)
    answer = as_user(olga).post(f"{MEMBERS}{membership.pk}/remove/")
    assert answer.status_code == 404


@pytest.mark.parametrize("people", [1, 20])
def test_the_page_costs_the_same_for_many_members(
    as_user, olga, project, people, django_assert_num_queries
):
    for number in range(people):
        make_member(project, f"person{number}", "coder")
    browser = as_user(olga)
    # session, user, project, members, invitations
    with django_assert_num_queries(5):
        browser.get(MEMBERS)


@pytest.mark.parametrize("number", [1, 20])
def test_the_start_page_costs_the_same_for_many_projects(
    as_user, olga, number, django_assert_num_queries
):
    for one in range(number):
        make_project(by=olga, slug=f"p{one}", title="P", empty=True)
    browser = as_user(olga)
    # session, user, projects with their counts
    with django_assert_num_queries(3):
        browser.get("/")


def test_a_project_is_made_with_a_name_from_its_title(as_user, olga, project):
    typed = {"title": "The Winter", "slug": "", "start": "starter"}
    answer = as_user(olga).post("/projects/new/", typed)
    assert answer.url == "/projects/the-winter/"
    again = as_user(olga).post("/projects/new/", typed)
    assert again.url == "/projects/the-winter-2/"


@pytest.mark.parametrize("slug", ["winter", "new", "Ünder", "-x"])
def test_a_short_name_that_cannot_be_is_refused(as_user, olga, project, slug):
    page = as_user(olga).post("/projects/new/", {"title": "T", "slug": slug})
    assert page.status_code == 422
    assert page.context["form"].errors["slug"]


def test_a_title_in_another_script_gets_a_short_name(as_user, olga, db):
    answer = as_user(olga).post("/projects/new/", {"title": "Зима", "slug": ""})
    assert answer.url == "/projects/project/"


def test_somebody_without_projects_is_told_what_to_do(as_user, mallory):
    page = as_user(mallory).get("/")
    assert "Make a project" in page.text
