"""What all pages of Compare have: a selection, its rule in words, and the tabs."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.template.response import TemplateResponse
from django.urls import reverse

from annotations.forms.selection import SelectionForm, choices
from annotations.models import Doctrine
from annotations.positions.rule import rule
from annotations.positions.selection import COLUMNS, ROWS, UNITS, Selection
from annotations.positions.works import works_of
from compare.addresses import methods_path
from corpus import access

#: Name of the address -> what the tab says.
TABS = {
    "table": "Table",
    "elements_of": "Elements",
    "situations": "Situations",
    "comparators": "Comparators",
    "likeness": "Likeness",
    "networks": "Networks",
    "time": "Time",
}
#: What the address may say beside the selection, kept from tab to tab.
KEPT = ("by", "unit", "since", "until", "voice", "situation", "status", "coder")


#: What the foot of a table is called.
ALL_ROWS = {"actor": "All holders", "author": "All authors", "document": "All texts"}
#: Name of the address -> heading and words of a choice; the first is the usual one.
AXES = {
    "by": ("Rows", ROWS),
    "columns": ("Columns", COLUMNS),
    "unit": ("Counted", UNITS),
}


@dataclass
class Frame:
    """A page of Compare: ``selection`` is None where the address asks for nonsense."""

    request: Any
    project: Any
    selection: Selection | None
    context: dict
    works: Any = None

    def answer(self, template, **context):
        """The page; with status 422 and the problems alone without a selection."""
        status = 422 if self.selection is None else 200
        found = {**self.context, **context}
        return TemplateResponse(self.request, template, found, status=status)

    def refused(self):
        """The frame without its selection: what was asked of the page is wrong."""
        return replace(
            self, selection=None, context={**self.context, "selection": None}
        )


def framed(request, slug, tab, *, doctrine=None, **fixed):
    """The frame of a page for whoever asks.

    Args:
        tab: one of TABS.
        doctrine: a slug that the address names in its path.
        fixed: fields of the selection that this page does not let be chosen.
    """
    project = access.get_project(request.user, slug)
    sent = request.GET.copy()
    for name, value in fixed.items():
        sent[name] = value
    if doctrine is not None:
        sent["doctrine"] = doctrine
    context = {
        "project": project,
        "section": "positions",
        "tab": tab,
        "tabs": tabs(request, project),
        "axes": [
            (name, heading, words, sent.get(name, ""))
            for name, (heading, words) in AXES.items()
            if name not in fixed
        ],
        "fixed": {*fixed, *(["doctrine"] if doctrine is not None else [])},
        "kept": [],
        "choices": choices(project, doctrines=doctrine is None),
        "sent": request.GET,
        "problems": [],
        "views": views_path(request, project, doctrine),
    }
    try:
        selection = SelectionForm(sent, project=project).selection()
    except ValidationError as error:
        context["problems"] = error.messages
        return Frame(request, project, None, context)
    works = works_of(project)
    context |= {
        "selection": selection,
        "row_heading": ROWS[selection.by],
        "all_rows": ALL_ROWS.get(selection.by, "All"),
        "column_heading": COLUMNS[selection.columns],
        "rule": rule_of(selection, works, works.waiting()),
        "methods": methods_path(selection),
    }
    return Frame(request, project, selection, context, works)


def views_path(request, project, doctrine=None):
    """Where saved views are, with what this page would keep.

    Args:
        doctrine: of the address's path, which a view keeps in its query.
    """
    query = request.GET.copy()
    for name in ("page", "format", "picture", "shift"):
        query.pop(name, None)
    if doctrine is not None:
        query["doctrine"] = doctrine
    said = {"of": request.resolver_match.url_name, "query": query.urlencode(safe=":")}
    return f"{reverse('compare:views', args=[project.slug])}?{urlencode(said)}"


def rule_of(selection, works, waiting=0):
    """The counting rule in words, the doctrine by its name."""
    name = ""
    if selection.doctrine:
        named = Doctrine.objects.of_project(selection.project)
        name = named.get(slug=selection.doctrine).name
    return rule(selection, works, name, waiting)


def tabs(request, project):
    """[(name, words, address)]: the selection goes along."""
    query = request.GET.copy()
    for name in [name for name in query if name not in KEPT]:
        del query[name]
    asked = f"?{query.urlencode()}" if query else ""
    return [
        (name, words, reverse(f"compare:{name}", args=[project.slug]) + asked)
        for name, words in TABS.items()
    ]
