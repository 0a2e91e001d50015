"""All annotations of a text as a plain table, for which no script is needed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Prefetch, Subquery
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from accounts.models import User
from annotations import authority_force, filters, passages
from annotations.addresses import annotation_path
from annotations.models import (
    Annotation,
    Carried,
    Comparator,
    Doctrine,
    Relation,
    Tag,
)
from annotations.views.annotator import find
from corpus import access
from corpus.models import Actor, Block, Situation
from corpus.paging import page
from formats import words

ROWS = 100
FILTERS = (
    "doctrine",
    "stance",
    "voice",
    "holder",
    "situation",
    "coder",
    "status",
    "tag",
    "authority",
)
#: Name of an order -> the words for it, and its keys, together unique.
ORDERS = {
    "place": ("By place", ["start", "pk"]),
    "doctrine": ("By doctrine", ["doctrine__name", "start", "pk"]),
    "coder": ("By coder", ["coder__email", "start", "pk"]),
}


def more(project):
    """Lists of a row that only this table shows, as the project's reader sees them."""
    relations = Relation.objects.of_project(project).standing()
    carried = Carried.objects.of_project(project).for_list()
    return (
        Prefetch("comparators", Comparator.objects.select_related("situation")),
        Prefetch("outgoing", relations.select_related("target__doctrine")),
        Prefetch("incoming", relations.select_related("source__doctrine")),
        Prefetch("carried_from", carried),
        Prefetch("carried_to", carried),
    )


#: Kind of a relation -> what is done to the annotation that it comes to.
COMES = {
    "supports": "Supported by",
    "rebuts": "Rebutted by",
    "distinguishes": "Distinguished by",
    "relies_on": "Relied on by",
    "concedes": "Conceded by",
}


@require_safe
def table(request, slug, pk):
    """The annotations of a text that the filters of the address ask for."""
    project = access.get_project(request.user, slug)
    document = find(project, pk)
    order = request.GET.get("sort", "")
    order = order if order in ORDERS else "place"
    asked = {name: request.GET.get(name, "") for name in FILTERS}
    rows, following, count, status = [], None, 0, 200
    try:
        found = filters.annotations(project, document=document.pk, **asked)
        count = found.count()
        _words, keys = ORDERS[order]
        narrow = found.select_related("doctrine", "coder").only(
            "start", "doctrine__name", "coder__email"
        )
        places, following = page(narrow, keys, ROWS, request.GET.get("cursor", ""))
        rows = shown(places, project, document)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        status = 422
    context = {
        "project": project,
        "section": "texts",
        "document": document,
        "rows": rows,
        "count": count,
        "filtered": any(asked.values()),
        "filters": request.GET,
        "choices": choices(project, document),
        "order": order,
        "orders": {name: label for name, (label, _keys) in ORDERS.items()},
        "next_page": address(request, cursor=following) if following else "",
        "first_page": address(request) if request.GET.get("cursor") else "",
        "query": query(request),
    }
    return TemplateResponse(request, "annotations/table.html", context, status=status)


def shown(places, project, document):
    """The rows of a page with all that the template shows: eleven queries at most.

    Args:
        places: rows in the order of the page, which hold little.
    """
    blocks = Block.objects.filter(
        document=OuterRef("document"), start__lte=OuterRef("start")
    ).order_by("-start")
    rows = (
        passages.for_list(Annotation.objects.filter(pk__in=[row.pk for row in places]))
        .prefetch_related(*more(project))
        .annotate(paragraph=Subquery(blocks.values("paragraph")[:1]))
        .in_bulk()
    )
    rows = [rows[place.pk] for place in places if place.pk in rows]
    for row in rows:
        row.place = annotation_path(project.slug, document.pk, row.uuid)
        row.words = passages.lines(passages.shortened(row.quote))
        row.relations = relations(row)
    authority_force.warn(rows)
    return rows


def relations(row):
    """What an annotation is related to: (kind in words, the other annotation)."""
    return [
        *(
            (each.get_kind_display(), other_end(each.target))
            for each in row.outgoing.all()
        ),
        *((COMES[each.kind], other_end(each.source)) for each in row.incoming.all()),
    ]


def other_end(annotation):
    """The other annotation in short."""
    return f"“{passages.shortened(annotation.quote)}” ({annotation.doctrine.name})"


def choices(project, document):
    """What the filters offer: what the text's annotations have; six queries."""
    marks = Annotation.objects.of_project(project).filter(
        document=document, deleted=None
    )
    return {
        "stances": words.STANCES,
        "voices": words.VOICES,
        "statuses": words.STATUSES,
        "authorities": authority_force.AUTHORITIES,
        "doctrines": Doctrine.objects.of_project(project).order_by("name"),
        "actors": Actor.objects.filter(pk__in=marks.values("actor")).order_by("name"),
        "situations": Situation.objects.filter(
            pk__in=marks.values("situation")
        ).order_by("code"),
        "tags": Tag.objects.filter(pk__in=marks.values("tagged__tag")).order_by("name"),
        "coders": User.objects.filter(pk__in=marks.values("coder")).order_by(
            "name", "email"
        ),
    }


def query(request):
    """The filters of the address, for the annotator: "" or "?…"."""
    kept = request.GET.copy()
    for name in ("cursor", "sort"):
        kept.pop(name, None)
    return f"?{kept.urlencode()}" if kept else ""


def address(request, **changes):
    """This page's path with another cursor, or none."""
    kept = request.GET.copy()
    kept.pop("cursor", None)
    kept.update(changes)
    return f"{request.path}?{kept.urlencode()}" if kept else request.path
