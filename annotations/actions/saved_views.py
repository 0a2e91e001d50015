"""Views of a page that people keep under a name."""

from django.core.exceptions import ValidationError
from django.db import transaction

from annotations.models import SavedView
from corpus import access
from corpus.access import Verb

#: Views that one person keeps in a project.
MOST = 50


@transaction.atomic
def save_view(*, project, name, query, audience, by, page="texts"):
    """Keep a view; one of the same page, name and person is replaced.

    Args:
        query: of the page's address.
        audience: own or project.
        page: "texts", or the name of a page of Compare.

    Raises:
        PermissionDenied: who may only read keeps views for nobody else.
        ValidationError: the name is wrong, or there are too many.
    """
    shared = audience == "project"
    access.require(by, Verb.SHARE_VIEW if shared else Verb.READ, project)
    name = " ".join(name.split())
    if "\x00" in name:
        raise ValidationError("This name holds a NUL character. Take it out.")
    if "\x00" in query:
        raise ValidationError("This address holds a NUL character. Take it out.")
    mine = SavedView.objects.of_project(project).filter(user=by)
    view = mine.filter(page=page, name=name).first() or SavedView(
        project=project, user=by, page=page, name=name
    )
    if not view.pk and mine.count() >= MOST:
        raise ValidationError(
            f"You keep {MOST} views here, which is the most. Delete one first."
        )
    view.query, view.audience = query, audience
    # its name may have been taken since: then that row is changed
    view.full_clean(exclude=["user"])
    # of two at the same time, the second finds the first one's row
    kept, _made = SavedView.objects.update_or_create(
        project=project,
        user=by,
        page=page,
        name=name,
        defaults={"query": query, "audience": audience},
    )
    return kept


@transaction.atomic
def delete_view(*, view, by):
    """Forget a view of one's own; an owner also those that others share."""
    if view.user_id != by.pk:
        access.require(by, Verb.MANAGE, view.project)
    view.delete()
