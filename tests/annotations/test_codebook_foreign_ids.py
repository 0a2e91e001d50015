"""Ids of one project in the addresses of another."""

from django.urls import reverse

from annotations.actions.doctrines import create_doctrine
from annotations.actions.examples import add_example
from annotations.actions.links import add_link
from annotations.models import CodebookChange, Provision
from tests.factories import make_project

#: Addresses of an entry.
OF_ENTRY = (
    *("doctrines_below", "place_doctrine", "add_example", "add_link"),
    *("edit_doctrine", "retire_doctrine", "restore_doctrine"),
)


def test_what_belongs_to_another_project_is_not_found(as_user, olga, project):
    """By its id in this project's addresses, also by who owns both."""
    client = as_user(olga)
    other = make_project(by=olga, slug="other", empty=True)
    above, entry = (
        create_doctrine(project=other, name=name, slug=f"only.{name}", by=olga)
        for name in ("above", "there")
    )
    example = add_example(doctrine=entry, text="Somebody wrote.", by=olga)
    link = add_link(source=entry, target=above, kind="element_of", by=olga)
    provision = Provision.objects.filter(project=project).first()
    client.post(reverse("annotations:releases", args=[other.slug]))
    change = CodebookChange.objects.filter(project=other).latest("pk")

    def ask(method, name, *more, slug=project.slug):
        return client.generic(method, reverse(name, args=[slug, *more])).status_code

    own = "ibi.request"
    for name, *more in (
        *((f"annotations:{name}", entry.slug) for name in OF_ENTRY),
        ("annotations:change_example", own, example.pk),
        ("annotations:change_link", own, link.pk),
        ("annotations:release", 1),
        ("annotations:download_release", 1),
        ("annotations:codebook_change", change.pk),
        ("annotations:take_back_change", change.pk),
        ("annotations:waiting", change.pk),
        ("api:doctrine_example", own, example.pk),
        ("api:release", 1),
    ):
        told = {ask(method, name, *more) for method in ("GET", "POST", "DELETE")}
        assert told <= {404, 405} and 404 in told, (name, told)
    for name in ("provision", "edit_provision", "delete_provision"):
        told = {
            ask(method, f"annotations:{name}", provision.pk, slug=other.slug)
            for method in ("GET", "POST")
        }
        assert told <= {404, 405} and 404 in told, (name, told)
    assert CodebookChange.objects.filter(project=other).latest("pk") == change
    # each of them is there in its own project
    assert ask("GET", "annotations:release", 1, slug=other.slug) == 200
    assert ask("GET", "annotations:codebook_change", change.pk, slug=other.slug) == 200
