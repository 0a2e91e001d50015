"""The queue of a doctrine: which marks wait, and which of them is next."""

from django.db.models import Count, Exists, OuterRef
from django.utils import timezone

from accounts import prepared
from accounts.prepared import Kept, instance
from annotations import examples, precedents
from annotations.entry import shown_example
from annotations.models import Annotation, Doctrine, sight
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
#: What is read of a mark to go on from it, and of entries to know a branch.
PLACE = ["id", "uuid", "project_id", "document_id", "start", "status"]
ENTRY = ["id", "parent_id", "slug", "name"]
_entries = Kept(
    lambda project: Doctrine.objects.filter(project=project).values_list(*ENTRY),
    project=1,
)
_PLACE = """
SELECT mark.id, mark.uuid, mark.project_id, mark.document_id, mark.start, mark.status
FROM annotations_annotation AS mark
JOIN corpus_document AS text ON text.id = mark.document_id AND text.withdrawn IS NULL
WHERE mark.project_id = %(project)s AND mark.uuid = %(uuid)s AND mark.deleted IS NULL
"""


def numbers(project):
    """{id of a doctrine: {status: how many marks}}: one query."""
    found: dict = {}
    rows = Annotation.objects.of_project(project).standing().order_by()
    counted = rows.values_list("doctrine", "status").annotate(n=Count("pk"))
    for doctrine, status, count in counted:
        found.setdefault(doctrine, {})[status] = count
    return found


def waiting(project, branch, status):
    """The marks of some doctrines that have a status, in the order of the texts."""
    return (
        Annotation.objects.of_project(project)
        .standing()
        .filter(doctrine__in=branch, status=status)
        .order_by("document_id", "start", "pk")
    )


def free(rows, user):
    """Those that no other reviewer is deciding now."""
    held = Claim.objects.filter(annotation=OuterRef("pk"), until__gte=timezone.now())
    return rows.exclude(Exists(held.exclude(by=user)))


def first(rows, user):
    """The first of them that nobody else is deciding, or None: one query."""
    return free(rows, user).only("document_id", "start", "project_id").first()


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


def count(project, branch):
    """{status: how many marks of some doctrines}: one query."""
    rows = Annotation.objects.of_project(project).standing().filter(doctrine__in=branch)
    counted = rows.order_by().values_list("status").annotate(n=Count("pk"))
    return dict(counted)


def one(project, uuid):
    """A standing mark of a project, as far as its place is told, or None: one query."""
    seen = sight.of(project)
    values = {"project": project.pk, "uuid": uuid, **seen.values()}
    found = prepared.rows(_PLACE + seen.sql("mark"), values)
    if not found:
        return None
    row = instance(Annotation, PLACE, found[0])
    row.project = project
    return row


def branch_of(project, slug):
    """An entry and the ids of its branch, itself first, or None: one short query."""
    found = _entries(project=project.pk)
    own = next((values for values in found if values[2] == slug), None)
    if own is None:
        return None
    below: dict = {}
    for pk, parent, _slug, _name in found:
        below.setdefault(parent, []).append(pk)
    branch = [own[0]]
    for pk in branch:
        branch += below.get(pk, [])
    return instance(Doctrine, ENTRY, own), branch
