"""The inbox: who mentioned, answered, assigned or decided."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from corpus import access
from corpus.paging import page
from review import inbox as lines
from review.actions.inbox import mark_read
from review.forms.comment import version_of
from review.models import Notice

ROWS = 50


@require_http_methods(["GET", "HEAD", "POST"])
def inbox(request, slug):
    """The entries, newest first; a POST marks one, or all that were shown, as read."""
    project = access.get_project(request.user, slug)
    mine = Notice.objects.of_reader(project)
    if request.method == "POST":
        upto = version_of(request.POST.get("all"))
        one = version_of(request.POST.get("read"))
        # what came since the page was opened stays unread
        mark_read(notices=mine.filter(pk__lte=upto) if upto else mine.filter(pk=one))
        return redirect(request.get_full_path())
    show = "all" if request.GET.get("show") == "all" else ""
    status, notices, following = 200, [], None
    try:
        notices, following = page(
            mine.for_list() if show else mine.unread().for_list(),
            ["-created", "-pk"],
            ROWS,
            request.GET.get("cursor", ""),
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        status = 422
    lines.tell_about(project, notices)
    newest = mine.order_by("-pk").values_list("pk", flat=True).first()
    context = {
        "project": project,
        "section": "inbox",
        "notices": notices,
        "newest": newest,
        "unread": mine.unread().count(),
        "show": show,
        "next_cursor": following,
    }
    return TemplateResponse(request, "review/inbox.html", context, status=status)
