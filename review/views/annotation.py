"""One annotation: what it says, where, what was decided, and its history."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST

from annotations import authority_force, events, passages, tree
from annotations.actions.annotations import restore_annotation
from annotations.addresses import annotation_path
from annotations.errors import Conflict
from annotations.models import (
    Annotation,
    Carried,
    Comparator,
    DoctrineExample,
    Reconsideration,
)
from corpus import access
from corpus.access import Verb
from formats import words
from review import threads, undo
from review.views import decisions

#: Verb of the history -> what the page says somebody did.
DONE = {
    "create": "marked the passage",
    "edit": "changed it",
    "delete": "deleted it",
    "restore": "restored it",
    "import": "imported it",
    "carry": "carried it to this edition",
    "place": "placed it in this edition",
    "accept": "accepted it",
    "reject": "rejected it",
    "reopen": "took the decision back",
    "bring back": "brought an earlier state back",
    "discuss": "asked for discussion",
    "reclassify": "changed it in the queue",
    "relate": "drew a relation",
    "change_relation": "changed a relation",
    "remove_relation": "removed a relation",
    "restore_relation": "brought a relation back",
    "insert": "made it",
    "update": "changed it",
    "merge in the codebook": "merged its doctrine into another",
    "reconsider in the codebook": "reconsidered it",
    "undo in the codebook": "took a change of the codebook back",
}
LABELS = {
    "quote": "Words",
    "start": "Begins at",
    "end": "Ends at",
    "holder": "Voice of",
    "via": "Via",
    "reliance": "Reliance",
}
#: Closed lists, to show the word instead of what is stored.
CHOICES = {
    "stance": words.STANCES,
    "attitude": words.ATTITUDES,
    "ground": words.GROUNDS,
    "role": words.ROLES,
    "explicitness": words.EXPLICITNESS,
    "confidence": words.CONFIDENCES,
    "status": words.STATUSES,
    "reliance": words.RELIANCES,
}


@require_http_methods(["GET", "HEAD", "POST"])
def annotation(request, slug, uuid):
    """The page; a POST decides about the annotation."""
    project = access.get_project(request.user, slug)
    row = find(request.user, project, uuid)
    if request.method != "POST":
        return render(request, project, row)
    try:
        stale = decisions.decide(request, project)
    except ValidationError as error:
        return render(request, project, row, " ".join(error.messages), 422)
    if stale:
        problem = "Somebody changed it since you opened the page: look again."
        return render(request, project, find(request.user, project, uuid), problem, 409)
    return redirect(request.get_full_path())


@require_POST
def restore(request, slug, uuid):
    """Take a deletion back."""
    project = access.get_project(request.user, slug)
    row = find(request.user, project, uuid)
    row.project = project
    version = request.POST.get("version", "")
    try:
        restore_annotation(
            annotation=row,
            # no version, or none that can be: as stale as a wrong one
            version=int(version) if version.isdecimal() and len(version) < 10 else 0,
            by=request.user,
        )
    except Conflict as error:
        return render(
            request, project, find(request.user, project, uuid), str(error), 409
        )
    return redirect("review:annotation", project.slug, uuid)


def find(user, project, uuid):
    """An annotation of a project, deleted or not.

    Raises:
        Http404
    """
    visible = passages.for_list(Annotation.objects.visible_to(user))
    return get_object_or_404(visible, project=project, uuid=uuid)


def render(request, project, row, problem="", status=200):
    codebook = tree.load(project, counted=False)
    nodes = codebook.nodes
    node = nodes.get(row.doctrine.slug)
    if node is None:
        raise Http404
    passages.add_passages([row])
    authority_force.warn([row])
    own = row.coder_id == request.user.pk
    context = {
        "project": project,
        "section": "doctrines",
        "annotation": row,
        "place": annotation_path(project.slug, row.document_id, row.uuid),
        "node": node,
        "comparators": Comparator.objects.filter(annotation=row).select_related(
            "situation"
        ),
        "came": came(row, project),
        "waits": waits(row),
        "went": Carried.objects.of_project(project).filter(source=row).for_list(),
        "history": [
            told(entry, nodes, first=not number)
            for number, entry in enumerate(events.history_of(row, project))
        ],
        "threads": threads.about(project, annotation=row),
        "may_comment": access.may(request.user, Verb.COMMENT, project),
        "shows": DoctrineExample.objects.filter(
            project=project, annotation=row
        ).select_related("doctrine"),
        "near": near(node, codebook),
        "may_edit": access.may(request.user, Verb.EDIT_CODEBOOK, project),
        "may_decide": access.may(request.user, Verb.DECIDE, project),
        "may_restore": access.may(
            request.user, Verb.MARK if own else Verb.EDIT_MARKS, project
        ),
        "decision": undo.last(request, project),
        "problem": problem,
        "reason": request.POST.get("reason", ""),
    }
    return TemplateResponse(request, "review/annotation.html", context, status=status)


def near(node, codebook):
    """The entries that an annotation of one may show: its own, above, beside, below."""
    beside = [other for other in node.siblings(codebook) if other is not node]
    return [node, *reversed(node.ancestors()), *node.children, *beside]


def waits(row):
    """The change of the codebook because of which it waits, or None: one query."""
    rows = Reconsideration.objects.waiting().filter(annotation=row)
    found = rows.select_related("change").defer("change__changes").first()
    return found and found.change


def came(row, project):
    """The annotations it was carried from, the latest first: a query each."""
    found: list[Carried] = []
    at = row.pk
    seen = Carried.objects.of_project(project).for_list()
    while link := seen.filter(target=at).first():
        found.append(link)
        at = link.source_id
    return found


def told(entry, nodes, *, first):
    """An entry of the history in words.

    Args:
        first: whether it is how the annotation came to be.
    """
    changes = [
        {
            "label": LABELS.get(change["field"], change["field"].capitalize()),
            "before": worded(change["field"], change["from"], nodes),
            "after": worded(change["field"], change["to"], nodes),
        }
        for change in entry["changes"]
        if change["field"] not in {"start", "end"}
    ]
    done = DONE.get(entry["verb"], entry["verb"])
    return {**entry, "done": done, "first": first, "changes": changes}


def worded(field, value, nodes):
    if value is None or value == []:
        return "the author’s own" if field == "holder" else "nothing"
    if isinstance(value, list):
        return ", ".join(value)
    if field == "release":
        return f"Release {value}"
    if field == "doctrine" and value in nodes:
        return nodes[value].doctrine.name
    return CHOICES.get(field, {}).get(value, value)
