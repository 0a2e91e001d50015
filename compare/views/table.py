"""Who takes which position: the table of holders and doctrines."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from annotations.filters import find_actor
from annotations.positions.elements import with_elements
from annotations.positions.table import Table
from compare.addresses import passages_paths
from compare.arranged import Columns, Rows, key_of_row
from compare.arrangement import ACROSS, NAMES, arrangement
from compare.steps import Links, stepped, without
from compare.table_file import FORMATS, file
from compare.views.frame import framed
from corpus import access
from corpus.access import Verb
from corpus.models import Authorship

PAGE_LENGTH = 50


@require_GET
def table(request, slug):
    """The table, or what is wrong with its filters; fifty holders a page."""
    frame = framed(request, slug, "table")
    frame.context["kept"] = [
        (name, value)
        for name in ("open", "every", "texts_of", *NAMES)
        for value in request.GET.getlist(name)
        if value
    ]
    if frame.selection is None:
        return frame.answer("compare/table.html")
    passages = passages_paths(frame.selection)
    try:
        arranged = arrangement(request.GET)
        found = Table(
            frame.selection,
            request.GET.getlist("open"),
            everything="every" in request.GET,
            works=frame.works,
            passages=passages,
        )
        columns = Columns(found, arranged)
        texts_of, only = author(request, frame.selection)
        rows = Rows(found, arranged, columns, only)
        if "shift" in request.GET:
            query = stepped(request.GET, arranged, columns, rows)
            return redirect(f"{request.path}?{query}")
    except ValidationError as error:
        frame.context["problems"] = error.messages
        return frame.refused().answer("compare/table.html")
    if request.GET.get("format") in FORMATS:
        rule = frame.context["rule"]
        return file(found, rows, rule, request.GET["format"])
    page = Paginator(rows.keys, PAGE_LENGTH).get_page(request.GET.get("page"))
    links = Links(request.GET, arranged, columns, rows)
    may_mark = access.may(request.user, Verb.MARK, frame.project)
    of_cells = (
        frame.selection.by == "document" and frame.selection.columns == "doctrine"
    )
    may_say = may_mark and of_cells
    return frame.answer(
        "compare/table.html",
        table=found,
        head=headings(found, columns, links, passages),
        rows=lines(found, page.object_list, links, passages, may_say),
        foot=None if texts_of else found.foot(),
        page=page,
        sorts=links.sorts(),
        arrangement=arranged,
        across=ACROSS,
        reset=links.reset(),
        texts_of=texts_of,
        say=coverage_path(request) if may_say else "",
        said_elsewhere=may_mark and not of_cells,
        with_elements=with_elements(frame.project),
    )


@dataclass
class Heading:
    """A column's heading with what can be done with it."""

    id: str
    column: Any
    #: How the address calls it when it is moved, and where it stands; "" for a branch's
    #: own column, which stays where it is.
    shift: str
    place: int
    pinned: bool
    #: "", "ascending" or "descending".
    sorted: str
    passages: str
    steps: list


def headings(found, columns, links, passages):
    """Lines of headings, as they stand above each other."""
    pins = links.arrangement.pin
    return [
        [
            Heading(
                f"column-{y}-{x}",
                column,
                "" if column.own else f"{'pin' if key in pins else 'move'}:{key}",
                columns.places[key],
                key in pins and not column.own,
                "" if column.columns else links.sort(f"column:{key}")[1],
                passages(None, column.slug, below=not column.own),
                links.of_column(column),
            )
            for x, column in enumerate(line)
            for key in [columns.key(column)]
        ]
        for y, line in enumerate(found.head)
    ]


@dataclass
class Line:
    """A row with what can be done with it."""

    id: str
    row: Any
    shift: str
    place: int
    pinned: bool
    passages: str
    steps: list
    #: Id of the text that a coder can call silent here, or None.
    text: int | None


def lines(found, keys, links, passages, may_say):
    return [
        Line(
            f"row-{number}",
            row,
            f"{'top' if key in links.rows.top else 'place'}:{key}",
            links.rows.places[key],
            key in links.rows.top,
            passages(row.holder),
            [*links.of_row(key), *texts_one_by_one(links, found.selection, row.holder)],
            row.holder["id"] if may_say else None,
        )
        for number, row in enumerate(found.rows(keys))
        for key in [key_of_row(row.holder)]
    ]


def coverage_path(request):
    """The start of the address where a coder says what a text has not."""
    said = without(request.GET).urlencode()
    path = reverse("compare:coverage", args=[request.resolver_match.kwargs["slug"]])
    return f"{path}?{said}&" if said else f"{path}?"


def texts_one_by_one(links, selection, holder):
    """The step from an author to a row for each text, where silence is recorded."""
    if selection.by not in ("actor", "author") or holder["kind"] != "actor":
        return []
    query = without(links.sent, "by", "top", "place", "sort")
    query["by"], query["texts_of"] = "document", holder["id"]
    return [("Texts, one by one", f"?{query.urlencode()}")]


def author(request, selection):
    """(whose texts alone are rows, the keys of these), or (None, None)."""
    sent = request.GET.get("texts_of", "")
    if not sent or selection.by != "document":
        return None, None
    actor = find_actor(selection.project, sent)
    if actor is None:
        raise ValidationError(f"There is no actor “{sent[:60]}”.")
    wrote = Authorship.objects.filter(
        project=selection.project, actor=actor, role="author"
    )
    return actor, {-text for text in wrote.values_list("document", flat=True)}
