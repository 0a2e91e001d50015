"""A request to the queue of a doctrine: what it is about, and how it is answered."""

from functools import cached_property
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from annotations import tree
from annotations.addresses import annotation_path
from annotations.errors import Deleted
from annotations.models import Annotation
from corpus import access
from corpus.access import Verb
from corpus.models import Actor
from formats import words
from review import edges, shown, told, undo
from review import queue as reading
from review.actions import claims
from review.forms.decision import read_seen

DELETED = "Somebody deleted this mark since you saw it. Nothing was decided."
#: A longer list of actors is not offered while a name is typed.
MOST_NAMES = 300


def uuid_of(sent):
    """An id that was sent, or None where it is none."""
    try:
        return UUID(sent)
    except ValueError:
        return None


class Queue:
    """The project, the entry and the marks that a request is about.

    Raises, when made:
        Http404, PermissionDenied
    """

    def __init__(self, request, slug, doctrine):
        self.request = request
        self.project = access.get_project(request.user, slug, Verb.DECIDE)
        self.told = None
        if request.htmx and request.method == "POST":
            self.told = told.read(request.POST.get("told", ""))
        if self.told:
            found = reading.branch_of(self.project, doctrine)
        else:
            found = self._of_codebook(doctrine)
        if found is None:
            raise Http404
        self.doctrine, self.branch = found
        asked = request.GET.get("show", "")
        self.shown = asked if asked in reading.SHOWN else "proposed"
        self.rows = reading.waiting(self.project, self.branch, self.shown)
        self.version = 0

    def _of_codebook(self, slug):
        node = self.codebook.nodes.get(slug)
        if node is None:
            return None
        return node.doctrine, [below.doctrine.pk for below in node.branch()]

    @cached_property
    def codebook(self):
        return tree.load(self.project, counted=False)

    def find(self, uuid=None, pk=None):
        """A mark of the project with all that the page shows, or None: one query."""
        return shown.find(self.project, uuid=uuid, pk=pk)

    def place(self, uuid):
        """A mark of the project as far as to go on from it, or None: one query."""
        return reading.one(self.project, uuid)

    def posted(self, find=None):
        """The mark that a form is about; its ``version`` is what was seen of it.

        Args:
            find: how it is looked for, unless all that the page shows is needed.

        Raises:
            BadRequest, Deleted, Http404
        """
        try:
            seen = read_seen(self.request.POST.getlist("annotation")[:1])
        except ValidationError as error:
            raise BadRequest("The page sent no mark; load it again.") from error
        [(uuid, self.version)] = seen.items()
        row = (find or self.find)(uuid)
        if row is not None:
            return row
        gone = Annotation.objects.of_project(self.project).filter(uuid=uuid).first()
        if gone is None:
            raise Http404
        raise Deleted(gone, DELETED)

    def go_on(self, row, *, said="", back=False, **more):
        """The next mark that can be held, or that no more waits."""
        passed: list[int] = []
        while True:
            pk = claims.claim_next(
                project=self.project,
                doctrines=self.branch,
                status=self.shown,
                by=self.request.user,
                here=row,
                back=back,
                passed=passed,
            )
            if pk is None:
                break
            found = self.find(pk=pk)
            if found is not None and found.status == self.shown:
                # nobody else can hold it
                return self.show(found, said=said, held=True, **more)
            # another reviewer has just decided it
            passed.append(pk)
        if row is not None and self.rows.filter(pk=row.pk).exists():
            alone = "No other mark waits here, or others are deciding them."
            return self.show(self.find(pk=row.pk), said=said or alone, **more)
        return self.show(None, said=said, **more)

    def show(
        self,
        row,
        *,
        said="",
        problem="",
        opened="",
        pressed="",
        held=False,
        status=200,
    ):
        """The mark, to a script as a part of the page, else as a page of its own.

        Args:
            said: what happened.
            problem: why nothing happened.
            opened: which form is open: accept, reject, ask or change.
            pressed: the edge that was moved.
            held: the reviewer went on to it, and no other holds it.
        """
        htmx = self.request.htmx
        if self.request.method == "POST" and not htmx and status == 200:
            if said:
                messages.success(self.request, said)
            return redirect(self.address(row, opened))
        if not held:
            self.told = None
        context = self.context(row, opened, held) | {
            "said": said,
            "problem": problem,
            "opened": opened,
            "pressed": pressed,
        }
        if not htmx:
            context["node"] = self.codebook.nodes[self.doctrine.slug]
        name = "review/_queue.html" if htmx else "review/queue.html"
        response = TemplateResponse(self.request, name, context, status=status)
        if htmx:
            response["HX-Replace-Url"] = self.address(row)
        return response

    def address(self, row, opened=""):
        place = reverse("review:queue", args=[self.project.slug, self.doctrine.slug])
        asked = {"at": row and row.uuid, "open": opened}
        if self.shown != "proposed":
            asked["show"] = self.shown
        query = "&".join(f"{name}={value}" for name, value in asked.items() if value)
        return f"{place}?{query}" if query else place

    def context(self, row, opened, held):
        kept = self.told
        now = kept or told.Told("", counts=reading.count(self.project, self.branch))
        counts = now.counts
        context = {
            "project": self.project,
            "section": "queue",
            "queue": self.doctrine,
            "told": now,
            "shown": self.shown,
            "tabs": [(s, word, counts.get(s, 0)) for s, word in reading.SHOWN.items()],
            "left": counts.get(self.shown, 0),
            "annotation": row,
            "step": undo.last(self.request, self.project),
            "reason": self.request.POST.get("reason", ""),
            "query": f"?show={self.shown}" if self.shown != "proposed" else "",
        }
        if row is None:
            return context
        row.place = annotation_path(self.project.slug, row.document_id, row.uuid)
        if kept and kept.doctrine == row.doctrine.slug:
            return context | {"beside_stays": True}
        now.doctrine = row.doctrine.slug
        node = self.codebook.nodes[row.doctrine.slug]
        context |= reading.beside(self.project, node) | {
            "entry": node,
            "include": tree.in_names(self.codebook, node.doctrine.include),
            "exclude": tree.in_names(self.codebook, node.doctrine.exclude),
            "other": None if held else claims.holder(row, self.request.user),
        }
        if opened == "change":
            context |= self.changing(node)
        return context

    def changing(self, own):
        """What the form for a change of a mark of an entry offers: one query."""
        actors = Actor.objects.of_project(self.project).order_by("name")
        names = list(actors.values_list("name", flat=True)[: MOST_NAMES + 1])
        return {
            "entries": [
                (node.doctrine.slug, node.path())
                for node in self.codebook.walk()
                if node is own or not node.doctrine.retired
            ],
            "stances": words.STANCES,
            "names": names if len(names) <= MOST_NAMES else [],
            "edges": edges.EDGES,
        }
