"""Comments: what is being talked about, one thread, and writing in it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import User
from annotations.errors import Conflict, Deleted
from corpus import access
from corpus.access import Verb
from corpus.paging import page
from review import threads
from review.actions import comments as actions
from review.forms.comment import about, span_of, version_of
from review.models import Comment

ROWS = 30
#: Names that are proposed while somebody types.
MOST_NAMES = 8


@require_http_methods(["GET", "HEAD", "POST"])
def comments(request, slug):
    """The threads of a project, a text, a doctrine or a mark; a POST begins one."""
    verb = Verb.COMMENT if request.method == "POST" else Verb.READ
    project = access.get_project(request.user, slug, verb)
    if request.method != "POST":
        return render(request, project)
    subject = {}
    try:
        subject = about(project, request.POST)
        if not subject:
            raise ValidationError("Say what the comment is about.")
        words = request.POST.get("words", "")
        text = subject.get("document")
        comment = actions.start_thread(
            project=project,
            text=request.POST.get("text", ""),
            span=span_of(text, words) if text else None,
            by=request.user,
            **subject,
        )
    except ValidationError as error:
        return render(request, project, subject, " ".join(error.messages), 422)
    return back(request, project, comment)


def render(request, project, subject=None, problem="", status=200):
    """The list; after a refusal with what was written."""
    sent = request.POST if subject is not None else request.GET
    rows, following = [], None
    show = request.GET.get("show", "")
    show = show if show in threads.SHOWN else "open"
    mine = request.user if request.GET.get("mine") else None
    try:
        subject = about(project, request.GET) if subject is None else subject
        found = threads.wanted(project, show=show, mine=mine, **subject)
        cursor = request.GET.get("cursor", "")
        rows, following = page(found, ["-created", "-pk"], ROWS, cursor)
    except ValidationError as error:
        problem, status, subject = " ".join(error.messages), 422, subject or {}
    context = {
        "project": project,
        "section": "comments",
        "threads": threads.shown(project, rows),
        "subject": subject,
        "show": show,
        "shows": threads.SHOWN,
        "mine": mine,
        "next_cursor": following,
        "problem": problem,
        "sent": sent,
        "unread": threads.unread(project),
        **may(request, project),
    }
    return TemplateResponse(request, "review/comments.html", context, status=status)


def may(request, project):
    """What the templates of a thread ask of its reader."""
    return {
        "may_comment": access.may(request.user, Verb.COMMENT, project),
        "may_decide": access.may(request.user, Verb.DECIDE, project),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def thread(request, slug, pk):
    """One thread; a POST answers in it."""
    verb = Verb.COMMENT if request.method == "POST" else Verb.READ
    project = access.get_project(request.user, slug, verb)
    comment = find(project, pk)
    if request.method != "POST":
        return render_thread(request, project, comment)
    try:
        answer = actions.answer(
            thread=comment, text=request.POST.get("text", ""), by=request.user
        )
    except ValidationError as error:
        problem = " ".join(error.messages)
        return render_thread(request, project, comment, problem, 422)
    return back(request, project, answer)


def find(project, pk):
    """A comment that the project's reader sees, deleted or not.

    Raises:
        Http404
    """
    rows = Comment.objects.of_project(project).for_list()
    comment = get_object_or_404(rows, pk=min(pk, 2**63 - 1))
    comment.project = project
    return comment


def render_thread(request, project, comment, problem="", status=200, editing=None):
    """The page of a thread; ``editing`` is the comment whose words are in a form."""
    key = comment.thread_id or comment.pk
    first = comment if key == comment.pk else find(project, key)
    context = {
        "project": project,
        "section": "comments",
        "thread": threads.shown(project, [first])[0],
        "editing": editing,
        "problem": problem,
        "sent": request.POST,
        **may(request, project),
    }
    return TemplateResponse(request, "review/thread.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_comment(request, slug, pk):
    """Change the words of one's own comment."""
    project = access.get_project(request.user, slug, Verb.COMMENT)
    comment = find(project, pk)
    if comment.by_id != request.user.pk:
        raise PermissionDenied("Only who wrote a comment changes its words.")
    if request.method != "POST":
        return render_thread(request, project, comment, editing=comment)
    try:
        comment = actions.edit_comment(
            comment=comment,
            version=version_of(request.POST.get("version")),
            text=request.POST.get("text", ""),
            by=request.user,
        )
    except ValidationError as error:
        problem = " ".join(error.messages)
        return render_thread(request, project, comment, problem, 422, comment)
    except (Conflict, Deleted) as error:
        now = find(project, pk)
        return render_thread(request, project, now, str(error), 409, now)
    return redirect("review:thread", project.slug, comment.thread_id or comment.pk)


@require_POST
def delete_comment(request, slug, pk):
    """Take a comment away."""
    project = access.get_project(request.user, slug, Verb.COMMENT)
    comment = find(project, pk)
    version = version_of(request.POST.get("version"))
    try:
        actions.delete_comment(comment=comment, version=version, by=request.user)
    except (Conflict, Deleted) as error:
        return render_thread(request, project, find(project, pk), str(error), 409)
    messages.success(request, "The comment is deleted.")
    return back(request, project, comment)


@require_POST
def resolve(request, slug, pk):
    """Resolve a thread, or open it again."""
    project = access.get_project(request.user, slug, Verb.COMMENT)
    comment = find(project, pk)
    try:
        actions.resolve_thread(
            thread=comment,
            version=version_of(request.POST.get("version")),
            resolved=request.POST.get("resolved") != "no",
            by=request.user,
        )
    except ValidationError as error:
        problem = " ".join(error.messages)
        return render_thread(request, project, comment, problem, 422)
    except Conflict as error:
        return render_thread(request, project, find(project, pk), str(error), 409)
    return back(request, project, comment)


def back(request, project, comment):
    """To the page where it was written, at the comment."""
    there = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(there, {request.get_host()}):
        return redirect(f"{there.partition('#')[0]}#comment-{comment.pk}")
    return redirect("review:thread", project.slug, comment.thread_id or comment.pk)


@require_GET
def people(request, slug):
    """Members whose name or address begins with what was typed, as JSON."""
    project = access.get_project(request.user, slug, Verb.COMMENT)
    typed = request.GET.get("q", "")[:100]
    members = User.objects.filter(memberships__project=project).filter(
        Q(name__istartswith=typed)
        | Q(name__icontains=f" {typed}")
        | Q(email__istartswith=typed)
    )
    found = members.order_by("name", "email")[:MOST_NAMES]
    items = [{"name": user.name or user.email, "email": user.email} for user in found]
    return JsonResponse({"items": items})
