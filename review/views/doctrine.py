"""By doctrine: every annotation of a doctrine and of those below it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from accounts.models import User
from annotations import entry, filters, passages, tree
from annotations.addresses import annotation_path
from annotations.models import Tag
from corpus import access
from corpus.access import Verb
from corpus.models import Actor, Document, Situation
from corpus.paging import page
from formats import words
from review import threads, undo
from review.views import decisions

ROWS = 50
FILTERS = ("holder", "stance", "situation", "status", "coder", "tag", "voice")
ALL_FILTERS = (*FILTERS, "document", "title", "doctrine")
#: A longer list of choices is a field for words.
MOST_CHOICES = 300
ORDERS = {
    "text": "By text",
    "newest": "Newest first",
    "author": "By author",
    "stance": "By stance",
}


@require_http_methods(["GET", "HEAD", "POST"])
def doctrine(request, slug, doctrine):
    """The list with its filters; a POST decides about the ticked rows of the page."""
    project = access.get_project(request.user, slug)
    codebook = tree.load(project)
    node = codebook.nodes.get(doctrine)
    if node is None:
        raise Http404
    if request.method == "POST":
        return decide(request, project, codebook, node)
    return render(request, project, codebook, node)


def decide(request, project, codebook, node):
    try:
        stale = decisions.decide(request, project)
    except ValidationError as error:
        problem = " ".join(error.messages)
        return render(request, project, codebook, node, problem, status=422)
    if stale:
        problem = (
            f"{len(stale)} changed since you opened the page and stay as they are. "
            "They are ticked below as they stand now: look again."
        )
        chosen = {str(row.uuid) for row in stale}
        return render(request, project, codebook, node, problem, chosen, status=409)
    return redirect(request.get_full_path())


def render(request, project, codebook, node, problem="", chosen=None, status=200):
    """The page; ``problem`` is a sentence about a decision that was not carried out."""
    if chosen is None:
        ticked = request.POST.getlist("annotation")
        chosen = {value.partition(":")[0] for value in ticked}
    order = request.GET.get("sort", "")
    order = order if order in ORDERS else "text"
    filtered = any(request.GET.get(name) for name in ALL_FILTERS)
    beside = entry.about(project, node)
    rows, following, count, talk = [], None, 0, []
    try:
        found = wanted(request, project, node)
        count = found.count() if filtered else node.total
        places, following = page(
            passages.for_order(found, order),
            passages.ORDERS[order],
            ROWS,
            request.GET.get("cursor", ""),
        )
        rows = shown(places, project, chosen, beside["examples"])
        threads.add_numbers(project, rows)
        talk = threads.about(project, doctrine=node.doctrine)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        status = 422
    except ValueError:
        messages.error(request, "This is no page of this list; begin at the first.")
        status = 422
    context = {
        "project": project,
        "section": "doctrines",
        "node": node,
        "polarity": node.doctrine.get_polarity_display(),
        "include": tree.in_names(codebook, node.doctrine.include),
        "exclude": tree.in_names(codebook, node.doctrine.exclude),
        **beside,
        "rows": rows,
        "threads": talk,
        "may_comment": access.may(request.user, Verb.COMMENT, project),
        "count": count,
        "next_page": address(request, cursor=following) if following else "",
        "first_page": address(request) if request.GET.get("cursor") else "",
        "filters": request.GET,
        "filtered": filtered,
        "choices": choices(project, codebook, request.GET.get("document", "")),
        "order": order,
        "orders": ORDERS,
        "may_decide": access.may(request.user, Verb.DECIDE, project),
        "may_edit": access.may(request.user, Verb.EDIT_CODEBOOK, project),
        "decision": undo.last(request, project),
        "problem": problem,
        "reason": request.POST.get("reason", "") if problem else "",
    }
    return TemplateResponse(request, "review/doctrine.html", context, status=status)


def shown(places, project, chosen, examples):
    """The rows of a page with all that the template shows; those ``chosen`` are ticked.

    Args:
        chosen: uuids as strings.
        examples: of the doctrine, as ``entry.about`` tells them.
    """
    shows = {example["annotation"]: example for example in examples}
    rows = passages.for_list_in_order(places)
    passages.add_passages(rows)
    passages.mark_repeated(rows)
    for row in rows:
        row.chosen = str(row.uuid) in chosen
        row.example = shows.get(row.pk)
        row.place = annotation_path(project.slug, row.document_id, row.uuid)
    return rows


def wanted(request, project, node):
    """The annotations that the filters of the address ask for.

    Raises:
        ValidationError
    """
    below = {entry.doctrine.slug for entry in node.branch()}
    narrowed = request.GET.get("doctrine")
    document = request.GET.get("document") or None
    if document and not (document.isascii() and document.isdigit()):
        raise ValidationError(f"There is no text “{document}”.")
    found = filters.annotations(
        project,
        doctrine=narrowed if narrowed in below else node.doctrine.slug,
        document=document and min(int(document), 2**63 - 1),
        **{name: request.GET.get(name, "") for name in FILTERS},
    )
    for word in request.GET.get("title", "").replace("\x00", "").split()[:12]:
        found = found.filter(document__title__icontains=word)
    return found


def address(request, **changes):
    """This page's path with another cursor, or none."""
    query = request.GET.copy()
    query.pop("cursor", None)
    query.update(changes)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def choices(project, codebook, chosen):
    """What the filters offer: five queries over the project's short lists.

    Args:
        chosen: the id of a text, which is offered also when there are very many.
    """
    texts = Document.objects.of_project(project).standing().only("title")
    documents = few(texts.order_by("title"))
    if documents is None and chosen.isascii() and chosen.isdigit():
        documents = texts.filter(pk=min(int(chosen), 2**63 - 1))
    return {
        "stances": words.STANCES,
        "voices": words.VOICES,
        "statuses": words.STATUSES,
        "actors": few(Actor.objects.of_project(project).for_list()),
        "situations": Situation.objects.of_project(project).for_list(),
        "documents": documents,
        "tags": Tag.objects.seen_in(project).order_by("name"),
        "coders": User.objects.filter(pk__in=codebook.coders).order_by("name", "email"),
    }


def few(rows):
    """The rows as a list, or None when they are too many to choose from."""
    found = list(rows[: MOST_CHOICES + 1])
    return found if len(found) <= MOST_CHOICES else None
