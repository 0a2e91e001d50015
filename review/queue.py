"""The queue of a doctrine: which marks wait, and which of them is next."""

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from annotations import examples, precedents
from annotations.entry import shown_example
from annotations.models import Annotation
from review.models import Claim

#: What a queue may hold, the usual first: status -> word.
SHOWN = {
    "proposed": "To decide",
    "discussion": "To discuss",
    "accepted": "Accepted",
    "rejected": "Rejected",
}
#: Earlier decisions that stand beside a mark, and characters of their passages.
EARLIER = 5


def numbers(project):
    """{id of a doctrine: {status: how many marks}}: one query."""
    found: dict = {}
    rows = Annotation.objects.of_project(project).standing().order_by()
    counted = rows.values_list("doctrine", "status").annotate(n=Count("pk"))
    for doctrine, status, count in counted:
        found.setdefault(doctrine, {})[status] = count
    return found


def waiting(project, node, status):
    """The marks of a branch that have a status, in the order of the texts."""
    return (
        Annotation.objects.of_project(project)
        .standing()
        .filter(
            doctrine__in=[below.doctrine.pk for below in node.branch()], status=status
        )
        .order_by("document_id", "start", "pk")
    )


def free(rows, user):
    """Those that no other reviewer is deciding now."""
    held = Claim.objects.filter(annotation=OuterRef("pk"), until__gte=timezone.now())
    return rows.exclude(Exists(held.exclude(by=user)))


def after(rows, row):
    """Those that come after a mark, whether it is among them or not."""
    return rows.filter(
        Q(document_id__gt=row.document_id)
        | Q(document_id=row.document_id, start__gt=row.start)
        | Q(document_id=row.document_id, start=row.start, pk__gt=row.pk)
    )


def before(rows, row):
    """Those that come before it, the nearest first."""
    return rows.filter(
        Q(document_id__lt=row.document_id)
        | Q(document_id=row.document_id, start__lt=row.start)
        | Q(document_id=row.document_id, start=row.start, pk__lt=row.pk)
    ).order_by("-document_id", "-start", "-pk")


def following(rows, user, row=None, *, back=False):
    """The next free mark after ``row``, from the beginning again after the last.

    Returns:
        None when no other waits; at most two queries.
    """
    rows = free(rows, user).only("document_id", "start", "project_id")
    if row is None:
        return rows.first()
    others = rows.exclude(pk=row.pk)
    if back:
        return before(others, row).first() or others.reverse().first()
    return after(others, row).first() or others.first()


def beside(project, node):
    """What stands beside a mark of a doctrine: three queries."""
    doctrine = node.doctrine
    decided = (
        Annotation.objects.of_project(project)
        .standing()
        .filter(doctrine=doctrine, status__in=["accepted", "rejected"])
        .exclude(reason="")
        .select_related("document", "doctrine")
        .order_by("-changed")
    )
    return {
        "examples": [
            shown_example(project, row)
            for row in examples.chosen(project, doctrine.slug)
        ],
        "precedents": precedents.standing(
            precedents.of_doctrine(project, doctrine.slug)
        ),
        "earlier": decided[:EARLIER],
    }


def count(project, node):
    """{status: how many marks of a branch}: one query."""
    branch = [below.doctrine.pk for below in node.branch()]
    rows = Annotation.objects.of_project(project).standing().filter(doctrine__in=branch)
    counted = rows.order_by().values_list("status").annotate(n=Count("pk"))
    return dict(counted)


def one(project, uuid):
    """A standing mark of a project, or None: one query."""
    rows = Annotation.objects.of_project(project).standing()
    row = rows.filter(uuid=uuid).first()
    if row is not None:
        row.project = project
    return row
