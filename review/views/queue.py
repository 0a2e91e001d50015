"""The queue of a doctrine: one mark at a time, beside what its doctrine means."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_POST

from annotations import tree
from annotations.errors import Conflict, Deleted
from corpus import access
from corpus.access import Verb
from corpus.http import answer
from review import queue as reading
from review import undo
from review.actions import claims
from review.actions import decisions as actions
from review.forms.queue import ChangeForm, EdgeForm
from review.views import decisions
from review.views.queued import Queue, uuid_of

STALE = "Somebody changed it since you saw it. Nothing was decided: this is it now."
DONE = {
    "accepted": "Accepted.",
    "rejected": "Rejected.",
    "discussion": "Asked: the coder is told.",
    "proposed": "Set back to proposed.",
}


@require_GET
def queues(request, slug):
    """The doctrines with what waits under each."""
    project = access.get_project(request.user, slug, Verb.DECIDE)
    codebook = tree.load(project, counted=False)
    numbers = reading.numbers(project)
    rows, total = [], dict.fromkeys(reading.SHOWN, 0)
    for node in codebook.walk():
        own = numbers.get(node.doctrine.pk, {})
        for status in total:
            total[status] += own.get(status, 0)
        if own:
            branch = [numbers.get(n.doctrine.pk, {}) for n in node.branch()]
            counts = {s: sum(n.get(s, 0) for n in branch) for s in reading.SHOWN}
            rows.append({"node": node, "path": node.path(), **counts})
    if not request.GET.get("all"):
        rows = [row for row in rows if row["proposed"] or row["discussion"]]
    context = {
        "project": project,
        "section": "queue",
        "rows": rows,
        "total": total,
        "all": bool(request.GET.get("all")),
    }
    return TemplateResponse(request, "review/queues.html", context)


@require_GET
def queue(request, slug, doctrine):
    """One mark: the one that the address names, else the first that is free."""
    found = Queue(request, slug, doctrine)
    uuid = uuid_of(request.GET.get("at", ""))
    row = found.find(uuid) if uuid else None
    if row is None:
        place = reading.first(found.rows, request.user)
        row = place and found.find(pk=place.pk)
    return found.show(row, opened=request.GET.get("open", ""))


@require_POST
def step(request, slug, doctrine):
    """Go to the next mark, or the one before, that nobody else is deciding."""
    found = Queue(request, slug, doctrine)
    uuid = uuid_of(request.POST.get("at", ""))
    row = found.place(uuid) if uuid else None
    return found.go_on(row, back="back" in request.POST)


@require_POST
def decide(request, slug, doctrine):
    """Decide about the mark, and go to the next one."""
    found = Queue(request, slug, doctrine)
    try:
        row = found.posted(found.place)
    except Deleted as error:
        return found.go_on(error.row, problem=str(error), status=409)
    try:
        stale = decisions.decide(request, found.project)
    except ValidationError as error:
        problem = " ".join(error.messages)
        opened = OPENED.get(request.POST.get("status", ""), "")
        row = found.find(row.uuid)
        return found.show(row, problem=problem, opened=opened, status=422)
    if stale:
        return found.show(found.find(row.uuid), problem=STALE, status=409)
    status = request.POST["status"]
    if request.POST.get("reason"):
        # it stands beside the next mark, too
        found.told = None
    elif found.told:
        found.told.moved(row.status, status)
    return found.go_on(row, said=DONE[status])


#: Status -> the part of the page where its reason is written.
OPENED = {"accepted": "accept", "rejected": "reject", "discussion": "ask"}


@require_POST
def change(request, slug, doctrine):
    """Put the mark under another entry, in another voice, or on other words."""
    found = Queue(request, slug, doctrine)
    access.require(request.user, Verb.EDIT_MARKS, found.project)
    try:
        row = found.posted()
    except Deleted as error:
        return found.go_on(error.row, problem=str(error), status=409)
    kind: type[EdgeForm | ChangeForm] = ChangeForm
    if "edge" in request.POST:
        kind = EdgeForm
    form = kind(request.POST)
    if not form.is_valid():
        said = [str(text) for texts in form.errors.values() for text in texts]
        return found.show(row, problem=" ".join(said), opened="change", status=422)
    changes = form.changes(row)
    if not changes:
        return found.show(row, said="Nothing was changed.", opened="change")
    try:
        row, before = actions.change(
            project=found.project,
            uuid=row.uuid,
            version=found.version,
            changes=changes,
            by=request.user,
        )
    except ValidationError as error:
        problem = " ".join(error.messages)
        return found.show(row, problem=problem, opened="change", status=422)
    except (Conflict, Deleted):
        return found.show(found.find(row.uuid), problem=STALE, status=409)
    undo.remember_edit(request, found.project, row, before)
    pressed = request.POST.get("edge", "")
    return found.show(
        found.find(row.uuid), said="Changed.", opened="change", pressed=pressed
    )


@require_POST
def take_back(request, slug, doctrine):
    """Undo the last decision or change, and show the mark it was about."""
    found = Queue(request, slug, doctrine)
    row = found.find(uuid_of(request.POST.get("at", "")))
    try:
        done = decisions.undo_last(request, found.project)
    except ValidationError as error:
        return found.show(row, problem=" ".join(error.messages), status=422)
    if done is None:
        return found.show(row, said=decisions.NOTHING)
    said = decisions.taken_back(len(done.rows), len(done.stale))
    back = done.rows or done.stale
    if len(back) == 1:
        row = found.find(back[0].uuid)
        claims.claim(annotation=row, by=request.user)
    return found.show(row, said=said)


@require_POST
def hold(request, slug, uuid):
    """Hold a mark for two minutes more; 409 when another reviewer decides it."""
    project = access.get_project(request.user, slug, Verb.DECIDE)
    row = reading.one(project, uuid=uuid)
    if row is None:
        raise Http404
    if claims.claim(annotation=row, by=request.user):
        return answer({"held": True})
    other = claims.holder(row, request.user)
    return answer({"held": False, "by": str(other or "Another reviewer")}, 409)
