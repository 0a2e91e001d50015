"""How far coders agree: the passages about which they differ, then the numbers."""

import msgspec
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET

from corpus import access
from corpus.access import Verb
from corpus.http import attached
from review.agreement.comparison import FEW
from review.agreement.differences import KINDS
from review.compared import measures, table
from review.compared.answer import answer, kinds_of, release_of
from review.compared.chosen import MOST_WAITED_FOR, chosen
from review.compared.differing import passages_of
from review.forms.agreement import AgreementForm, choices

PAGE_LENGTH = 25


@require_GET
def agreement(request, slug):
    """The page; ``?format=json`` or ``csv`` sends the numbers as a file."""
    project = access.get_project(request.user, slug, Verb.SEE_AGREEMENT)
    form = AgreementForm(request.GET, project=project, user=request.user)
    context = {
        "project": project,
        "section": "agreement",
        "choices": choices(project, request.user),
        "sent": request.GET,
        "sent_coders": request.GET.getlist("coders"),
        "sent_documents": request.GET.getlist("documents"),
        "sent_doctrines": request.GET.getlist("doctrine"),
        "kinds": KINDS,
        "few": FEW,
    }
    try:
        found = chosen(form.choice(), MOST_WAITED_FOR)
    except ValidationError as error:
        context["problems"] = error.messages
        return TemplateResponse(request, "review/agreement.html", context, status=422)
    comparison = found.compare()
    if request.GET.get("format") in {"json", "csv"}:
        return download(request.GET["format"], found, comparison)
    kind = request.GET.get("kind", "")
    rows = [
        row for row in comparison.differences if kind not in KINDS or kind in row.kinds
    ]
    page = Paginator(rows, PAGE_LENGTH).get_page(request.GET.get("page"))
    context |= {
        "chosen": found,
        "comparison": comparison,
        "kind": kind if kind in KINDS else "",
        "counts": [
            (name, word, number)
            for name, word in KINDS.items()
            if (number := kinds_of(comparison)[name])
        ],
        "page": page,
        "passages": passages_of(page.object_list, found),
        "annotations": sum(comparison.annotations.values()),
        "release": release_of(project),
        "warnings": measures.warnings(comparison),
        "tables": tables(comparison, found),
    }
    return TemplateResponse(request, "review/agreement.html", context)


def tables(comparison, found):
    """[(heading, what the column of names is called, rows)], those that have rows."""
    rows = (
        (
            "Where they mark",
            "Doctrine",
            list(measures.passages(comparison, found.names)),
        ),
        ("What they say of it", "About", list(measures.labels(comparison))),
        ("Two by two", "Coders", list(measures.pairs(comparison, found.coders))),
        ("Several doctrines on the same words", "", list(measures.sets(comparison))),
    )
    return [
        (heading, column, listed, dict.fromkeys((r.name, r.meaning) for r in listed))
        for heading, column, listed in rows
        if listed
    ]


def download(kind, found, comparison):
    """The numbers as a file."""
    name = f"{found.choice.project.slug}-agreement.{kind}"
    if kind == "csv":
        release = release_of(found.choice.project)
        content, type_ = table.written(found, comparison, release), "text/csv"
    else:
        told = answer(found, comparison)
        content, type_ = msgspec.json.encode(told), "application/json"
    return attached(content, name, f"{type_}; charset=utf-8")
