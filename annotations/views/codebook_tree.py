"""The codebook as a tree: open its branches, find in it, put it in order."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from annotations import tree
from annotations.actions.arranging import LAST, place_doctrine
from annotations.errors import Conflict
from annotations.forms.codebook import Entries, PlaceForm
from annotations.models import Doctrine
from corpus import access
from corpus.access import Verb

#: A codebook of no more entries is shown whole; of a greater one, branches are folded
#: and fetched when somebody opens them.
WHOLE = 200
#: So many entries at most are shown of what a search finds.
MOST_FOUND = 30
#: Name in the session of what was moved last, for one page.
MOVED = "moved-doctrine"


@require_GET
def doctrines(request, slug):
    """The tree with its counts; ``q`` keeps what says it, and what lies above.

    ``open`` unfolds an entry, ``retired`` lists those only, ``part=tree`` answers
    without the page around it.
    """
    project = access.get_project(request.user, slug)
    return page(request, project, request.GET)


def page(request, project, asked, status=200, said="", moved=None):
    """The page, or the tree alone.

    Args:
        asked: the parameters of ``doctrines``.
        said: a sentence about what was done.
        moved: what "Take back" sends.
    """
    whole = tree.load(project)
    query = " ".join(asked.get("q", "").replace("\x00", "").split())[:200]
    retired = [node for node in whole.walk() if node.doctrine.retired]
    context = {
        "project": project,
        "section": "doctrines",
        "base": reverse("annotations:doctrines", args=[project.slug]),
        "count": len(whole.nodes),
        "query": query,
        "only_retired": bool(asked.get("retired")),
        "retired": retired,
        "may_edit": access.may(request.user, Verb.EDIT_CODEBOOK, project),
        "may_add": access.may(request.user, Verb.ADD_DOCTRINE, project),
        "said": said,
        "moved": moved or request.session.pop(MOVED, None),
    }
    if query:
        context["found"] = tree.matching(whole, query, MOST_FOUND)
        context["roots"] = context["found"].roots
    else:
        if len(whole.nodes) <= WHOLE:
            tree.unfold_all(whole)
        else:
            tree.unfold(whole, asked.getlist("open"))
        context["roots"] = whole.roots
    part = asked.get("part") == "tree"
    template = "_doctrine_tree" if part else "doctrines"
    return TemplateResponse(
        request, f"annotations/{template}.html", context, status=status
    )


@require_GET
def below(request, slug, doctrine):
    """What lies directly below one entry, as a list."""
    project = access.get_project(request.user, slug)
    node = tree.load(project).nodes.get(doctrine)
    if node is None:
        raise Http404
    context = {
        "project": project,
        "base": reverse("annotations:doctrines", args=[project.slug]),
        "nodes": node.children,
        "may_edit": access.may(request.user, Verb.EDIT_CODEBOOK, project),
    }
    return TemplateResponse(request, "annotations/_doctrine_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def place(request, slug, doctrine):
    """Move one entry: a step, or under another one; for drag and keys as well."""
    project = access.get_project(request.user, slug, Verb.EDIT_CODEBOOK)
    posted = request.method == "POST"
    whole = tree.load(project, counted=not posted, texts=not posted)
    node = whole.nodes.get(doctrine)
    if node is None:
        raise Http404
    choices = Doctrine.objects.of_project(project).for_tree()
    form = PlaceForm(
        request.POST or None,
        entries=Entries(choices.exclude(pk=node.doctrine.pk)),
        initial={"parent": node.parent and node.parent.doctrine.slug},
    )
    if not posted:
        return place_page(request, project, whole, node, form)
    if not form.is_valid():
        return refused(request, project, doctrine, form, "Choose a place.", 422)
    given = form.cleaned_data
    try:
        goal = wanted(whole, node, given)
        moved = place_doctrine(
            doctrine=node.doctrine, by=request.user, **goal, **seen(request, form)
        )
    except ValidationError as error:
        sentence = " ".join(error.messages)
        return refused(request, project, doctrine, form, sentence, 422)
    except Conflict as error:
        return refused(request, project, doctrine, form, str(error), 409)
    back = bool(request.POST.get("back"))
    said = "Taken back." if back else sentence_of(node, moved, goal)
    kept = None if back else remembered(whole, node, moved, said)
    if request.POST.get("part"):
        return page(request, project, request.POST, said=said, moved=kept)
    if kept:
        request.session[MOVED] = kept
    else:
        messages.success(request, said)
    return redirect(there(project, node))


def there(project, node):
    """The tree with the entry in sight."""
    path = reverse("annotations:doctrines", args=[project.slug])
    return f"{path}?open={node.doctrine.slug}#{node.doctrine.slug}"


def refused(request, project, doctrine, form, sentence, status):
    """Why it was not moved, with the tree as it stands or on the entry's own page."""
    if request.POST.get("part"):
        return page(request, project, request.POST, status, said=sentence)
    whole = tree.load(project)
    node = whole.nodes.get(doctrine)
    if node is None:
        raise Http404
    return place_page(request, project, whole, node, form, sentence, status)


def place_page(request, project, whole, node, form, problem="", status=200):
    context = {
        "project": project,
        "section": "doctrines",
        "node": node,
        "below": sum(1 for _ in node.branch()) - 1,
        "steps": [
            (name, word)
            for name, word in STEPS.items()
            if step_goal(whole, node, name) is not None
        ],
        "form": form,
        "problem": problem,
    }
    return TemplateResponse(
        request, "annotations/place_doctrine.html", context, status=status
    )


STEPS = {"up": "Up", "down": "Down", "out": "Out", "in": "In"}


def wanted(whole, node, given):
    """{"parent", "after"} of what was sent.

    Raises:
        ValidationError
    """
    if given["step"]:
        goal = step_goal(whole, node, given["step"])
        if goal is None:
            raise ValidationError("It cannot go further that way.")
        return goal
    after = None if given["first"] else given["after"] or LAST
    return {"parent": given["parent"], "after": after}


def step_goal(whole, node, step):
    """Where a step leads: {"parent", "after"}, or None when there is nothing."""
    siblings = node.siblings(whole)
    place = next(n for n, other in enumerate(siblings) if other is node)
    parent = node.parent and node.parent.doctrine
    if step == "up" and place:
        before = siblings[place - 2].doctrine if place > 1 else None
        return {"parent": parent, "after": before}
    if step == "down" and place + 1 < len(siblings):
        return {"parent": parent, "after": siblings[place + 1].doctrine}
    if step == "out" and node.parent:
        above = node.parent.parent
        return {"parent": above and above.doctrine, "after": parent}
    if step == "in" and place:
        return {"parent": siblings[place - 1].doctrine, "after": LAST}
    return None


def seen(request, form):
    """The parent that the page showed, if it says so."""
    if "seen" not in request.POST:
        return {}
    return {"seen": form.cleaned_data["seen"]}


def sentence_of(node, moved, goal):
    """What was done, in words that can be heard."""
    parent = goal["parent"]
    place = f"under “{parent}”" if parent else "at the top"
    if below := sum(1 for _ in node.branch()) - 1:
        place += f", with {below:,} below it"
    if goal["after"] is LAST:
        return f"“{moved}” is last {place}."
    if goal["after"] is None:
        return f"“{moved}” is first {place}."
    return f"“{moved}” comes after “{goal['after']}” {place}."


def remembered(whole, node, moved, said):
    """What the page needs to offer taking a move back; {whole} is the tree before."""
    siblings = node.siblings(whole)
    place = next(n for n, other in enumerate(siblings) if other is node)
    return {
        "said": said,
        "slug": moved.slug,
        "parent": node.parent.doctrine.slug if node.parent else "",
        "after": siblings[place - 1].doctrine.slug if place else "",
        "seen": moved.parent.slug if moved.parent else "",
    }
